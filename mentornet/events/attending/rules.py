"""When can people be checked in, and how long were they there?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from ...foundation.errors import Refusal
from ...foundation.templating import moment_text
from ..models import Attendance, ConferenceSession, Event, EventState, Registration, RegistrationState
from .desks import ROOM_OPENS, Desk

GRACE = timedelta(minutes=15)
"""How late one may come, or how early leave, where the whole is asked for."""

PART_OF_A_SESSION = 4
"""Of a short session the grace is this part of it, so that twenty minutes late is not there at all."""

Span = tuple[datetime, datetime]


def ensure_desk_is_open(desk: Desk, now: datetime, zone: str) -> None:
    """Refuse to check people in for what does not take place, or long before it begins.

    There is no end: what was missed at the door is put right afterwards.
    """
    if desk.event.state is not EventState.PUBLISHED:
        raise Refusal("This event does not take place, so nobody is checked in.")
    if now < desk.opens_at:
        before = "an hour" if desk.session else "twelve hours"
        raise Refusal(f"Check-in opens {moment_text(desk.opens_at, zone)}, {before} before the start.")


def is_room_open(desk: Desk, now: datetime) -> bool:
    """Say whether the code in the room counts: from when people gather until the end."""
    is_on = desk.event.state is EventState.PUBLISHED
    return is_on and desk.starts_at - ROOM_OPENS <= now <= desk.ends_at


def ensure_room_is_open(event: Event, now: datetime) -> None:
    """Refuse the room's code before people gather and after they have gone."""
    if not is_room_open(Desk(event), now):
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


def arrival(desk: Desk, told: datetime | None, now: datetime) -> datetime:
    """Return when somebody came: as the scanning page noted it, within reason, since its clock may be wrong.

    Who is checked in when all is over was missed at the door, and counts as there from the start.
    """
    came = now if told is None else min(max(told, desk.opens_at), now)
    return desk.starts_at if came >= desk.ends_at else came


def ensure_said_when(desk: Desk, at: datetime | None, now: datetime) -> None:
    """Refuse to note that somebody left, once all is over, without the hour."""
    if at is None and now >= desk.ends_at:
        raise Refusal("It is over, so everybody has left by now. Say at what time they did.")


def stay_of(event: Event, attendance: Attendance) -> Span:
    """Return from when to when somebody was at what they were checked in to; an empty span for not at all."""
    desk = Desk(event, attendance.session)
    until = min(attendance.left_at or desk.ends_at, desk.ends_at)
    return max(attendance.arrived_at, desk.starts_at), until


def minutes_there(event: Event, attendance: Attendance) -> int:
    """Return the whole minutes that somebody was at what they were checked in to."""
    return minutes_of([stay_of(event, attendance)])


def minutes_of(stays: Iterable[Span]) -> int:
    """Return the whole minutes of several stays together, each minute once."""
    total, last = timedelta(), None
    for since, until in sorted(stays):
        begins = since if last is None else max(since, last)
        if until > begins:
            total += until - begins
            last = until
    return int(total.total_seconds() // 60)


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


def minutes_needed_at(session: ConferenceSession) -> int:
    """Return how many minutes one must be at a session for its credit: the whole but a grace."""
    if session.starts_at is None or session.ends_at is None:
        return 0
    lasts = session.ends_at - session.starts_at
    return int((lasts - min(GRACE, lasts / PART_OF_A_SESSION)).total_seconds() // 60)


def has_attended(event: Event, attendances: Sequence[Attendance]) -> bool:
    """Say whether somebody was there for the minimum, at the door of the event and of its sessions together."""
    stays = [stay_of(event, one) for one in attendances if one.undone_at is None]
    return bool(stays) and minutes_of(stays) >= minutes_needed(event)


def has_sat_through(event: Event, attendance: Attendance) -> bool:
    """Say whether somebody was at a session for as long as its credit asks."""
    session = attendance.session
    return (
        attendance.undone_at is None
        and session is not None
        and minutes_there(event, attendance) >= minutes_needed_at(session)
    )
