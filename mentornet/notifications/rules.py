"""Which notices go on waiting, and when is a good moment to remind somebody?"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .models import NoticeKind

ASKING = frozenset(
    {
        NoticeKind.PROPOSAL_TO_ANSWER,
        NoticeKind.PROPOSAL_REMINDER,
        NoticeKind.REQUEST_TO_ANSWER,
        NoticeKind.REQUEST_REMINDER,
        NoticeKind.AGREEMENT_TO_CONFIRM,
        NoticeKind.ROUND_READY,
        NoticeKind.INVITATION,
        NoticeKind.SEAT_OFFERED,
        NoticeKind.INTRODUCTION_ASKED,
        NoticeKind.MEET_UP_PROPOSED,
    }
)
"""Kinds that ask for an act: they await the person until the act is done, read or not."""

NIGHT_BEGINS = time(21)
NIGHT_ENDS = time(8)
EVENING = time(20)
ENOUGH = timedelta(hours=6)
"""What a reminder put off until the morning must still leave before the deadline."""


def reminder_moment(deadline: datetime, *, lead: timedelta, zone: str) -> datetime:
    """Return when to remind somebody in `zone` of `deadline`: `lead` before it, but not at night.

    Whole days are days of their calendar: a day before 18:00 is 18:00 also where the clocks change between, an
    hour sooner or later. A moment from 21:00 to 08:00 by the person's clock is put off until 08:00 where that
    leaves at least six hours, and is brought forward to 20:00 of the evening before where it does not.
    """
    place = ZoneInfo(zone)
    wanted = _before(deadline, lead, place)
    if NIGHT_ENDS <= wanted.time() < NIGHT_BEGINS:
        return wanted.astimezone(UTC)
    night_of = wanted.date() if wanted.time() >= NIGHT_BEGINS else wanted.date() - timedelta(days=1)
    morning = datetime.combine(night_of + timedelta(days=1), NIGHT_ENDS, place).astimezone(UTC)
    if deadline.astimezone(UTC) - morning >= ENOUGH:
        return morning
    return datetime.combine(night_of, EVENING, place).astimezone(UTC)


def _before(deadline: datetime, lead: timedelta, place: ZoneInfo) -> datetime:
    """Return the moment `lead` before, as the clocks of `place` show it."""
    if lead % timedelta(days=1):
        return (deadline.astimezone(UTC) - lead).astimezone(place)
    return deadline.astimezone(place) - lead  # within one zone, days are taken off by the calendar
