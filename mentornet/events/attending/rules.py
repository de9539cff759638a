"""When can people be checked in, and how long were they there?"""

from __future__ import annotations

from datetime import datetime, timedelta

from ...foundation.errors import Refusal
from ...foundation.templating import moment_text
from ..models import Attendance, Event, EventState, Registration, RegistrationState

DESK_OPENS = timedelta(hours=12)
ROOM_OPENS = timedelta(hours=1)
GRACE = timedelta(minutes=15)
"""How late one may come, or how early leave, where the whole event is asked for."""


def ensure_desk_is_open(event: Event, now: datetime, zone: str) -> None:
    """Refuse to check people in for what does not take place, or long before it begins.

    There is no end: what was missed at the door is put right afterwards.
    """
    if event.state is not EventState.PUBLISHED:
        raise Refusal("This event does not take place, so nobody is checked in.")
    opens = event.starts_at - DESK_OPENS
    if now < opens:
        raise Refusal(f"Check-in opens {moment_text(opens, zone)}, twelve hours before the start.")


def ensure_room_is_open(event: Event, now: datetime) -> None:
    """Refuse the room's code before people gather and after they have gone."""
    if event.state is not EventState.PUBLISHED or not event.starts_at - ROOM_OPENS <= now <= event.ends_at:
        raise Refusal(
            "The code in the room counts from an hour before the start until the end. "
            "If you were there, ask the organizer to check you in."
        )


def ensure_has_seat(registration: Registration) -> None:
    """Refuse to check in somebody without a seat."""
    if registration.state is not RegistrationState.REGISTERED:
        raise Refusal(
            f"{registration.name} has no seat at this event any more. If there is room, register them first."
        )


def arrival(event: Event, told: datetime | None, now: datetime) -> datetime:
    """Return when somebody came: as the scanning page noted it, within reason, since its clock may be wrong."""
    if told is None:
        return now
    return min(max(told, event.starts_at - DESK_OPENS), now)


def minutes_there(event: Event, attendance: Attendance) -> int:
    """Return the whole minutes of the event that somebody was there for."""
    until = min(attendance.left_at or event.ends_at, event.ends_at)
    since = max(attendance.arrived_at, event.starts_at)
    return max(0, int((until - since).total_seconds() // 60))


def minutes_needed(event: Event) -> int:
    """Return how many minutes one must be there for credit.

    Where the organizer names none it is the whole event but a grace of fifteen minutes; of events that are kept by
    days, being there counts, since their hours are not known.
    """
    if event.minimum_minutes is not None:
        return event.minimum_minutes
    if event.is_all_day:
        return 0
    return max(0, int((event.ends_at - event.starts_at - GRACE).total_seconds() // 60))


def has_attended(event: Event, attendance: Attendance) -> bool:
    """Say whether somebody was there for the minimum."""
    return attendance.undone_at is None and minutes_there(event, attendance) >= minutes_needed(event)
