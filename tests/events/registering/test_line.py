"""Whatever people do in whatever order: no seat over, none idle while somebody waits, and nobody jumps the queue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from mentornet.accounts.models import Account
from mentornet.events.models import HOLDING, Event, Registration, RegistrationState
from mentornet.events.registering import jobs, queries, services
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.foundation.jobs.queue import EVERY_MINUTE
from tests.events.registering.scenes import an_event
from tests.support.cast import make_account

PEOPLE = 7
BEGIN = datetime(2027, 3, 1, 12, tzinfo=UTC)
WHO = st.integers(0, PEOPLE - 1)


class Line(RuleBasedStateMachine):
    """People come, go, answer and wait; what one run wrote is rolled back before the next."""

    app: Flask

    @initialize(capacity=st.integers(1, 3))
    def begin(self, capacity):
        self.context = self.app.app_context()
        self.context.push()
        self.now = BEGIN
        self.came: list[int] = []  # ids in line, as they came, by the test's own reckoning
        with self.at():
            self.ids = [make_account(f"Person {number}").id for number in range(PEOPLE)]
            self.event_id = an_event(capacity=capacity, starts_at=BEGIN + timedelta(days=6)).id

    def at(self):
        return clock.frozen_at(self.now)

    def event(self):
        return db.session.get_one(Event, self.event_id)

    def account(self, who):
        return db.session.get_one(Account, self.ids[who])

    def mine(self, who):
        return queries.find_registration(self.event(), self.account(who))

    @rule(who=WHO)
    def come(self, who):
        with self.at():
            before = self.mine(who)
            got = services.register(self.event(), by=self.account(who))
            if before is None and got.state is RegistrationState.WAITING:
                self.came.append(got.id)

    @rule(who=WHO)
    def go(self, who):
        with self.at():
            if mine := self.mine(who):
                services.cancel_registration(mine, by=self.account(who))

    @rule(who=WHO, takes=st.booleans())
    def answer(self, who, takes):
        with self.at():
            mine = self.mine(who)
            if mine is None:
                return
            was_open = mine.state is RegistrationState.OFFERED and (not takes or mine.offer_until > self.now)
            done = RegistrationState.REGISTERED if takes else RegistrationState.DECLINED
            was_done = mine.state is done
            act = services.accept_offer if takes else services.decline_offer
            try:
                act(mine, by=self.account(who))
            except Refusal:
                assert not was_open
                assert not was_done
            else:
                assert was_open or was_done

    @rule(more=st.integers(1, 2))
    def add_seats(self, more):
        with self.at():
            event = self.event()
            if event.capacity < 5:
                event.capacity += more
                services.on_seats_freed(event)

    @rule(hours=st.sampled_from([1, 10, 25]))
    def wait(self, hours):
        self.now = min(self.now + timedelta(hours=hours), BEGIN + timedelta(days=5))
        with self.at():
            for registration_id in queries.lapsed_ids(self.now):
                services.lapse_offer(registration_id)

    @invariant()
    def no_seat_is_over_and_none_idle_while_somebody_waits(self):
        if not hasattr(self, "event_id"):
            return
        states = list(db.session.scalars(sa.select(Registration.state)))
        held = sum(state in HOLDING for state in states)
        event = self.event()
        assert held == event.seats_taken <= event.capacity
        assert RegistrationState.WAITING not in states or held == event.capacity

    @invariant()
    def nobody_was_passed_over(self):
        """Of those who came to the line, nobody still waits who came before somebody that was offered a seat."""
        if not hasattr(self, "event_id"):
            return
        rows = dict(db.session.execute(sa.select(Registration.id, Registration.state)).all())
        waiting = [one for one in self.came if rows[one] is RegistrationState.WAITING]
        served = [
            one
            for one in self.came
            if rows[one]
            in {RegistrationState.OFFERED, RegistrationState.REGISTERED, RegistrationState.LAPSED}
        ]
        assert not waiting or not served or max(served) < min(waiting)

    def teardown(self):
        if hasattr(self, "context"):
            db.session.rollback()
            self.context.pop()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_line_holds_whatever_people_do(app):
    assert {jobs.lapse_offers, jobs.offer_idle_seats, jobs.close_lines} <= set(EVERY_MINUTE)
    quick = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    run_state_machine_as_test(type("LineOnApp", (Line,), {"app": app}), settings=quick)
