"""Several press at once: is a seat ever given twice, a mentor found twice, or a fourth request let through?"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.matching.asking.models import MentoringRequest, RequestState
from mentornet.matching.models import Answer
from mentornet.mentorships.models import Mentorship
from tests.support.applications import in_context
from tests.support.asking import WORDS, ask, asking_program
from tests.support.pairs import make_round, propose, seats_over
from tests.support.racing import Presser, press_at_once, presser
from tests.support.rounds import make_mentee, make_mentor


def states(app):
    with app.app_context():
        return Counter(db.session.scalars(sa.select(MentoringRequest.state)))


def yes(app, number, mentor_id):
    return presser(app, mentor_id), f"/requests/{number}/accept"


def test_a_double_click_begins_one_mentorship(app, address, cast):
    with in_context(app):
        number = ask(asking_program(cast), cast.ben, cast.ada).id
    outcomes = press_at_once(address, [yes(app, number, cast.ada.id)] * 3)
    assert Counter(one.status for one in outcomes) == {302: 1, 409: 2}
    assert states(app) == {RequestState.ACCEPTED: 1}
    assert seats_over(app) == []


def test_one_seat_and_four_requests_give_one_mentorship(app, address, cast):
    with in_context(app):
        program = asking_program(cast)
        mentees = [make_mentee(program, f"Mentee {number}") for number in range(4)]
        numbers = [ask(program, mentee, cast.ada).id for mentee in mentees]
    outcomes = press_at_once(address, [yes(app, number, cast.ada.id) for number in numbers])
    assert Counter(one.status for one in outcomes) == {302: 1, 409: 3}
    assert states(app) == {RequestState.ACCEPTED: 1, RequestState.OPEN: 3}
    assert seats_over(app) == []


def test_three_mentors_say_yes_to_one_mentee_at_once(app, address, cast):
    with in_context(app):
        program = asking_program(cast)
        mentors = [make_mentor(program, f"Mentor {number}") for number in range(3)]
        asked = [(ask(program, cast.ben, mentor).id, mentor.id) for mentor in mentors]
    outcomes = press_at_once(address, [yes(app, number, mentor) for number, mentor in asked])
    assert Counter(one.status for one in outcomes) == {302: 1, 409: 2}
    assert states(app) == {RequestState.ACCEPTED: 1, RequestState.WITHDRAWN: 2}
    assert seats_over(app) == []


def test_a_proposal_and_a_request_of_one_mentee_are_accepted_at_once(app, address, cast):
    with in_context(app):
        program = asking_program(cast)
        mia = make_mentor(program, "Mia", seats_taken=1)
        proposal = propose(make_round(program), cast.ben.id, mia.id, mentee_answer=Answer.ACCEPTED)
        number, proposed, mia_id = ask(program, cast.ben, cast.ada).id, proposal.id, mia.id
    presses = [
        yes(app, number, cast.ada.id),
        (presser(app, mia_id), f"/proposals/{proposed}/accept"),
    ]
    outcomes = press_at_once(address, presses)
    assert Counter(one.status for one in outcomes) == {302: 1, 409: 1}
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Mentorship)) == 1
    assert seats_over(app) == []


def test_a_proposal_and_a_request_at_once_are_never_a_third_mentor_where_two_may_be(app, address, cast):
    with in_context(app):
        program = asking_program(cast)
        round_ = make_round(program, most_mentors=2)
        mentors = [make_mentor(program, name, seats_taken=1) for name in ("Mia", "Max")]
        proposed = [
            (propose(round_, cast.ben.id, one.id, mentee_answer=Answer.ACCEPTED).id, one.id)
            for one in mentors
        ]
        number = ask(program, cast.ben, cast.ada).id
    presses = [
        yes(app, number, cast.ada.id),
        *((presser(app, mentor), f"/proposals/{one}/accept") for one, mentor in proposed),
    ]
    outcomes = press_at_once(address, presses)
    assert Counter(one.status for one in outcomes) == {302: 2, 409: 1}
    with app.app_context():
        assert set(db.session.scalars(sa.select(Mentorship.place))) == {0, 1}
    assert seats_over(app) == []


def test_two_mentees_who_swap_their_mentors_do_not_wait_in_a_circle(app, address, cast):
    """Each yes takes a seat that the other's withdrawal frees, in opposite orders."""
    with in_context(app):
        program = asking_program(cast)
        mentors = [make_mentor(program, f"Mentor {number}", seats=3, seats_taken=1).id for number in range(2)]
        mentees = [make_mentee(program, f"Mentee {number}") for number in range(2)]
        round_ = make_round(program)
        presses = []
        for place, mentee in enumerate(mentees):
            propose(round_, mentee.id, mentors[1 - place])
            request = MentoringRequest(
                program_id=program.id,
                mentee_id=mentee.id,
                mentor_id=mentors[place],
                words=WORDS,
                fit=1,
                answer_by=clock.now() + timedelta(days=7),
            )
            db.session.add(request)
            db.session.flush()
            presses.append((request.id, mentors[place]))
    outcomes = press_at_once(address, [yes(app, number, mentor) for number, mentor in presses])
    assert Counter(one.status for one in outcomes) == {302: 2}
    assert seats_over(app) == []


@pytest.mark.parametrize("act", ["decline", "withdraw"])
def test_a_yes_and_its_opposite_at_the_same_moment_end_in_one_of_the_two(app, address, cast, act):
    with in_context(app):
        number = ask(asking_program(cast), cast.ben, cast.ada).id
    other = cast.ada.id if act == "decline" else cast.ben.id
    presses = [yes(app, number, cast.ada.id), (presser(app, other), f"/requests/{number}/{act}")]
    assert Counter(one.status for one in press_at_once(address, presses)) == {302: 1, 409: 1}
    assert seats_over(app) == []


def asker(app, account_id):
    who = presser(app, account_id)
    body = urlencode({"words": WORDS})
    headers = {
        **who.headers,
        "Content-Length": str(len(body)),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return Presser(headers, body)


def test_five_asked_at_once_are_three_requests(app, address, cast):
    with in_context(app):
        program = asking_program(cast)
        mentors = [make_mentor(program, f"Mentor {number}").id for number in range(5)]
    presses = [(asker(app, cast.ben.id), f"/people/{mentor}/ask/rungs") for mentor in mentors]
    assert Counter(one.status for one in press_at_once(address, presses)) == {302: 3, 409: 2}
    assert states(app) == {RequestState.OPEN: 3}


def test_one_mentor_asked_twice_at_once_has_one_request(app, address, cast):
    with in_context(app):
        asking_program(cast)
    press = (asker(app, cast.ben.id), f"/people/{cast.ada.id}/ask/rungs")
    assert Counter(one.status for one in press_at_once(address, [press] * 3)) == {302: 1, 409: 2}
    assert states(app) == {RequestState.OPEN: 1}
