"""Which reminders are due?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import db
from ...notifications.queries import settings_of, told_keys
from ...notifications.ways import REMINDERS, quiet_of, reminders_of
from ..models import Event, EventFollow, EventState, Registration, RegistrationState
from .rules import HOUR, NIGHT, is_due, reminder_key

AT_A_TIME = 400
LATELY = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that is due: of what, to whom, and how long before."""

    event_id: int
    account_id: int
    lead: str
    key: str


@dataclass(frozen=True, slots=True)
class _Coming:
    """Somebody who said yes to an event."""

    event_id: int
    starts_at: datetime
    is_all_day: bool
    account_id: int
    zone: str
    since: datetime


def due_reminders(now: datetime) -> list[Due]:
    """List the reminders that are due and were not told."""
    found: list[Due] = []
    for lead in REMINDERS:
        coming = list(_coming(lead, now))
        for start in range(0, len(coming), AT_A_TIME):
            found += _due_of(coming[start : start + AT_A_TIME], lead, now)
    return found


def _due_of(coming: list[_Coming], lead: str, now: datetime) -> list[Due]:
    chosen = settings_of({one.account_id for one in coming})
    due = [
        Due(one.event_id, one.account_id, lead, reminder_key(one.event_id, lead, one.starts_at))
        for one in coming
        if lead in reminders_of(chosen.get(one.account_id))
        and is_due(
            one.starts_at,
            lead=lead,
            zone=one.zone,
            since=one.since,
            now=now,
            quiet=quiet_of(chosen.get(one.account_id)),
        )
    ]
    told = told_keys(list({one.key for one in due}))
    return [one for one in due if (one.account_id, one.key) not in told]


def _coming(lead: str, now: datetime) -> Iterator[_Coming]:
    """Yield those who said yes to what begins within a lead's reach."""
    last = now + REMINDERS[lead] + (NIGHT if lead != HOUR else timedelta(0))
    ahead = [
        Event.state == EventState.PUBLISHED,
        Event.starts_at > now,
        Event.starts_at <= last,
        Account.disabled_at.is_(None),
    ]
    if lead == HOUR:
        ahead.append(sa.not_(Event.is_all_day))
    columns = (Event.id, Event.starts_at, Event.is_all_day, Account.id, Account.time_zone)
    seats = (
        sa.select(*columns, Registration.created_at)
        .join(Registration, Registration.event_id == Event.id)
        .join(Account, Account.id == Registration.account_id)
        .where(*ahead, Registration.state == RegistrationState.REGISTERED)
    )
    elsewhere = (
        sa.select(*columns, EventFollow.created_at)
        .join(EventFollow, EventFollow.event_id == Event.id)
        .join(Account, Account.id == EventFollow.account_id)
        .where(*ahead, EventFollow.is_going)
    )
    for row in db.session.execute(sa.union_all(seats, elsewhere)):
        yield _Coming(*row)


def lately_cancelled(now: datetime) -> list[int]:
    """List the events that were cancelled lately and lay ahead."""
    cancelled = sa.select(Event.id).where(
        Event.state == EventState.CANCELLED, Event.changed_at > now - LATELY, Event.starts_at > now
    )
    return list(db.session.scalars(cancelled))


def goes_still(due: Due) -> Event | None:
    """Return the event where it still takes place as it did and the person still goes there; else None."""
    event = db.session.get(Event, due.event_id, populate_existing=True)
    if event is None or event.state is not EventState.PUBLISHED:
        return None
    if reminder_key(event.id, due.lead, event.starts_at) != due.key:
        return None
    seat = sa.exists().where(
        Registration.event_id == event.id,
        Registration.account_id == due.account_id,
        Registration.state == RegistrationState.REGISTERED,
    )
    elsewhere = sa.exists().where(
        EventFollow.event_id == event.id, EventFollow.account_id == due.account_id, EventFollow.is_going
    )
    return event if db.session.scalar(sa.select(sa.or_(seat, elsewhere))) else None
