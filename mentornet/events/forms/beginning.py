"""What does the form of an event begin with? What the event says, by the names of the form."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .. import rules
from ..models import Event

NO_PROGRAM = NO_GROUP = 0
KEPT_AS_TYPED = (
    "title",
    "kind_slug",
    "topics",
    "specializations",
    "description",
    "host",
    "time_zone",
    "is_all_day",
    "website",
    "video_link",
    "cost",
    "accessibility",
    "capacity",
    "minimum_minutes",
    "approval_number",
)
KEPT_AS_CHOSEN = ("sort", "level", "audience", "place", "video_link", "contact_minutes", "credit_unit")


def known(event: Event) -> dict[str, Any]:
    """Return what the form begins with: what the event says, its days and hours in its own zone."""
    start, end = (rules.wall_of(moment, event.time_zone) for moment in (event.starts_at, event.ends_at))
    last = end - timedelta(seconds=1) if event.is_all_day else end
    return {name: getattr(event, name) for name in (*KEPT_AS_TYPED, *KEPT_AS_CHOSEN)} | {
        "starts_on": start.date(),
        "starts_time": None if event.is_all_day else start.time(),
        "ends_on": last.date(),
        "ends_time": None if event.is_all_day else end.time(),
        "program": event.program_id or NO_PROGRAM,
        "cohort": event.cohort_id or NO_GROUP,
        "venue": ("both" if event.place else "online") if event.is_online else "place",
        "approval_body": event.approval_body_slug or "",
        "registration_opens": _wall(event.registration_opens_at, event),
        "registration_closes": _wall(event.registration_closes_at, event),
    }


def _wall(moment: datetime | None, event: Event) -> datetime | None:
    return rules.wall_of(moment, event.time_zone) if moment else None
