"""When can an event be, and which steps may it take?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from ..foundation import clock
from ..foundation.errors import Refusal
from .models import EventState

STEPS: Mapping[EventState, frozenset[EventState]] = {
    EventState.DRAFT: frozenset({EventState.PUBLISHED, EventState.CANCELLED}),
    EventState.PUBLISHED: frozenset({EventState.CANCELLED}),
    EventState.CANCELLED: frozenset(),
}


def moment_of(day: date, at: time, zone: str) -> datetime:
    """Return the moment when the clocks of `zone` show `day` and `at`.

    An hour that comes twice, when clocks go back, is the first of the two. Raises Refusal where the zone
    is unknown, or where the hour does not exist since clocks go forward over it.
    """
    if not clock.is_zone(zone):
        raise Refusal(f"{zone} is no time zone. Choose one from the list.")
    local = datetime.combine(day, at, ZoneInfo(zone))
    if day.year not in clock.YEARS:
        raise Refusal(f"Choose a day between the years {clock.YEARS[0]} and {clock.YEARS[-1]}.")
    moment = local.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refusal(
            f"On {day:%B} {day.day}, {day.year}, clocks there go forward and {at:%H:%M} does not exist. "
            "Choose an hour earlier or later."
        )
    return moment


def ensure_in_order(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse an end that is not after the start."""
    if ends_at <= starts_at:
        raise Refusal("The event ends before it starts. Change one of the two times.")


def ensure_can_step(state: EventState, to: EventState) -> None:
    """Refuse a step that the table does not allow."""
    if to not in STEPS[state]:
        raise Refusal(f"This event is {state} already. Load the page again to see how it stands.")


def ensure_can_edit(state: EventState) -> None:
    """Refuse to change what is cancelled."""
    if state is EventState.CANCELLED:
        raise Refusal("This event is cancelled, so it stays as it was. Announce a new one instead.")
