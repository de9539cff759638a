"""When is somebody to be reminded of an event?"""

from __future__ import annotations

from datetime import datetime, timedelta

from ...notifications.rules import reminder_moment
from ...notifications.ways import REMINDERS

HOUR = "hour"
UNTIL = {"week": timedelta(days=2), "day": timedelta(hours=3), HOUR: timedelta(0)}
"""How long before the event a reminder is of no use any more: the next is near."""

NIGHT = timedelta(hours=14)
"""The longest that a reminder is put off, or brought forward, for the night."""


def moment_to_remind(starts_at: datetime, *, lead: str, zone: str) -> datetime:
    """Return when to remind somebody in `zone`: so long before, but not at night, an hour before at any hour."""
    if lead == HOUR:
        return starts_at - REMINDERS[HOUR]
    return reminder_moment(starts_at, lead=REMINDERS[lead], zone=zone)


def is_due(starts_at: datetime, *, lead: str, zone: str, since: datetime, now: datetime) -> bool:
    """Say whether a reminder is due: its moment has come, it still helps, and the person said yes before it.

    `since` is when the person said yes: who does so the day before needs no reminder of the week before.
    """
    moment = moment_to_remind(starts_at, lead=lead, zone=zone)
    return moment <= now < starts_at - UNTIL[lead] and since <= moment


def reminder_key(event_id: int, lead: str, starts_at: datetime) -> str:
    """Return what a reminder is known by; an event that moves has others."""
    return f"event:{event_id}:reminder:{lead}:{starts_at:%Y%m%dT%H%M}"
