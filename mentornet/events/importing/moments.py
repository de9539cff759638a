"""When is that? Dates and times of calendar files as moments, on the clocks that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar import vDuration

from .entries import AN_HOUR, EntryRefused
from .lines import Component, Property
from .zones import Zones

YEARS = range(1970, 2101)
LONGEST = timedelta(days=366)
A_DAY = timedelta(days=1)
SHAPE = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?(?:\.\d+)?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a time on some clocks, as a file says it."""

    local: datetime
    """Without a zone: what the clocks show."""

    clocks: tzinfo
    zone: str
    is_day: bool = False

    @property
    def moment(self) -> datetime:
        """The moment in UTC; an hour that comes twice is the first of the two."""
        return self.local.replace(tzinfo=self.clocks).astimezone(UTC)

    def at(self, local: datetime) -> When:
        """Return another time on the same clocks."""
        return When(local, self.clocks, self.zone, self.is_day)

    def exists(self) -> bool:
        """Say whether the clocks ever show this."""
        return self.moment.astimezone(self.clocks).replace(tzinfo=None) == self.local


def when_of(prop: Property, zones: Zones) -> When:
    """Return what a property of a date or a time says; without a zone it is the file's, or the reader's own.

    Raises:
        EntryRefused: It is no time, its zone is unknown, its year is out of reach, or clocks go forward over it.
    """
    text = prop.value.strip()
    found = SHAPE.fullmatch(text)
    if not found:
        raise EntryRefused(f"{prop.name} is “{text[:60]}”, which is no date or time.", line=prop.line)
    local, is_day = _local(found, prop)
    written = (found["zone"] or "").upper()
    if written == "Z":
        when = When(local, UTC, zones.home if prop.parameters.get("TZID") is None else _kept(prop, zones))
    elif written:
        zone, clocks = zones.named(f"UTC{written}", line=prop.line)
        when = When(local, clocks, zone)
    else:
        zone, clocks = zones.named(prop.parameters.get("TZID") or zones.home, line=prop.line)
        when = When(local, clocks, zone, is_day)
    if not is_day and not when.exists():
        raise EntryRefused(
            f"On {local:%B} {local.day}, {local.year}, clocks there go forward and {local:%H:%M} does not exist. "
            "Choose an hour earlier or later.",
            line=prop.line,
        )
    return when


def _kept(prop: Property, zones: Zones) -> str:
    try:
        return zones.named(prop.parameters["TZID"])[0]
    except EntryRefused:
        return zones.home


def _local(found: re.Match[str], prop: Property) -> tuple[datetime, bool]:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if year not in YEARS:
        raise EntryRefused(
            f"{prop.name} is in the year {year}. Events can be from {YEARS[0]} to {YEARS[-1]}.",
            line=prop.line,
        )
    is_day = found["hour"] is None or prop.parameters.get("VALUE", "").upper() == "DATE"
    second = min(int(found["second"] or 0), 59)  # a leap second is the one before it
    try:
        at = time() if is_day else time(int(found["hour"]), int(found["minute"]), second)
        return datetime.combine(date(year, month, day), at), is_day
    except ValueError as error:
        raise EntryRefused(
            f"{prop.name} is “{prop.value.strip()[:60]}”, a day or hour that no calendar has.", line=prop.line
        ) from error


def end_of(component: Component, start: When, zones: Zones) -> datetime:
    """Return the moment when an entry ends: as it says, after how long it lasts, or after a day or an hour.

    An end that is the start itself counts as none: that is how some programs write it.

    Raises:
        EntryRefused: It ends before it starts, or lasts longer than a year.
    """
    said = component.first("DTEND", "DUE")
    lasts = component.first("DURATION")
    if said is not None:
        ends_at = _ending(said, start, zones)
    elif lasts is not None:
        ends_at = start.moment + _duration(lasts)
    else:
        ends_at = start.moment
    if ends_at < start.moment:
        line = (said or lasts or component).line
        raise EntryRefused("The event ends before it starts. Change one of the two times.", line=line)
    if ends_at - start.moment > LONGEST:
        line = (said or lasts or component).line
        raise EntryRefused("The event lasts longer than a year. Change its end.", line=line)
    return ends_at if ends_at > start.moment else _usual_end(start)


def _ending(said: Property, start: When, zones: Zones) -> datetime:
    end = when_of(said, zones)
    if start.is_day or not end.is_day:
        return end.moment
    return start.at(end.local).moment


def _usual_end(start: When) -> datetime:
    return start.at(start.local + A_DAY).moment if start.is_day else start.moment + AN_HOUR


def _duration(prop: Property) -> timedelta:
    try:
        lasts: timedelta = vDuration.from_ical(prop.value.strip())  # type: ignore[no-untyped-call]  # the library's own
    except (ValueError, OverflowError) as error:
        raise EntryRefused(
            f"DURATION is “{prop.value[:60]}”, which is no length of time.", line=prop.line
        ) from error
    return lasts
