"""Many people star one session at the same moment: is a seat ever given twice, or lost?"""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events.models import ConferenceSession, SessionStar
from mentornet.events.registering import services as registering
from mentornet.foundation.database import db
from tests.events.conferences.scenes import a_conference, a_session, room
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.racing import press_at_once, presser

SEATS, PEOPLE = 3, 9


@pytest.fixture
def crowd(app, cast):
    """People who are registered and signed in, and the address of the session they all want."""
    with in_context(app):
        event = a_conference(cast)
        one = a_session(event, "Calm voices", cast, capacity=SEATS)
        ids = [make_account(f"Person {number}").id for number in range(PEOPLE)]
        for account_id in ids:
            registering.register(event, by=db.session.get_one(Account, account_id))
        path = f"/events/{event.id}/programme/sessions/{one.id}"
    return [presser(app, account_id) for account_id in ids], path


def count_seats(app) -> int:
    """Return the seats taken, and fail where they are not as many as there are stars."""
    with app.app_context():
        one = db.session.scalars(sa.select(ConferenceSession)).one()
        stars = db.session.scalar(sa.select(sa.func.count()).select_from(SessionStar))
        assert one.seats_taken == stars
        assert one.seats_taken <= (one.capacity or 0)
        return one.seats_taken


def test_a_sought_session_fills_exactly(app, address, crowd):
    people, path = crowd
    outcomes = press_at_once(address, [(who, f"{path}/star") for who in people])
    assert Counter(outcome.status for outcome in outcomes) == {302: SEATS, 409: PEOPLE - SEATS}
    assert count_seats(app) == SEATS


def test_one_person_pressing_many_times_holds_one_seat(app, address, crowd):
    people, path = crowd
    outcomes = press_at_once(address, [(people[0], f"{path}/star")] * 5)
    assert Counter(outcome.status for outcome in outcomes) == {302: 5}
    assert count_seats(app) == 1


def test_seats_given_back_while_others_come_are_counted_right(app, address, crowd):
    people, path = crowd
    press_at_once(address, [(who, f"{path}/star") for who in people[:SEATS]])
    presses = [(who, f"{path}/unstar") for who in people[:SEATS]]
    presses += [(who, f"{path}/star") for who in people[SEATS:]]
    outcomes = press_at_once(address, [*presses, (people[0], f"{path}/star")])
    assert {outcome.status for outcome in outcomes} <= {302, 409}
    count_seats(app)


def test_two_organizers_at_once_do_not_put_two_sessions_into_one_room(app, address, cast):
    with in_context(app):
        event = a_conference(cast)
        path, hall = f"/events/{event.id}/programme/sessions/new", room(event, "Hall")
        day = event.starts_at.date().isoformat()
    cora = presser(app, cast.cora.id)
    body = f"title=Voices&kind=talk&day={day}&starts_time=10%3A00&ends_time=11%3A00&room={hall}&track=0"
    headers = cora.headers | {
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
    }
    who = type(cora)(headers, body)
    outcomes = press_at_once(address, [(who, path)] * 3)
    assert Counter(outcome.status for outcome in outcomes) == {302: 1, 422: 2}
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(ConferenceSession)) == 1
