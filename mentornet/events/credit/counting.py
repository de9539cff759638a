"""How many minutes of credit did somebody earn? For the event as a whole, or by the sessions they sat through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from ..attending.rules import has_attended, has_sat_through, minutes_of, stay_of
from ..models import Attendance, ConferenceSession, Event


def minutes_earned(event: Event, attendances: Sequence[Attendance], *, is_by_session: bool) -> int:
    """Return the minutes that a certificate certifies; 0 for none.

    Where sessions carry credit of their own, somebody earns that of each they sat through, of two at the same
    time one, and never more than the event carries; a minimum of the event is asked for as well, if it has one.
    Otherwise whoever was there for the minimum earns what the event carries.
    """
    standing = [one for one in attendances if one.undone_at is None]
    if not is_by_session:
        return event.contact_minutes if has_attended(event, standing) else 0
    if minutes_of(stay_of(event, one) for one in standing) < (event.minimum_minutes or 0):
        return 0
    return min(event.contact_minutes, most_of(_sat_through(event, standing)))


def _sat_through(event: Event, attendances: Iterable[Attendance]) -> list[ConferenceSession]:
    return [
        one.session
        for one in attendances
        if one.session is not None and one.session.cancelled_at is None and has_sat_through(event, one)
    ]


def most_of(sessions: Iterable[ConferenceSession]) -> int:
    """Return the most minutes that sessions of which no two are on at once carry together.

    In the order of their ends, the best up to each is the better of leaving it out and of taking it with the best
    of what was over when it began (the scheduling of weighted intervals).
    """
    best: list[tuple[datetime | None, int]] = [(None, 0)]
    in_order = sorted((one for one in sessions if one.starts_at and one.ends_at), key=_end)
    for session in in_order:
        before = max(most for end, most in best if end is None or end <= _start(session))
        best.append((session.ends_at, max(best[-1][1], before + session.contact_minutes)))
    return best[-1][1]


def _start(session: ConferenceSession) -> datetime:
    return cast("datetime", session.starts_at)  # only those with a time come here


def _end(session: ConferenceSession) -> datetime:
    return cast("datetime", session.ends_at)
