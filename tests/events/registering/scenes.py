"""Scenes of registration: an event with seats, and people who have them or wait for them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events.models import Event, Registration, RegistrationState
from mentornet.events.registering import queries, services
from mentornet.foundation.database import db
from tests.events.doors import make_event
from tests.support.cast import Cast, make_account


def account_of(person: Any) -> Account:
    """Return the account of somebody of the cast."""
    return db.session.get_one(Account, person.id)


def an_event(*, capacity: int | None = 1, **values: Any) -> Event:
    """Add an event of tomorrow with so many seats."""
    return make_event("Calm on the unit", capacity=capacity, **values)


def come(event: Event, *names: str) -> list[Registration]:
    """Let people of these names register, one after another."""
    return [services.register(event, by=make_account(name)) for name in names]


def a_full_event(cast: Cast, *, waiting: tuple[str, ...] = ("Ben",), **values: Any) -> Event:
    """Add an event whose one seat Ada has; Ben of the cast waits, and others after him."""
    event = an_event(**values)
    services.register(event, by=account_of(cast.ada))
    for name in waiting:
        person = account_of(cast.ben) if name == "Ben" else make_account(name)
        services.register(event, by=person)
    return event


def standing_of(event: Event, person: Any) -> Registration:
    """Return the live registration of somebody of the cast."""
    found = queries.find_registration(event, account_of(person))
    assert found is not None
    return found


def give_back(event: Event, person: Any) -> None:
    """Let somebody of the cast cancel."""
    services.cancel_registration(standing_of(event, person), by=account_of(person))


def states(event: Event) -> list[RegistrationState]:
    """Return how everybody stands who registered, in the order in which they came."""
    found = sa.select(Registration.state).where(Registration.event_id == event.id).order_by(Registration.id)
    return list(db.session.scalars(found))
