"""Which notices go on waiting, and when is a good moment to remind somebody?"""

from __future__ import annotations

from datetime import datetime, time, timedelta
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

    A moment from 21:00 to 08:00 by the person's clock is put off until 08:00 where that leaves at
    least six hours, and is brought forward to 20:00 of the evening before where it does not.
    """
    place = ZoneInfo(zone)
    wanted = (deadline - lead).astimezone(place)
    if NIGHT_ENDS <= wanted.time() < NIGHT_BEGINS:
        return deadline - lead
    night_of = wanted.date() if wanted.time() >= NIGHT_BEGINS else wanted.date() - timedelta(days=1)
    morning = datetime.combine(night_of + timedelta(days=1), NIGHT_ENDS, place)
    if deadline - morning >= ENOUGH:
        return morning
    return datetime.combine(night_of, EVENING, place)
