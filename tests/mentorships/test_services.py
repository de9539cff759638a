"""What may a pair do, and what happens to the seat, the other and the record?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.foundation import clock
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.foundation.mail import Letter
from mentornet.mentorships import queries, services
from mentornet.mentorships.models import Cadence, EndReason, MentorshipState
from mentornet.mentorships.rules import GoalWords, Terms, is_agreed
from mentornet.notifications.models import Notice
from mentornet.profiles.models import MentorProfile
from tests.support.pairs import account_of, ada_and_ben, make_program


@pytest.fixture
def pair(session, cast):
    return ada_and_ben(cast)


def terms(*goals, ends_on=None, words="We talk by phone on Tuesday nights."):
    return Terms(
        cadence=Cadence.EVERY_TWO_WEEKS,
        ends_on=ends_on or clock.today() + timedelta(weeks=20),
        words=words,
        goals=tuple(GoalWords(text=goal) for goal in goals or ("Pass the NCLEX-PN",)),
    )


def told(session, person):
    notices = sa.select(Notice).where(Notice.account_id == person.id).order_by(Notice.id)
    return [notice.sentence for notice in session.scalars(notices)]


def seats_taken(session):
    return session.scalars(sa.select(MentorProfile.seats_taken)).one()


def acts(session):
    session.flush()
    return session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)).all()


def test_both_hear_how_to_reach_the_other_when_it_begins(session, cast, pair):
    letter = session.scalars(sa.select(Letter).where(Letter.account_id == cast.ben.id)).one()
    assert "Ada is now your mentor" in letter.text
    assert cast.ada.email in letter.text
    assert "not a secret in every case" in letter.text


def test_it_lasts_as_long_as_the_program_says(session, cast, pair):
    assert pair.ends_on == clock.today("America/Chicago") + timedelta(weeks=26)


def test_a_mentee_has_one_live_mentor_in_a_program(session, cast, pair):
    with pytest.raises(Refusal, match="Ben already has a mentor in Night Shift Mentors"):
        services.begin(pair.program_id, cast.ben.id, cast.drew.id, by=None)


def test_pausing_and_resuming_are_told_and_recorded(session, cast, pair):
    services.pause(pair, by=account_of(cast.ada))
    assert pair.state == "paused"
    services.resume(pair, by=account_of(cast.ben))
    assert pair.state == "active"
    assert "Ada paused your mentorship" in told(session, cast.ben)[-1]
    assert "Ben took your mentorship up again" in told(session, cast.ada)[-1]
    assert acts(session) == ["mentorship.begun", "mentorship.paused", "mentorship.resumed"]
    assert seats_taken(session) == 1


def test_a_paused_mentorship_is_not_paused_twice(session, cast, pair):
    services.pause(pair, by=account_of(cast.ada))
    with pytest.raises(Refusal, match="is paused already"):
        services.pause(pair, by=account_of(cast.ben))


def test_an_end_frees_the_seat_and_tells_the_other_without_the_reason(session, cast, pair):
    services.end(pair, by=account_of(cast.ben), reason=EndReason.NOT_A_FIT)
    assert pair.state is MentorshipState.ENDED
    assert seats_taken(session) == 0
    assert "fit" not in told(session, cast.ada)[-1]
    assert "We are not a good fit" in told(session, cast.cora)[-1]
    assert acts(session)[-1] == "mentorship.ended"


def test_reached_goals_complete_a_mentorship(session, cast, pair):
    services.end(pair, by=account_of(cast.ada), reason=EndReason.GOALS_REACHED)
    assert pair.state is MentorshipState.COMPLETED
    assert acts(session)[-1] == "mentorship.completed"


def test_it_ends_once_and_frees_one_seat(session, cast, pair):
    session.execute(sa.update(MentorProfile).values(seats=2, seats_taken=2))
    services.end(pair, by=account_of(cast.ben), reason=EndReason.TIME)
    with pytest.raises(Refusal, match="has ended"):
        services.end(pair, by=account_of(cast.ada), reason=EndReason.TIME)
    assert seats_taken(session) == 1


def test_coordinators_hear_by_letter_at_once_when_somebody_felt_unsafe(session, cast, pair):
    services.end(pair, by=account_of(cast.ben), reason=EndReason.UNSAFE)
    letter = session.scalars(sa.select(Letter).where(Letter.account_id == cast.cora.id)).one()
    assert "felt unsafe" in letter.subject


def test_after_an_end_the_mentee_can_begin_anew(session, cast, pair):
    services.end(pair, by=account_of(cast.ben), reason=EndReason.TIME)
    assert services.begin(pair.program_id, cast.ben.id, cast.drew.id, by=None).id != pair.id


def test_terms_are_agreed_when_both_have_agreed(session, cast, pair):
    services.propose_terms(pair, by=account_of(cast.ben), terms=terms(), over=0)
    assert not is_agreed(pair)
    assert "Ben wrote down" in told(session, cast.ada)[-1]
    services.agree(pair, by=account_of(cast.ada), version=1)
    assert is_agreed(pair)
    assert "Ada agreed" in told(session, cast.ben)[-1]


def test_a_change_needs_both_again(session, cast, pair):
    services.propose_terms(pair, by=account_of(cast.ben), terms=terms(), over=0)
    services.agree(pair, by=account_of(cast.ada), version=1)
    services.propose_terms(pair, by=account_of(cast.ada), terms=terms("Find a study group"), over=1)
    assert not is_agreed(pair)
    services.agree(pair, by=account_of(cast.ben), version=2)
    assert is_agreed(pair)


def test_nobody_agrees_to_a_version_they_have_not_seen(session, cast, pair):
    services.propose_terms(pair, by=account_of(cast.ben), terms=terms(), over=0)
    services.propose_terms(pair, by=account_of(cast.ben), terms=terms("Another goal"), over=1)
    with pytest.raises(Refusal, match="changed meanwhile"):
        services.agree(pair, by=account_of(cast.ada), version=1)
    with pytest.raises(Refusal, match="changed meanwhile"):
        services.propose_terms(pair, by=account_of(cast.ada), terms=terms(), over=1)


def test_a_goal_that_stays_keeps_the_day_it_was_reached(session, cast, pair):
    services.propose_terms(pair, by=account_of(cast.ben), terms=terms("One", "Two"), over=0)
    services.mark_goal(pair, pair.goals[0].id, by=account_of(cast.ben), is_done=True)
    services.propose_terms(pair, by=account_of(cast.ben), terms=terms("One", "Three"), over=1)
    assert [(goal.text, goal.done_at is not None) for goal in pair.goals] == [("One", True), ("Three", False)]


def test_marking_a_goal_twice_tells_once(session, cast, pair):
    services.propose_terms(pair, by=account_of(cast.ben), terms=terms(), over=0)
    for _ in range(2):
        services.mark_goal(pair, pair.goals[0].id, by=account_of(cast.ben), is_done=True)
    assert len([line for line in told(session, cast.ada) if "marked a goal" in line]) == 1
    services.mark_goal(pair, pair.goals[0].id, by=account_of(cast.ada), is_done=False)
    assert pair.goals[0].done_at is None


def test_the_goal_of_another_pair_is_not_found(session, cast, pair):
    with pytest.raises(NotFoundError):
        services.mark_goal(pair, 4711, by=account_of(cast.ben), is_done=True)


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (terms(ends_on=date(2020, 1, 1)), "lies in the past"),
        (terms(ends_on=clock.today() + timedelta(days=800)), "more than two years"),
        (terms(*map(str, range(9))), "at most 6 goals"),
    ],
)
def test_terms_that_cannot_be_kept_are_refused(session, cast, pair, bad, sentence):
    with pytest.raises(Refusal, match=sentence):
        services.propose_terms(pair, by=account_of(cast.ben), terms=bad, over=0)


def test_an_ended_mentorship_is_not_changed(session, cast, pair):
    services.propose_terms(pair, by=account_of(cast.ben), terms=terms(), over=0)
    services.end(pair, by=account_of(cast.ben), reason=EndReason.TIME)
    with pytest.raises(Refusal, match="has ended"):
        services.agree(pair, by=account_of(cast.ada), version=1)
    with pytest.raises(Refusal, match="has ended"):
        services.mark_goal(pair, pair.goals[0].id, by=account_of(cast.ben), is_done=True)


def test_the_pairs_of_a_program_are_counted_by_state(session, cast, pair):
    services.pause(pair, by=account_of(cast.ada))
    other = make_program(cast, slug="day-shift")
    services.begin(other.id, cast.ben.id, cast.ada.id, by=None)
    assert queries.count_by_state(pair.program) == {MentorshipState.PAUSED: 1}
    assert [m.id for m in queries.live_mentorships(account_of(cast.ben))][-1] == pair.id
