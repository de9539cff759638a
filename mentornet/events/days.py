"""On which day is an event, for whoever reads of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from flask_login import current_user

from ..foundation import clock
from ..foundation.templating import LOCALE, how_far, moment_text, reader_zone
from .models import Event

DAYS_COUNTED = 20


def zone_for(event: Event) -> str:
    """Return the zone to read the event in: the reader's own; its own for a stranger, and where it lasts whole days."""
    if event.is_all_day:
        return event.time_zone
    return reader_zone() if current_user.is_authenticated else event.time_zone


def local(moment: datetime, zone: str) -> datetime:
    """Return the moment as the clocks of `zone` show it."""
    return moment.astimezone(ZoneInfo(zone))


def month_of(event: Event) -> str:
    """Return the month that the event starts in, as a heading: `November 2026`."""
    return f"{local(event.starts_at, zone_for(event)):%B %Y}"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the calendar: the day an event starts, in the zone it is read in."""

    month: str
    day: str
    weekday: str


def leaf_of(event: Event) -> Leaf:
    """Return the event's leaf of the calendar."""
    begins = local(event.starts_at, zone_for(event))
    return Leaf(f"{begins:%b}", str(begins.day), f"{begins:%a}")


def days_of(event: Event, zone: str) -> tuple[date, date]:
    """Return the first and the last day of the event in `zone`; an end at midnight is the day before."""
    zone = event.time_zone if event.is_all_day else zone
    last = local(event.ends_at - timedelta(seconds=1), zone).date()
    return local(event.starts_at, zone).date(), last


def span_text(event: Event, zone: str) -> str:
    """Write from when to when: `Thu, Nov 26, 18:00 to 20:00 PST`; for whole days their days alone."""
    first, last = days_of(event, zone)
    if event.is_all_day:
        return days_text(first, last)
    begins, ends = local(event.starts_at, zone), local(event.ends_at, zone)
    if first != last and ends - begins > timedelta(hours=12):
        return f"{moment_text(event.starts_at, zone)}, to {moment_text(event.ends_at, zone)}"
    start = moment_text(event.starts_at, zone)
    name = format_datetime(ends, "zzz", tzinfo=ZoneInfo(zone), locale=LOCALE)
    if begins.tzname() == ends.tzname():
        start = start.removesuffix(f" {name}")
    return f"{start} to {ends:%H:%M} {name}"


def days_text(first: date, last: date) -> str:
    """Write whole days: `Thu, Nov 26`, or `Thu, Nov 26 to Fri, Nov 27`."""
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(value: date) -> str:
    pattern = "EEE, MMM d" if value.year == clock.today().year else "EEE, MMM d, yyyy"
    return format_date(value, pattern, locale=LOCALE)


def away(event: Event) -> str:
    """Say how far away the event is: `in 2 days`, `now`, `3 weeks ago`."""
    moment = clock.now()
    if event.starts_at <= moment < event.ends_at:
        return "now"
    if event.starts_at <= moment:
        return how_far(event.ends_at)
    days = (days_of(event, zone_for(event))[0] - clock.today(zone_for(event))).days
    if days == 1:
        return "tomorrow"
    return f"in {days} days" if 1 < days <= DAYS_COUNTED else how_far(event.starts_at)
