"""When is somebody to be reminded of an event?"""

from __future__ import annotations

from datetime import datetime, timedelta

from ...notifications.rules import reminder_moment
from ...notifications.ways import REMINDERS, after_quiet

HOUR = "hour"
UNTIL = {"week": timedelta(days=2), "day": timedelta(hours=3), HOUR: timedelta(0)}
"""How long before the event a reminder is of no use any more: the next is near."""

NIGHT = timedelta(hours=14)
"""The longest that a reminder is put off, or brought forward, for the night."""

LATE = timedelta(hours=1)
"""A reminder that waited for quiet hours to end still comes this long before the event, and goes out this late."""

Quiet = tuple[int, int] | None
"""The hours of the person's day from which and until which letters wait, or None."""


def moment_to_remind(starts_at: datetime, *, lead: str, zone: str, quiet: Quiet = None) -> datetime:
    """Return when to remind somebody in `zone`: so long before, but not at night and not within their quiet hours.

    An hour before comes at any hour: later it would be of no use. So does one whose quiet hours end when the
    event has all but begun.
    """
    if lead == HOUR:
        return starts_at - REMINDERS[HOUR]
    moment = reminder_moment(starts_at, lead=REMINDERS[lead], zone=zone)
    waits = after_quiet(*quiet, zone=zone, now=moment) if quiet else moment
    return waits if waits <= starts_at - LATE else moment


def is_due(
    starts_at: datetime, *, lead: str, zone: str, since: datetime, now: datetime, quiet: Quiet = None
) -> bool:
    """Say whether a reminder is due: its moment has come, it still helps, and the person said yes before it.

    `since` is when the person said yes: who does so the day before needs no reminder of the week before.
    """
    moment = moment_to_remind(starts_at, lead=lead, zone=zone, quiet=quiet)
    last = max(starts_at - UNTIL[lead], min(moment + LATE, starts_at))
    return moment <= now < last and since <= moment


def reminder_key(event_id: int, lead: str, starts_at: datetime) -> str:
    """Return what a reminder is known by; an event that moves has others."""
    return f"event:{event_id}:reminder:{lead}:{starts_at:%Y%m%dT%H%M}"
