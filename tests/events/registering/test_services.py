"""Seats and the line, one step after another."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.audit.models import AuditEntry
from mentornet.events.models import HOLDING, Audience, Event, EventState, RegistrationState
from mentornet.events.registering import jobs, queries, rules, services
from mentornet.foundation import clock
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.notifications.models import Notice
from tests.events.registering.scenes import (
    a_full_event,
    account_of,
    an_event,
    come,
    give_back,
    standing_of,
    states,
)

REGISTERED, WAITING = RegistrationState.REGISTERED, RegistrationState.WAITING


def test_seats_go_in_order_and_then_there_is_a_line(session, cast):
    event = an_event(capacity=2)
    come(event, "First", "Second", "Third", "Fourth")
    assert states(event) == [REGISTERED, REGISTERED, WAITING, WAITING]
    assert event.seats_taken == 2


def test_without_a_limit_nobody_waits(session, cast):
    event = an_event(capacity=None)
    come(event, "First", "Second", "Third")
    assert states(event) == [REGISTERED] * 3


def test_to_register_twice_is_to_be_registered_once(session, cast):
    event = an_event(capacity=2)
    first = services.register(event, by=account_of(cast.ada))
    assert services.register(event, by=account_of(cast.ada)) is first
    assert event.seats_taken == 1


def test_who_has_a_seat_finds_it_theirs_after_registration_has_closed(session, cast):
    event = an_event(capacity=2)
    first = services.register(event, by=account_of(cast.ada))
    event.registration_closes_at = clock.now() - timedelta(minutes=1)
    assert services.register(event, by=account_of(cast.ada)) is first
    with pytest.raises(Refusal, match="Registration closed"):
        services.register(event, by=account_of(cast.ben))


def test_fewer_seats_than_are_held_are_impossible(session, cast):
    event = a_full_event(cast, capacity=2)
    event.capacity = 1
    with pytest.raises(sa.exc.IntegrityError, match="never_over"):
        session.flush()
    session.rollback()


def test_who_leaves_the_line_changes_nothing_for_the_others(session, cast):
    event = a_full_event(cast, waiting=("Ben", "Bo"))
    give_back(event, cast.ben)
    assert states(event) == [REGISTERED, RegistrationState.CANCELLED, WAITING]
    assert event.seats_taken == 1


def test_a_cancelled_event_ends_every_registration(session, cast):
    event = a_full_event(cast, capacity=2, waiting=("Ben", "Bo"))
    services.on_event_cancelled(event, by=account_of(cast.cora))
    assert set(states(event)) == {RegistrationState.ENDED}
    assert event.seats_taken == 0


def test_the_event_itself_ends_its_line_when_it_begins(session, cast):
    event = a_full_event(cast, waiting=("Ben", "Bo"))
    give_back(event, cast.ada)
    session.commit()
    with clock.frozen_at(event.starts_at):
        jobs.close_lines()
        assert states(event) == [
            RegistrationState.CANCELLED,
            RegistrationState.ENDED,
            RegistrationState.ENDED,
        ]
        assert event.seats_taken == 0
        with pytest.raises(Refusal, match="has begun"):
            services.register(event, by=account_of(cast.drew))


def test_who_waited_until_the_event_began_is_told_so(session, cast):
    event = a_full_event(cast, waiting=("Ben",))
    mine = standing_of(event, cast.ben)
    with clock.frozen_at(event.starts_at):
        jobs.close_lines()
    assert "no seat came free" in rules.standing(mine)


def test_a_seat_is_not_given_back_once_the_event_has_begun(session, cast):
    event = a_full_event(cast)
    mine = standing_of(event, cast.ada)
    with clock.frozen_at(event.starts_at), pytest.raises(Refusal, match="has begun"):
        services.cancel_registration(mine, by=account_of(cast.ada))


def test_an_event_for_others_cannot_be_registered_for(session, cast):
    event = an_event(audience=Audience.INVITATION)
    with pytest.raises(NotFoundError):
        services.register(event, by=account_of(cast.drew))
    draft = an_event(state=EventState.DRAFT)
    with pytest.raises(NotFoundError):
        services.register(draft, by=account_of(cast.drew))


def test_the_person_is_told_when_the_organizer_takes_them_off(session, cast):
    event = a_full_event(cast)
    services.cancel_registration(standing_of(event, cast.ada), by=account_of(cast.cora))
    told = session.scalars(sa.select(Notice).where(Notice.account_id == cast.ada.id)).one()
    assert "took you off the list" in told.sentence


def test_every_step_is_written_down(session, cast):
    event = a_full_event(cast)
    give_back(event, cast.ada)
    actions = (
        sa.select(AuditEntry.action)
        .where(AuditEntry.action.startswith("registration"))
        .order_by(AuditEntry.id)
    )
    assert session.scalars(actions).all() == [
        "registration.registered",
        "registration.waiting",
        "registration.cancelled",
        "registration.offered",
    ]


def test_the_number_of_held_seats_is_what_the_event_says(session, cast):
    event = a_full_event(cast, capacity=2, waiting=("Ben", "Bo", "Bea"))
    assert sum(state in HOLDING for state in states(event)) == event.seats_taken == 2
    assert session.get_one(Event, event.id).capacity == 2
    assert session.get_one(Account, cast.ada.id) in queries.registered_accounts(event)
