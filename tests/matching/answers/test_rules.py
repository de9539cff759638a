"""How does a proposal stand, and what does each of the two learn of it?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.errors import NotFoundError
from mentornet.matching.answers import rules
from mentornet.matching.deadlines import lead_due
from mentornet.matching.models import Answer, Proposal, ProposalState
from mentornet.programs.models import Side

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHICAGO = "America/Chicago"


def proposal(state=ProposalState.OPEN, **values):
    return Proposal(
        mentee_id=1,
        mentor_id=2,
        mentee=Account(id=1, display_name="Ben"),
        mentor=Account(id=2, display_name="Ada"),
        state=state,
        answer_by=NOON + timedelta(days=3),
        **values,
    )


def standing(given, side=Side.MENTEE, now=NOON):
    with clock.frozen_at(now):
        return rules.standing(given, side, now=now, zone=CHICAGO)


def test_an_open_proposal_says_until_when_in_the_readers_zone():
    assert standing(proposal()) == "You have until Thu, Nov 26, 06:00 CST to answer."


def test_while_it_is_open_nobody_learns_what_the_other_said():
    for answer in (None, Answer.ACCEPTED):
        assert standing(proposal(mentor_answer=answer)) == standing(proposal())


def test_whoever_said_yes_hears_that_the_other_has_time():
    assert "Ada has until Thu" in standing(proposal(mentee_answer=Answer.ACCEPTED))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (proposal(ProposalState.ACCEPTED), "You both said yes"),
        (proposal(ProposalState.DECLINED, mentee_answer=Answer.DECLINED), "You said not this time"),
        (proposal(ProposalState.DECLINED, mentor_answer=Answer.DECLINED), "will not go ahead"),
        (proposal(ProposalState.WITHDRAWN), "was withdrawn"),
        (proposal(ProposalState.LAPSED), "has run out"),
    ],
)
def test_a_closed_proposal_says_how_it_closed(given, words):
    assert words in standing(given)


def test_after_its_deadline_a_proposal_that_has_not_lapsed_yet_reads_as_run_out():
    assert "has run out" in standing(proposal(), now=NOON + timedelta(days=3))


def test_a_proposal_is_nobody_elses():
    with pytest.raises(NotFoundError):
        rules.side_of(proposal(), Account(id=3))


def test_a_draft_is_not_yet_anybodys():
    with pytest.raises(NotFoundError):
        rules.side_of(proposal(ProposalState.DRAFT), Account(id=1))


def due(hours: float, *, began: datetime | None = None) -> str | None:
    deadline = NOON + timedelta(days=7)
    return lead_due(deadline, began=began, zone=CHICAGO, now=deadline - timedelta(hours=hours))


def test_two_reminders_are_due_and_the_later_one_counts():
    assert [due(60), due(45), due(13), due(1)] == [None, "two-days", "two-days", "half-day"]


def test_no_reminder_is_due_whose_moment_came_before_the_proposal_went_out():
    went_out = NOON + timedelta(days=5, hours=12)
    assert due(30, began=went_out) is None
    assert due(1, began=went_out) == "half-day"
