"""Is there a seat left? The one place that takes and frees the seats of events."""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import changed_rows, db
from ...foundation.errors import NotFoundError
from ..models import Event, EventState, Registration
from .queries import in_line


def hold(event: Event) -> None:
    """Hold the event until the commit and read it anew: what follows decides on what is so.

    A change that changes nothing takes the row's lock on PostgreSQL and the writer's turn on SQLite, where
    `FOR UPDATE` is ignored. Whoever touches seats or the line of an event begins with it, so that of two at once
    the second sees all that the first did. The row comes back with the change itself.
    """
    held = _of(event).values(seats_taken=Event.seats_taken).returning(Event)
    options = {"populate_existing": True, "synchronize_session": False}
    if db.session.scalar(held, execution_options=options) is None:
        raise NotFoundError


def take_seat(event: Event) -> bool:
    """Take a seat for somebody who comes without waiting, and say whether there was one.

    The condition and the change are one statement: a seat is left, the event takes place, and nobody waits for it.
    """
    waits = in_line().where(Registration.event_id == event.id).exists()
    left = _of(event).where(_has_room(), Event.state == EventState.PUBLISHED, sa.not_(waits))
    return _changed(event, left.values(seats_taken=Event.seats_taken + 1))


def keep_seat(event: Event) -> bool:
    """Take a seat for the first in line, and say whether there was one."""
    return _changed(event, _of(event).where(_has_room()).values(seats_taken=Event.seats_taken + 1))


def free_seat(event: Event) -> None:
    """Give a seat back."""
    _changed(event, _of(event).where(Event.seats_taken > 0).values(seats_taken=Event.seats_taken - 1))


def free_all(event: Event) -> None:
    """Give every seat back, when the event does not take place."""
    _changed(event, _of(event).values(seats_taken=0))


def _of(event: Event) -> sa.Update:
    return sa.update(Event).where(Event.id == event.id)


def _has_room() -> sa.ColumnElement[bool]:
    return sa.or_(Event.capacity.is_(None), Event.seats_taken < Event.capacity)


def _changed(event: Event, change: sa.Update) -> bool:
    is_changed = changed_rows(change) == 1
    db.session.expire(event, ["seats_taken"])
    return is_changed
