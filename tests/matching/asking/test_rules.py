"""How does a request stand for each of the two, and is every hindrance told in a sentence?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation.errors import NotFoundError
from mentornet.matching.asking import rules
from mentornet.matching.asking.models import MentoringRequest, RequestState
from mentornet.programs.models import Program, Side

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHICAGO = "America/Chicago"


def request(state=RequestState.OPEN):
    return MentoringRequest(
        mentee_id=1,
        mentor_id=2,
        mentee=Account(id=1, display_name="Ben"),
        mentor=Account(id=2, display_name="Ada"),
        state=state,
        answer_by=NOON + timedelta(days=2),
    )


def standing(state, side, *, now=NOON):
    return rules.standing(request(state), side, now=now, zone=CHICAGO)


def test_an_open_request_says_who_has_until_when_in_the_readers_zone():
    assert standing(RequestState.OPEN, Side.MENTOR) == "You have until Wed, Nov 25, 06:00 CST to answer."
    assert standing(RequestState.OPEN, Side.MENTEE) == "Ada has until Wed, Nov 25, 06:00 CST to answer."


@pytest.mark.parametrize(
    ("state", "side", "words"),
    [
        (RequestState.ACCEPTED, Side.MENTOR, "your mentorship with Ben has begun"),
        (RequestState.ACCEPTED, Side.MENTEE, "Ada said yes"),
        (RequestState.DECLINED, Side.MENTOR, "Ben was told kindly and without a reason"),
        (RequestState.DECLINED, Side.MENTEE, "People say so for many reasons"),
        (RequestState.WITHDRAWN, Side.MENTOR, "nothing to answer any more"),
        (RequestState.WITHDRAWN, Side.MENTEE, "was taken back"),
        (RequestState.LAPSED, Side.MENTOR, "has run out"),
        (RequestState.LAPSED, Side.MENTEE, "It is not about you"),
    ],
)
def test_a_closed_request_says_how_it_closed(state, side, words):
    assert words in standing(state, side)


def test_after_its_deadline_a_request_that_has_not_lapsed_yet_reads_as_run_out():
    assert "has run out" in standing(RequestState.OPEN, Side.MENTOR, now=NOON + timedelta(days=2))


def test_a_request_is_nobody_elses():
    with pytest.raises(NotFoundError):
        rules.side_of(request(), Account(id=3))


@pytest.mark.parametrize("hindrance", rules.Hindrance)
def test_every_hindrance_is_told_in_a_sentence_with_the_names_in_it(hindrance):
    program, mentor = Program(name="Rungs"), Account(id=2, display_name="Ada")
    sentence = rules.refusal(hindrance, program=program, mentor=mentor).sentence
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_every_state_has_its_words():
    assert set(rules.STATE_WORDS) == set(RequestState)
