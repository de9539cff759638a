"""Several press at once for the seat that a circle shares: is it ever given to more than it has places, or freed twice?"""

from __future__ import annotations

import threading
from collections import Counter

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.matching import services
from mentornet.matching.models import Answer, Proposal, ProposalState
from mentornet.matching.rules import Terms
from mentornet.mentorships.models import Mentorship
from mentornet.profiles.models import MentorProfile, SharedSeat
from mentornet.profiles.seats import join_seat, share_seat
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.support.applications import in_context
from tests.support.programs import make_program
from tests.support.racing import press_at_once, presser
from tests.support.rounds import make_mentee, make_mentor, open_round, publish_now, solve_now

SIZE = 4


@pytest.fixture
def circle(app, cast):
    """A circle of four whose members were asked: the proposals with their mentees."""
    with in_context(app):
        program = make_program(coordinator_id=cast.cora.id)
        make_mentor(program, account=db.session.get_one(Account, cast.ada.id))
        for number in range(SIZE):
            make_mentee(program, f"Mentee {number}")
        matching_round = open_round(program)
        services.set_terms(
            matching_round, by=cast.cora, weights=DEFAULT_WEIGHTS, terms=Terms(circle_size=SIZE)
        )
        publish_now(solve_now(matching_round))
    with app.app_context():
        asked = sa.select(Proposal.id, Proposal.mentee_id).where(Proposal.state == ProposalState.OPEN)
        found = [(number, mentee) for number, mentee in db.session.execute(asked)]
    assert len(found) == SIZE
    return found


def seat(app):
    """Return the places held and there are in the shared seat, and the seats its mentor has taken."""
    with app.app_context():
        held = db.session.execute(sa.select(SharedSeat.held, SharedSeat.places)).one()
        return held.held, held.places, db.session.scalars(sa.select(MentorProfile.seats_taken)).one()


def begun(app):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Mentorship))


def test_all_of_a_circle_and_their_mentor_say_yes_at_once(app, address, cast, circle):
    presses = [
        (presser(app, who), f"/proposals/{number}/accept")
        for number, mentee in circle
        for who in (mentee, cast.ada.id)
    ]
    outcomes = press_at_once(address, presses)
    assert Counter(one.status for one in outcomes) == {302: 2 * SIZE}
    assert begun(app) == SIZE
    assert seat(app) == (SIZE, SIZE, 1)


def test_all_of_a_circle_say_no_at_once_and_its_seat_is_freed_once(app, address, cast, circle):
    with in_context(app):
        db.session.execute(
            sa.update(MentorProfile).values(seats=3, seats_taken=2)
        )  # one more is taken elsewhere
    presses = [(presser(app, mentee), f"/proposals/{number}/decline") for number, mentee in circle] * 2
    outcomes = press_at_once(address, presses)
    assert Counter(one.status for one in outcomes) == {302: SIZE, 409: SIZE}
    assert seat(app) == (0, SIZE, 1)


def test_yes_and_no_at_once_leave_as_many_places_held_as_mentorships(app, address, cast, circle):
    with in_context(app):
        db.session.execute(sa.update(Proposal).values(mentee_answer=Answer.ACCEPTED))
    presses = [
        press
        for number, mentee in circle
        for press in (
            (presser(app, cast.ada.id), f"/proposals/{number}/accept"),
            (presser(app, mentee), f"/proposals/{number}/decline"),
        )
    ]
    outcomes = press_at_once(address, presses)
    assert Counter(one.status for one in outcomes) == {302: SIZE, 409: SIZE}
    held = begun(app)
    assert seat(app) == (held, SIZE, 1 if held else 0)


def test_more_who_join_at_once_than_there_are_places_do_not_all_get_one(app, cast):
    with in_context(app):
        program = make_program(coordinator_id=cast.cora.id)
        make_mentor(program, account=db.session.get_one(Account, cast.ada.id))
        number = share_seat(cast.ada.id, places=SIZE) or 0
    gate, got = threading.Barrier(2 * SIZE), []

    def join():
        with app.app_context():
            gate.wait()
            got.append(join_seat(number))
            db.session.commit()

    threads = [threading.Thread(target=join) for _ in range(2 * SIZE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(got) == {True: SIZE - 1, False: SIZE + 1}
    assert seat(app) == (SIZE, SIZE, 1)
