"""What stands in a calendar file? Its entries, each read by itself: one that is damaged harms no other."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from .entries import (
    LONGEST_NAME,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_ENTRIES,
    UNTITLED,
    Entry,
    EntryRefused,
    ImportRefused,
    Occurrence,
    Reading,
    Refused,
    Words,
    made_uid,
)
from .lines import Component, Property, components
from .moments import When, end_of, when_of
from .repeating import Times, on_clocks_of, times_of
from .words import is_meeting, is_online, meeting_in, one_line, plain, web_address, without_meetings
from .zones import Zones

LONGEST_UID = 1_000
MOST_SERIES = 500
MOST_SECONDS = 10.0
"""A rule that hardly ever comes true takes long to read out; a file of many such would take for ever."""

MOST_SUBJECTS = 20
NO_CALENDAR = (
    "This is no calendar file: it holds no BEGIN:VCALENDAR. Export the calendar as iCalendar (.ics)."
)


@dataclass(slots=True)
class _File:
    """What holds for all of a file while it is read."""

    zones: Zones
    reading: Reading = field(default_factory=Reading)
    times: int = 0
    series: int = 0
    seconds: float = 0.0
    """How long its rules took to read out, of the processor's time."""

    is_cancelling: bool = False


def read_calendar(text: str, *, zone: str) -> Reading:
    """Return the entries of a calendar file; times that name no zone are the calendar's, or those of `zone`.

    Raises:
        ImportRefused: It is no calendar, or one that no program would write.
    """
    top = components(text)
    calendars = [part for part in top if part.name == "VCALENDAR"]
    stray = [part for part in top if part.name == "VEVENT"]
    if not calendars and not stray:
        raise ImportRefused(NO_CALENDAR)
    if stray:
        calendars.append(Component("VCALENDAR", stray[0].line, parts=stray))
    file = _File(Zones(zone))
    for calendar in calendars:
        file.zones = _zones(calendar, zone)
        file.is_cancelling = calendar.text("METHOD").strip().upper() == "CANCEL"
        _read_one(calendar, file)
    return file.reading


def _read_one(calendar: Component, file: _File) -> None:
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    for group in _by_uid(events):
        _read_group(group, file)


def _zones(calendar: Component, zone: str) -> Zones:
    defined = {
        part.text("TZID").strip(): part
        for part in calendar.parts
        if part.name == "VTIMEZONE" and part.text("TZID").strip()
    }
    home = Zones(zone, defined)
    own = calendar.text("X-WR-TIMEZONE", "TIMEZONE-ID", "X-WR-TZID").strip()
    try:
        return Zones(home.named(own)[0], defined) if own else home
    except EntryRefused:
        return home


def _by_uid(events: Sequence[Component]) -> Iterator[list[Component]]:
    """Yield each entry with the changes to single times of it, in the order of the file.

    A change whose series stands elsewhere is an entry of its own.
    """
    series = {_uid(event) for event in events if _repeats(event) and not _is_change(event)}
    changes: dict[str, list[Component]] = {}
    for event in events:
        if _is_change(event) and _uid(event) in series:
            changes.setdefault(_uid(event), []).append(event)
    for event in events:
        if not _is_change(event) and _repeats(event):
            yield [event, *changes.pop(_uid(event), [])]
        elif not _is_change(event) or _uid(event) not in series:
            yield [event]


def _is_change(event: Component) -> bool:
    return event.first("RECURRENCE-ID") is not None and bool(_uid(event))


def _repeats(event: Component) -> bool:
    return event.first("RRULE", "RDATE") is not None


def _read_group(group: Sequence[Component], file: _File) -> None:
    master, *changes = group
    try:
        _ensure_readable(master, file)
        entry = _entry(master, file)
    except EntryRefused as refusal:
        file.reading.refused.append(Refused(f"line {refusal.line or master.line}", refusal.reason))
        for change in changes:
            file.reading.refused.append(
                Refused(f"line {change.line}", "The series it belongs to cannot be read.")
            )
        return
    for change in changes:
        try:
            entry = _changed(entry, change, file, when_of(_start_of(master), file.zones))
        except EntryRefused as refusal:
            file.reading.refused.append(Refused(f"line {refusal.line or change.line}", refusal.reason))
    file.times += len(entry.occurrences)
    file.reading.entries.append(entry)


def _ensure_readable(event: Component, file: _File) -> None:
    if event.refusal:
        raise event.refusal
    file.series += _repeats(event)
    if file.series > MOST_SERIES and _repeats(event):
        raise EntryRefused(f"A file can hold {MOST_SERIES} series. Bring the rest in with another.")
    if file.seconds > MOST_SECONDS and _repeats(event):
        raise EntryRefused("The series of this file take too long to read. Bring the rest in with another.")
    if file.times >= MOST_ENTRIES:
        raise EntryRefused(f"A file can hold {MOST_ENTRIES:,} events with all their repetitions. Divide it.")


def _start_of(event: Component) -> Property:
    start = event.first("DTSTART")
    if start is None:
        raise EntryRefused("The entry says nowhere when it starts (DTSTART).")
    return start


