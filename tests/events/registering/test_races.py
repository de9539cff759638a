"""Many people press at the same moment: is a seat ever given twice, or left empty while somebody waits?"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events.jobs import tell_what_is_left
from mentornet.events.models import HOLDING, Event, Registration, RegistrationState
from mentornet.events.registering import services
from mentornet.events.registering.jobs import lapse_offers
from mentornet.events.services import edit_event
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.notifications.models import Notice
from tests.events.registering.scenes import an_event
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.racing import press_at_once, presser, with_form

SEATS, PEOPLE = 4, 12


@pytest.fixture
def crowd(app, cast):
    """People who are signed in, none of them registered."""
    with in_context(app):
        ids = [make_account(f"Person {number}").id for number in range(PEOPLE)]
    return [presser(app, account_id) for account_id in ids]


@pytest.fixture
def event_id(app, cast):
    with in_context(app):
        return an_event(capacity=SEATS).id


def found(app, event_id):
    """Return the states of all registrations, and fail where seats are over, miscounted or idle while one waits."""
    with app.app_context():
        event = db.session.get_one(Event, event_id)
        states = Counter(db.session.scalars(sa.select(Registration.state)))
        held = sum(states[state] for state in HOLDING)
        assert held == event.seats_taken <= (event.capacity or 0)
        assert not states[RegistrationState.WAITING] or held == event.capacity, (
            "a seat is empty while one waits"
        )
        return states


def test_a_hot_event_fills_exactly_and_the_rest_stand_in_line(app, address, event_id, crowd):
    presses = [(who, f"/events/{event_id}/register") for who in crowd]
    outcomes = press_at_once(address, presses)
    assert Counter(outcome.status for outcome in outcomes) == {302: PEOPLE}
    assert found(app, event_id) == {
        RegistrationState.REGISTERED: SEATS,
        RegistrationState.WAITING: PEOPLE - SEATS,
    }


def test_one_person_pressing_many_times_is_registered_once(app, address, event_id, crowd):
    outcomes = press_at_once(address, [(crowd[0], f"/events/{event_id}/register")] * 6)
    assert Counter(outcome.status for outcome in outcomes) == {302: 6}
    assert found(app, event_id) == {RegistrationState.REGISTERED: 1}


def test_seats_given_back_while_others_come_are_neither_lost_nor_given_twice(app, address, event_id, crowd):
    come, go = f"/events/{event_id}/register", f"/events/{event_id}/register/cancel"
    first, late = crowd[:SEATS], crowd[SEATS:]
    press_at_once(address, [(who, come) for who in first])
    presses = [(who, go) for who in first] + [(who, come) for who in late]
    outcomes = press_at_once(address, presses)
    assert Counter(outcome.status for outcome in outcomes) == {302: len(presses)}
    states = found(app, event_id)
    assert states[RegistrationState.CANCELLED] == SEATS
    assert sum(states.values()) == PEOPLE


def test_an_offer_taken_and_let_go_at_once_ends_in_one_of_the_two(app, address, event_id, crowd):
    come = f"/events/{event_id}/register"
    for who in crowd[: SEATS + 2]:
        press_at_once(address, [(who, come)])
    press_at_once(address, [(crowd[0], f"{come}/cancel")])
    offered = crowd[SEATS]
    presses = [(offered, f"/events/{event_id}/seat/take"), (offered, f"/events/{event_id}/seat/leave")]
    outcomes = press_at_once(address, presses * 2)
    statuses = Counter(outcome.status for outcome in outcomes)
    assert statuses == {302: 2, 409: 2}, "the same button twice is one step; the other comes too late"
    found(app, event_id)


def test_an_event_that_is_cancelled_while_people_press_leaves_nobody_with_a_seat(
    app, address, cast, event_id, crowd
):
    presses = [(who, f"/events/{event_id}/register") for who in crowd]
    organizer = with_form(presser(app, cast.root.id), because="Snow.")
    cancels = [(organizer, f"/events/{event_id}/cancel")] * 2
    outcomes = press_at_once(address, presses[:6] + cancels + presses[6:])
    by_path = {
        path: Counter(one.status for one in outcomes if one.path == path) for _who, path in presses + cancels
    }
    assert by_path[cancels[0][1]] == {302: 1, 409: 1}
    assert set(by_path[presses[0][1]]) <= {302, 409}
    in_time = by_path[presses[0][1]][302]
    with app.app_context():
        states = Counter(db.session.scalars(sa.select(Registration.state)))
        assert (states, db.session.get_one(Event, event_id).seats_taken) == (
            Counter({RegistrationState.ENDED: in_time} if in_time else {}),
            0,
        )
    with in_context(app):
        tell_what_is_left()
    with app.app_context():
        told = sa.select(sa.func.count(Notice.id)).where(Notice.key == f"event:{event_id}:cancelled")
        assert db.session.scalar(told) == in_time, "whoever had a seat or waited knows that it is cancelled"


def test_seats_added_and_taken_away_while_people_come_are_neither_over_nor_idle(app, event_id, cast):
    with in_context(app):
        ids = [make_account(f"Person {number}").id for number in range(PEOPLE)]
    gate, failures = threading.Barrier(PEOPLE + 2), []

    def at_once(call):
        with app.app_context():
            gate.wait()
            try:
                call()
                db.session.commit()
            except Refusal:
                db.session.rollback()  # fewer seats than are taken by now
            except Exception as error:  # noqa: BLE001 - told by the test that started the thread
                failures.append(error)

    def come(account_id):
        event = db.session.get_one(Event, event_id)
        services.register(event, by=db.session.get_one(Account, account_id))

    def change(capacity):
        event = db.session.get_one(Event, event_id)
        edit_event(event, by=db.session.get_one(Account, cast.root.id), capacity=capacity)

    calls = [partial(come, one) for one in ids] + [partial(change, 7), partial(change, 2)]
    threads = [threading.Thread(target=at_once, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sum(found(app, event_id).values()) == PEOPLE


def test_workers_that_lapse_the_same_offers_at_once_pass_each_seat_on_once(app, cast):
    with in_context(app):
        event = an_event(capacity=3, starts_at=clock.now() + timedelta(days=30))
        people = [make_account(f"Person {number}") for number in range(9)]
        mine = [services.register(event, by=person) for person in people]
        for registration, person in zip(mine[:3], people, strict=False):
            services.cancel_registration(registration, by=person)
        event_id = event.id
        late = clock.now() - timedelta(days=1)
        offered = sa.update(Registration).where(Registration.state == RegistrationState.OFFERED)
        db.session.execute(offered.values(offer_until=late))
    gate, failures = threading.Barrier(4), []

    def work():
        with app.app_context():
            gate.wait()
            try:
                lapse_offers()
            except Exception as error:  # noqa: BLE001 - told by the test that started the thread
                failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert found(app, event_id) == {
        RegistrationState.CANCELLED: 3,
        RegistrationState.LAPSED: 3,
        RegistrationState.OFFERED: 3,
    }
