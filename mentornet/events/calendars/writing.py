"""How is an event written for a calendar program? As RFC 5545 says: escaped, folded, with the clocks it goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from .clocks import zone_definition

LONGEST_LINE = 75
"""Octets of a line without its end; a longer one goes on in the next."""

PRODUCT = "-//MentorNet//Events//EN"
REFRESH = "PT1H"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SPACES = re.compile(r"[\x00-\x20\x7f]")  # an address has none, and a line of the calendar ends with one
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One event as a calendar shows it."""

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    created_at: datetime
    changed_at: datetime
    is_all_day: bool = False
    is_cancelled: bool = False
    place: str = ""
    description: str = ""
    url: str = ""
    subjects: tuple[str, ...] = ()
    alarms: tuple[timedelta, ...] = ()


def calendar(name: str, items: Sequence[Item], *, is_feed: bool = True) -> bytes:
    """Return a calendar of these events; a feed also says how often to ask for it again."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    if is_feed:
        lines += [
            f"NAME:{text(name)}",
            f"X-WR-CALNAME:{text(name)}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
            f"X-PUBLISHED-TTL:{REFRESH}",
        ]
    parts = [folded(line) for line in lines]
    parts += [folded(line) for bounds in _zones(items) for line in zone_definition(*bounds)]
    parts += [folded(line) for item in items for line in _event(item)]
    return "".join([*parts, "END:VCALENDAR\r\n"]).encode()


def text(value: str) -> str:
    """Return a text as it stands in a property: what would end it is escaped, and control characters go."""
    return CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).translate(ESCAPES)


def folded(line: str) -> str:
    """Return a line with its end; one of more than 75 octets goes on in lines that begin with a space.

    No letter is cut in two.
    """
    if len(line) <= LONGEST_LINE and (line.isascii() or len(line.encode()) <= LONGEST_LINE):
        return f"{line}\r\n"
    parts, part, room = [], "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            part, room = " ", LONGEST_LINE - 1
        part += letter
        room -= size
    return "\r\n".join([*parts, part, ""])


def _zones(items: Iterable[Item]) -> Iterator[tuple[str, int, int]]:
    """Yield each zone that times are written in, with the years it is needed for."""
    years: dict[str, set[int]] = {}
    for item in items:
        if not item.is_all_day and item.time_zone != "UTC":
            years.setdefault(item.time_zone, set()).update((item.starts_at.year, item.ends_at.year))
    for zone in sorted(years):
        yield zone, min(years[zone]), max(years[zone])


def _event(item: Item) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(item.uid)}"
    yield f"DTSTAMP:{_stamp(item.changed_at)}"
    yield f"CREATED:{_stamp(item.created_at)}"
    yield f"LAST-MODIFIED:{_stamp(item.changed_at)}"
    yield f"SEQUENCE:{item.sequence}"
    yield f"STATUS:{'CANCELLED' if item.is_cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{text(item.title)}"
    yield _moment("DTSTART", item.starts_at, item)
    yield _moment("DTEND", item.ends_at, item)
    for name, value in (("LOCATION", item.place), ("DESCRIPTION", item.description)):
        if value:
            yield f"{name}:{text(value)}"
    if item.url:
        yield f"URL:{SPACES.sub('', item.url)}"
    if item.subjects:
        yield f"CATEGORIES:{','.join(text(subject) for subject in item.subjects)}"
    if not item.is_cancelled:
        for alarm in item.alarms:
            yield from _alarm(item, alarm)
    yield "END:VEVENT"


def _alarm(item: Item, before: timedelta) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{text(item.title)}"
    yield f"TRIGGER:-{_duration(before)}"
    yield "END:VALARM"


def _duration(lasts: timedelta) -> str:
    if lasts.seconds == 0:
        return f"P{lasts.days}D"
    return f"PT{int(lasts.total_seconds()) // 60}M"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _moment(name: str, moment: datetime, item: Item) -> str:
    local = moment.astimezone(ZoneInfo(item.time_zone))
    if item.is_all_day:
        return f"{name};VALUE=DATE:{local:%Y%m%d}"
    if item.time_zone == "UTC":
        return f"{name}:{_stamp(moment)}"
    return f"{name};TZID={item.time_zone}:{local:%Y%m%dT%H%M%S}"