def _entry(event: Component, file: _File) -> Entry:
    start = when_of(_start_of(event), file.zones)
    ends_at = end_of(event, start, file.zones)
    times = _times(event, start, file)
    words = _words(event)
    again = event.first("RECURRENCE-ID")
    key = _key(when_of(again, file.zones)) if again else ""
    uid = _uid(event) or made_uid(words.title, start.moment, ends_at, words.place)
    return Entry(
        place=f"line {event.line}",
        uid=f"{uid}/{key}" if key else uid,
        time_zone=start.zone,
        occurrences=tuple(_occurrences(times, ends_at, start, words)),
        is_all_day=start.is_day,
        is_cancelled=file.is_cancelling or event.text("STATUS").strip().upper() == "CANCELLED",
        sequence=_sequence(event),
        stamped_at=_stamp(event, file),
        rule=times.rule,
        is_endless=times.is_endless,
    )


def _times(event: Component, start: When, file: _File) -> Times:
    began = time.thread_time()
    try:
        return times_of(event, start, file.zones)
    finally:
        file.seconds += time.thread_time() - began


def _uid(event: Component) -> str:
    return " ".join(event.text("UID").split())[:LONGEST_UID]


def _occurrences(times: Times, ends_at: datetime, start: When, words: Words) -> Iterator[Occurrence]:
    lasts = ends_at - start.moment
    days = ends_at.astimezone(start.clocks).replace(tzinfo=None) - start.local
    for when in times.starts:
        ends = start.at(when.local + days).moment if start.is_day else when.moment + lasts
        key = _key(when) if len(times.starts) > 1 or times.rule else ""
        yield Occurrence(key=key, starts_at=when.moment, ends_at=ends, words=words)


def _key(when: When) -> str:
    return f"{when.local:%Y%m%d}" if when.is_day else f"{when.moment:%Y%m%dT%H%M%SZ}"


def _changed(entry: Entry, change: Component, file: _File, start: When) -> Entry:
    """Return the series with one of its times changed as `change` says."""
    again = change.first("RECURRENCE-ID")
    if again is None or change.refusal:
        raise change.refusal or EntryRefused("It says nowhere which time of the series it changes.")
    key = _key(start.at(on_clocks_of(start, when_of(again, file.zones))))
    at = next((place for place, one in enumerate(entry.occurrences) if one.key == key), None)
    if at is None:
        return entry  # that time is out of the series, or beyond what is taken of it
    was = entry.occurrences[at]
    is_cancelled = change.text("STATUS").strip().upper() == "CANCELLED"
    starts_at, ends_at = was.starts_at, was.ends_at
    if change.first("DTSTART"):
        own = when_of(_start_of(change), file.zones)
        starts_at, ends_at = own.moment, end_of(change, own, file.zones)
    words = _words(change) if change.first("SUMMARY") else was.words
    now = Occurrence(key=key, starts_at=starts_at, ends_at=ends_at, words=words, is_cancelled=is_cancelled)
    sequence = max(filter(None, (entry.sequence, _sequence(change))), default=entry.sequence)
    stamps = [stamp for stamp in (entry.stamped_at, _stamp(change, file)) if stamp]
    return replace(
        entry,
        occurrences=(*entry.occurrences[:at], now, *entry.occurrences[at + 1 :]),
        sequence=sequence,
        stamped_at=max(stamps, default=None),
    )


def _sequence(event: Component) -> int | None:
    text = event.text("SEQUENCE").strip()
    return min(int(text), 2**31 - 1) if text.isascii() and text.isdecimal() and len(text) < 20 else None  # noqa: PLR2004 - longer than any count of changes


def _stamp(event: Component, file: _File) -> datetime | None:
    stamp = event.first("LAST-MODIFIED", "DTSTAMP")
    if stamp is None:
        return None
    try:
        return when_of(stamp, file.zones).moment.astimezone(UTC)
    except EntryRefused:
        return None


def _words(event: Component) -> Words:
    place = one_line(event.text("LOCATION"), LONGEST_PLACE)
    description = event.text("DESCRIPTION")
    conference = event.text("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
    meeting = meeting_in(conference, place, description, event.text("URL"))
    website = web_address(event.text("URL"))
    return Words(
        title=one_line(event.text("SUMMARY"), LONGEST_TITLE) or UNTITLED,
        description=without_meetings(plain(description)),
        place=_place(place),
        website="" if is_meeting(website) else website,
        video_link=meeting,
        host=_host(event),
        is_online=bool(meeting or conference) or is_online(place),
        subjects=_subjects(event),
    )


def _place(place: str) -> str:
    """Return the place that one goes to; a web address alone is none."""
    return "" if web_address(place) == place else without_meetings(place)


def _host(event: Component) -> str:
    organizer = event.first("ORGANIZER")
    return one_line(organizer.parameters.get("CN", ""), LONGEST_NAME) if organizer else ""


def _subjects(event: Component) -> tuple[str, ...]:
    said = (word for prop in event.all("CATEGORIES") for word in prop.value.split(","))
    return tuple(dict.fromkeys(one_line(word, 80) for word in said if word.strip()))[:MOST_SUBJECTS]
