"""What becomes of the programme when the conference moves? Its sessions go along by the clocks of the place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ...foundation import clock
from ...foundation.errors import Refusal
from ...foundation.templating import counted
from ..models import ConferenceSession, Event
from ..rules import moment_on, wall_of
from . import queries

Span = tuple[datetime, datetime]


def move_along(event: Event, facts: Mapping[str, Any]) -> None:
    """Let the sessions go along when the whole conference moves; Refusal where they would lie outside.

    `facts` are what the event is to become. By the clocks of the place: nine o'clock stays nine o'clock.
    """
    was = (event.starts_at, event.ends_at, event.time_zone)
    starts_at, ends_at, zone = (
        facts.get(name, value) for name, value in zip(("starts_at", "ends_at", "time_zone"), was, strict=True)
    )
    if (starts_at, ends_at, zone) == was:
        return
    moved = _moved(event, starts_at, ends_at, zone)
    outside = [one for one, span in moved.items() if span[0] < starts_at or span[1] > ends_at]
    outside = [one for one in outside if one.cancelled_at is None]
    if outside:
        lie = counted(len(outside), "session of the programme lies", "sessions of the programme lie")
        raise Refusal(f"{lie} outside these times. Move “{outside[0].title}” first, or keep the times wider.")
    for one, span in moved.items():
        if (one.starts_at, one.ends_at) != span:
            one.starts_at, one.ends_at = span
            one.sequence += 1
            one.changed_at = clock.now()


def _moved(event: Event, starts_at: datetime, ends_at: datetime, zone: str) -> dict[ConferenceSession, Span]:
    """Return when each session would be: moved as the conference is, or where it was if only an end moved."""
    first = wall_of(starts_at, zone) - wall_of(event.starts_at, event.time_zone)
    last = wall_of(ends_at, zone) - wall_of(event.ends_at, event.time_zone)

    def along(moment: datetime) -> datetime:
        return moment_on(wall_of(moment, event.time_zone) + first, zone) if first == last else moment

    return {
        one: (along(one.starts_at), along(one.ends_at))
        for one in (*queries.sessions_of(event), *queries.cancelled_sessions(event))
        if one.starts_at and one.ends_at
    }
