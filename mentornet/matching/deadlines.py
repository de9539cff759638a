"""When is somebody reminded of a deadline? Two days before and half a day before, but not at night."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..notifications.rules import reminder_moment

LEADS = {"two-days": timedelta(days=2), "half-day": timedelta(hours=12)}
"""How long before the deadline somebody who has not answered is reminded, by the name in the notice's key."""
FARTHEST = max(LEADS.values()) + timedelta(hours=14)
"""No reminder comes earlier before a deadline: the longest lead, and a night brought forward."""


def lead_due(deadline: datetime, *, began: datetime | None, zone: str, now: datetime) -> str | None:
    """Return the reminder whose moment came last, if it came after the proposal went out at `began`."""
    for name, lead in sorted(LEADS.items(), key=lambda item: item[1]):
        moment = reminder_moment(deadline, lead=lead, zone=zone)
        if moment <= now:
            return name if began is None or began < moment else None
    return None
