"""Who is registered, who waits, and whose offers are due?"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ..models import LIVE, Event, EventState, Registration, RegistrationState

AT_A_TIME = 500


def registered_accounts(event: Event) -> list[Account]:
    """List the members who have a seat, in the order in which they came."""
    members = (
        sa.select(Account)
        .join(Registration, Registration.account_id == Account.id)
        .where(Registration.event_id == event.id, Registration.state == RegistrationState.REGISTERED)
        .order_by(Registration.id)
    )
    return list(db.session.scalars(members))


def is_registered(event: Event, account: Account | None) -> bool:
    """Say whether `account` has a seat."""
    if account is None:
        return False
    mine = find_registration(event, account)
    return mine is not None and mine.state is RegistrationState.REGISTERED


def find_registration(event: Event, account: Account) -> Registration | None:
    """Return the live registration of `account` (a seat, an offer or a place in line), read anew."""
    live = sa.select(Registration).where(
        Registration.event_id == event.id,
        Registration.account_id == account.id,
        Registration.state.in_(LIVE),
    )
    return db.session.scalar(live.execution_options(populate_existing=True))


def find_last_registration(event: Event, account: Account) -> Registration | None:
    """Return the live registration of `account`, or what became of the last one."""
    mine = sa.select(Registration).where(
        Registration.event_id == event.id, Registration.account_id == account.id
    )
    return db.session.scalar(mine.order_by(Registration.id.desc()).limit(1))


def find_guest(event: Event, key: str) -> Registration | None:
    """Return the live registration of the guest whose address has `key`, with an account or without."""
    live = sa.select(Registration).where(
        Registration.event_id == event.id,
        Registration.guest_key == key,
        Registration.state.in_(LIVE),
    )
    return db.session.scalar(live)


def get_registration(registration_id: int, *, event: Event) -> Registration:
    """Return a registration of `event`, or raise NotFoundError."""
    found = db.session.get(Registration, registration_id)
    if found is None or found.event_id != event.id:
        raise NotFoundError
    return found


def in_line() -> sa.Select[Registration]:
    """Select who waits, disabled accounts left out: they could not answer an offer."""
    return (
        sa.select(Registration)
        .join(Account, Registration.account_id == Account.id)
        .where(Registration.state == RegistrationState.WAITING, Account.disabled_at.is_(None))
    )


def first_in_line(event: Event) -> Registration | None:
    """Return who has waited longest."""
    line = in_line().where(Registration.event_id == event.id).order_by(Registration.id)
    return db.session.scalar(line.limit(1).execution_options(populate_existing=True))


def place_in_line(registration: Registration) -> int:
    """Return how many are in line up to this registration, itself included."""
    before = sa.select(sa.func.count()).where(
        Registration.event_id == registration.event_id,
        Registration.state == RegistrationState.WAITING,
        Registration.id <= registration.id,
    )
    return db.session.scalar(before) or 0


def count_by_state(event: Event) -> dict[RegistrationState, int]:
    """Count the registrations of `event` by state."""
    counted = (
        sa.select(Registration.state, sa.func.count())
        .where(Registration.event_id == event.id)
        .group_by(Registration.state)
    )
    return dict(db.session.execute(counted).all())


def registrations_of(event: Event) -> sa.Select[Registration]:
    """Select those with a seat, then those with an offer, then the line, each in their order."""
    order = sa.case({state: place for place, state in enumerate(LIVE)}, value=Registration.state)
    return (
        sa.select(Registration)
        .where(Registration.event_id == event.id, Registration.state.in_(LIVE))
        .options(joinedload(Registration.account))
        .order_by(order, Registration.id)
    )


def lapsed_ids(now: datetime) -> list[int]:
    """List offers whose time has run out, the first `AT_A_TIME` of them."""
    due = (
        sa.select(Registration.id)
        .where(Registration.state == RegistrationState.OFFERED, Registration.offer_until <= now)
        .order_by(Registration.offer_until, Registration.id)
        .limit(AT_A_TIME)
    )
    return list(db.session.scalars(due))


def events_with_idle_seats(now: datetime) -> list[Event]:
    """List events ahead with a free seat while somebody waits.

    There are none unless an account was let in again, or many seats were added at once.
    """
    waits = in_line().with_only_columns(Registration.event_id)
    idle = sa.select(Event).where(
        Event.id.in_(waits),
        Event.state == EventState.PUBLISHED,
        Event.starts_at > now,
        sa.or_(Event.capacity.is_(None), Event.seats_taken < Event.capacity),
    )
    return list(db.session.scalars(idle.limit(AT_A_TIME)))


def over_with_a_line(now: datetime) -> list[Event]:
    """List events that have begun and still have a line or open offers."""
    stands = sa.select(Registration.event_id).where(
        Registration.state.in_((RegistrationState.WAITING, RegistrationState.OFFERED))
    )
    begun = sa.select(Event).where(Event.id.in_(stands), Event.starts_at <= now)
    return list(db.session.scalars(begun.limit(AT_A_TIME)))
