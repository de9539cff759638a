"""Two people press at once, twice, on stale pages: is a seat ever given twice, or a mentorship begun twice?"""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa

from mentornet.foundation.database import db
from mentornet.matching.models import Answer, Proposal, ProposalState
from mentornet.mentorships.models import Mentorship
from mentornet.profiles.models import MentorProfile
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.pairs import make_program, make_round, offer_seats, propose, seats_over
from tests.support.racing import press_at_once, presser

PAIRS = 4


@pytest.fixture
def crowd(app, cast):
    """Some mentees, each proposed to a mentor of their own whose only seat is taken for it."""
    with in_context(app):
        round_ = make_round(make_program(cast))
        found = []
        for number in range(PAIRS):
            mentee, mentor = make_account(f"Mentee {number}"), make_account(f"Mentor {number}")
            offer_seats(mentor.id, 1, taken=1)
            found.append((propose(round_, mentee.id, mentor.id).id, mentee.id, mentor.id))
    return [(number, presser(app, mentee), presser(app, mentor)) for number, mentee, mentor in found]


def test_both_press_accept_twice_at_the_same_moment(app, address, crowd):
    presses = [
        (who, f"/proposals/{number}/accept") for number, *both in crowd for who in both for _ in range(2)
    ]
    outcomes = press_at_once(address, presses)
    by_kind = Counter((o.path, o.status, o.location.partition("s/")[0]) for o in outcomes)
    for number, *_ in crowd:
        path = f"/proposals/{number}/accept"
        assert by_kind[path, 302, "/proposal"] == 1, "the first yes waits"
        assert by_kind[path, 302, "/mentorship"] == 1, "the second begins"
        assert by_kind[path, 409, ""] == 2, "the others came late"
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Mentorship)) == PAIRS
    assert seats_over(app) == []


def test_a_yes_and_a_no_at_the_same_moment_end_in_one_of_the_two(app, address, crowd):
    with in_context(app):
        db.session.execute(sa.update(Proposal).values(mentee_answer=Answer.ACCEPTED))
    presses = [
        press
        for number, mentee, mentor in crowd
        for press in (
            (mentor, f"/proposals/{number}/accept"),
            (mentee, f"/proposals/{number}/decline"),
            (mentor, f"/proposals/{number}/decline"),
        )
    ]
    outcomes = press_at_once(address, presses)
    assert Counter(outcome.status for outcome in outcomes) == {302: PAIRS, 409: 2 * PAIRS}
    with app.app_context():
        states = set(db.session.scalars(sa.select(Proposal.state)))
        assert states <= {ProposalState.ACCEPTED, ProposalState.DECLINED}
    assert seats_over(app) == []


def test_two_proposals_of_one_mentee_accepted_at_once_begin_one_mentorship(app, address, cast):
    with in_context(app):
        program = make_program(cast)
        mentors = [make_account(f"Mentor {number}") for number in range(3)]
        numbers = []
        for mentor in mentors:
            offer_seats(mentor.id, 1, taken=1)
            proposal = propose(make_round(program), cast.ben.id, mentor.id, mentee_answer=Answer.ACCEPTED)
            numbers.append((proposal.id, mentor.id))
    presses = [(presser(app, mentor), f"/proposals/{number}/accept") for number, mentor in numbers]
    assert Counter(o.status for o in press_at_once(address, presses)) == {302: 1, 409: 2}
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Mentorship)) == 1
        states = Counter(db.session.scalars(sa.select(Proposal.state)))
        assert states == {ProposalState.ACCEPTED: 1, ProposalState.WITHDRAWN: 2}
    assert seats_over(app) == []


def test_of_three_proposals_accepted_at_once_two_begin_where_a_mentee_may_have_two(app, address, cast):
    with in_context(app):
        round_ = make_round(make_program(cast), most_mentors=2)
        numbers = []
        for mentor in [make_account(f"Mentor {number}") for number in range(3)]:
            offer_seats(mentor.id, 1, taken=1)
            proposal = propose(round_, cast.ben.id, mentor.id, mentee_answer=Answer.ACCEPTED)
            numbers.append((proposal.id, mentor.id))
    presses = [(presser(app, mentor), f"/proposals/{number}/accept") for number, mentor in numbers]
    assert Counter(o.status for o in press_at_once(address, presses)) == {302: 2, 409: 1}
    with app.app_context():
        assert set(db.session.scalars(sa.select(Mentorship.place))) == {0, 1}
        states = Counter(db.session.scalars(sa.select(Proposal.state)))
        assert states == {ProposalState.ACCEPTED: 2, ProposalState.WITHDRAWN: 1}
    assert seats_over(app) == []


def test_both_end_a_mentorship_at_once_and_one_seat_is_freed(app, address, crowd):
    number, mentee, mentor = crowd[0]
    press_at_once(address, [(who, f"/proposals/{number}/accept") for who in (mentee, mentor)])
    with in_context(app):
        mentorship_id = db.session.scalars(sa.select(Mentorship.id)).one()
        db.session.execute(sa.update(MentorProfile).values(seats=3, seats_taken=2))
    ends = [(who, f"/mentorships/{mentorship_id}/pause") for who in (mentee, mentor)]
    assert Counter(o.status for o in press_at_once(address, ends)) == {302: 1, 409: 1}
