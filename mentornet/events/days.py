"""On which day is an event, for whoever reads of it?"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask_login import current_user

from ..foundation.templating import reader_zone
from .models import Event


def zone_for(event: Event) -> str:
    """Return the zone to read the event in: the reader's own, and for a stranger the event's."""
    return reader_zone() if current_user.is_authenticated else event.time_zone


def month_of(event: Event) -> str:
    """Return the month that the event starts in, as a heading: `November 2026`."""
    return f"{event.starts_at.astimezone(ZoneInfo(zone_for(event))):%B %Y}"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the calendar: the day an event starts, in the zone it is read in."""

    month: str
    day: str
    weekday: str


def leaf_of(event: Event) -> Leaf:
    """Return the event's leaf of the calendar."""
    local = event.starts_at.astimezone(ZoneInfo(zone_for(event)))
    return Leaf(f"{local:%b}", str(local.day), f"{local:%a}")
