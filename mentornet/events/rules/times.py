"""When can an event be? Moments as the clocks of a place show them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ...foundation import clock
from ...foundation.errors import Refusal

LONGEST = timedelta(days=60)


def moment_of(day: date, at: time, zone: str) -> datetime:
    """Return the moment when the clocks of `zone` show `day` and `at`.

    Raises Refusal where the zone is unknown, where the hour does not exist since clocks go forward over it,
    and where it comes twice since they go back.
    """
    if not clock.is_zone(zone):
        raise Refusal(f"{zone} is no time zone. Choose one from the list.")
    if day.year not in clock.YEARS:
        raise Refusal(f"Choose a day between the years {clock.YEARS[0]} and {clock.YEARS[-1]}.")
    wall = datetime.combine(day, at)
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    told = f"On {day:%B} {day.day}, {day.year}, clocks there go"
    if first > second:
        raise Refusal(f"{told} forward and {at:%H:%M} does not exist. Choose an hour earlier or later.")
    raise Refusal(f"{told} back and {at:%H:%M} comes twice. Choose an hour earlier or later.")


def moment_on(wall: datetime, zone: str) -> datetime:
    """Return the moment of a time without a zone on the clocks of `zone`, whatever they do that day.

    As RFC 5545 has it for what comes round again: an hour that does not exist is taken as if clocks had not
    gone forward yet, and of one that comes twice it is the first.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def wall_of(moment: datetime, zone: str) -> datetime:
    """Return what the clocks of `zone` show at `moment`, without a zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def whole_days(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """Return the moments from the beginning of the first day to the end of the last, in `zone`."""
    if last.year not in clock.YEARS or first.year not in clock.YEARS:
        raise Refusal(f"Choose days between the years {clock.YEARS[0]} and {clock.YEARS[-1]}.")
    after = datetime.combine(last, time()) + timedelta(days=1)
    return moment_on(datetime.combine(first, time()), zone), moment_on(after, zone)


def ensure_in_order(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse an end that is not after the start, and an event that lasts for months."""
    if ends_at <= starts_at:
        raise Refusal("The event ends before it starts. Change one of the two times.")
    if ends_at - starts_at > LONGEST:
        raise Refusal(
            f"An event lasts {LONGEST.days} days at most. For one that comes round again, make it a series."
        )


def ensure_window(
    opens_at: datetime | None, closes_at: datetime | None, *, starts_at: datetime, ends_at: datetime
) -> None:
    """Refuse a registration that closes before it opens, or goes on when the event is over."""
    if closes_at and closes_at > ends_at:
        raise Refusal("Registration closes after the event is over. Choose an earlier time.")
    if opens_at and opens_at >= (closes_at or starts_at):
        raise Refusal("Registration opens after it closes. Choose an earlier time.")
