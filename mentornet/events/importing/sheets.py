"""What stands in a spreadsheet of events? Each row that can be read is an entry, and the others are told."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice

from ...foundation.tables import Row, Table, TableError, read_table
from ...foundation.words import folded
from .columns import Line, Sheet, columns_of
from .days import NOON, SLASHED, WEEKDAY, day_of, time_of
from .entries import (
    LONGEST_NAME,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_BYTES,
    MOST_ENTRIES,
    Entry,
    EntryRefused,
    ImportRefused,
    Occurrence,
    Reading,
    Refused,
    Words,
    made_uid,
)
from .lines import Component, Property
from .moments import SHAPE, When, end_of, when_of
from .words import is_meeting, is_online, meeting_in, one_line, plain, web_address, without_meetings
from .zones import Zones

CANCELLED = frozenset({"cancelled", "canceled"})
NO_TABLE = "This file has no column for the title or none for the day. Head them “title” and “start”."
MOST_CONTACT_MINUTES = 6_000


def read_sheet(content: bytes, *, zone: str) -> Reading:
    """Return the entries of a table of events; times that name no zone are those of `zone`.

    Raises:
        ImportRefused: It is no table of events, or has too many rows.
    """
    try:
        with read_table(io.BytesIO(content), name="the file", most_bytes=MOST_BYTES) as table:
            return _read(table, zone)
    except TableError as error:
        place = f"Line {error.line}: " if error.line else ""
        raise ImportRefused(f"{place}{error.sentence}") from error


def _read(table: Table, zone: str) -> Reading:
    columns = columns_of(table.headings)
    if not {"title", "starts"} <= columns.keys():
        raise ImportRefused(NO_TABLE)
    reading = Reading()
    rows = list(islice(_rows(table, reading), MOST_ENTRIES + 1))
    if len(rows) > MOST_ENTRIES:
        raise ImportRefused(f"This table has more than {MOST_ENTRIES:,} rows. Divide it into smaller files.")
    sheet = Sheet(columns, zone, _is_day_first(rows, columns))
    for row in rows:
        try:
            reading.entries.append(_entry(Line(sheet, row)))
        except EntryRefused as refusal:
            reading.refused.append(Refused(f"line {row.line}", refusal.reason))
    return reading


def _rows(table: Table, reading: Reading) -> Iterator[Row]:
    """Yield the rows that can be read; a row that cannot is noted, and reading goes on after it."""
    while True:
        try:
            yield from table
        except TableError as error:
            reading.refused.append(
                Refused(f"line {error.line}" if error.line else "the file", error.sentence)
            )
            if len(reading.refused) > MOST_ENTRIES:
                return
        else:
            return


def _is_day_first(rows: list[Row], columns: Mapping[str, str]) -> bool:
    """Say whether days are written before months: some first number is none of a month, and no second one is."""
    found = [
        SLASHED.match(row.text(columns[role]))
        for row in rows
        for role in ("starts", "ends")
        if role in columns
    ]
    pairs = [(int(one[1]), int(one[2])) for one in found if one]
    return any(first > NOON for first, _ in pairs) and not any(second > NOON for _, second in pairs)


def _entry(line: Line) -> Entry:
    title = one_line(line.text("title"), LONGEST_TITLE)
    if not title:
        raise EntryRefused("The row has no title.")
    zones = _zones(line)
    start = _when(line, "starts", zones)
    if start is None:
        raise EntryRefused("The row says nowhere on which day the event starts.")
    ends_at = _end(line, start, zones)
    words = _words(line, title)
    uid = line.text("uid") or made_uid(title.casefold(), start.moment, words.place)
    sequence = line.text("sequence")
    return Entry(
        place=f"line {line.row.line}",
        uid=uid,
        time_zone=start.zone,
        occurrences=(Occurrence(starts_at=start.moment, ends_at=ends_at, words=words),),
        is_all_day=start.is_day,
        is_cancelled=folded(line.text("status")) in CANCELLED,
        sequence=int(sequence)
        if sequence.isascii() and sequence.isdecimal() and len(sequence) < NOON
        else None,
    )


def _zones(line: Line) -> Zones:
    named = line.text("zone")
    if not named:
        return Zones(line.sheet.zone)
    return Zones(Zones(line.sheet.zone).named(named)[0])


def _when(line: Line, role: str, zones: Zones) -> When | None:
    said = line.text(role)
    if not said:
        return None
    at, zone = time_of(line.text(f"{role}_time"), line.sheet.columns.get(f"{role}_time", ""))
    if SHAPE.fullmatch(said) and at is None:
        return when_of(Property(role, {}, said, 0), zones)
    day, in_cell, own_zone = _parts(said, role, line.sheet)
    at = at or in_cell
    written = f"{day:%Y%m%d}" if at is None or line.yes("all_day") else f"{day:%Y%m%d}T{at:%H%M%S}"
    parameters = {"TZID": zone or own_zone} if zone or own_zone else {}
    return when_of(Property(role, parameters, written, 0), zones)


def _parts(said: str, role: str, sheet: Sheet) -> tuple[date, time | None, str]:
    """Return the day in a cell, and the time with its zone where they stand there too."""
    text = WEEKDAY.sub("", said.replace(" at ", " ").replace(" @ ", " "))
    words = text.split(" ")
    for count in range(len(words), 0, -1):
        day = day_of(" ".join(words[:count]).rstrip(","), day_first=sheet.day_first)
        if day is not None:
            rest = " ".join(words[count:]).strip(" ,-")
            at, zone = time_of(rest, sheet.columns[role]) if rest else (None, "")
            return day, at, zone
    raise EntryRefused(f"“{said[:60]}” under “{sheet.columns[role]}” is no day. Write it as 2026-05-04.")


def _end(line: Line, start: When, zones: Zones) -> datetime:
    end = _when(line, "ends", zones)
    if end is None and line.text("ends_time") and not start.is_day:
        at, _ = time_of(line.text("ends_time"), line.sheet.columns["ends_time"])
        local = datetime.combine(start.local.date(), at or time())
        end = start.at(local)
    if end is not None and end.is_day and start.is_day:
        return (
            end_of(Component("row", line.row.line), start, zones)
            if end.local == start.local
            else _last_day(start, end)
        )
    if end is not None and end.is_day:
        end = start.at(datetime.combine(end.local.date(), start.local.time()))
    said = [_as_property(end)] if end is not None else _lasting(line)
    return end_of(Component("row", line.row.line, said), start, zones)


def _last_day(start: When, end: When) -> datetime:
    if end.moment < start.moment:
        raise EntryRefused("The event ends before it starts. Change one of the two days.")
    return end_of(Component("row", 0), start.at(end.local), Zones(start.zone))


def _as_property(end: When) -> Property:
    return Property("DTEND", {}, f"{end.moment:%Y%m%dT%H%M%SZ}", 0)


def _lasting(line: Line) -> list[Property]:
    for role, letter in (("minutes", "M"), ("hours", "H")):
        number = re.match(r"\d{1,5}", line.text(role))
        if number:
            return [Property("DURATION", {}, f"PT{number[0]}{letter}", 0)]
    return []


def _words(line: Line, title: str) -> Words:
    place = one_line(
        ", ".join(filter(None, (line.text(role) for role in ("place", "city", "state", "country")))),
        LONGEST_PLACE,
    )
    description = line.whole("description")
    website = web_address(_with_scheme(line.text("website")))
    link = web_address(line.text("video_link")) or meeting_in(place, website, description)
    return Words(
        title=title,
        description=without_meetings(plain(description)),
        place="" if web_address(place) == place else without_meetings(place),
        website="" if is_meeting(website) else website,
        video_link=link,
        host=one_line(line.text("host"), LONGEST_NAME),
        cost=one_line(line.text("cost"), LONGEST_NAME),
        is_online=line.yes("online") or bool(link) or is_online(place) or is_online(line.text("online")),
        subjects=_subjects(line),
        contact_minutes=_contact_minutes(line),
        capacity=_capacity(line),
    )


def _with_scheme(text: str) -> str:
    return f"https://{text}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text) else text


def _subjects(line: Line) -> tuple[str, ...]:
    parts = [line.text("kind"), *re.split(r"[;,|]", line.text("topics"))]
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def _contact_minutes(line: Line) -> int:
    for role, factor in (("contact_minutes", 1), ("contact_hours", 60)):
        text = line.text(role).replace(",", ".")
        if not text:
            continue
        number = re.fullmatch(r"(\d{1,4}(?:\.\d{1,2})?)\s*[A-Za-z ]*", text)
        minutes = round(float(number[1]) * factor) if number else MOST_CONTACT_MINUTES + 1
        if minutes > MOST_CONTACT_MINUTES:
            raise EntryRefused(
                f"“{text[:60]}” under “{line.sheet.columns[role]}” is no number of hours up to 100."
            )
        return minutes
    return 0


def _capacity(line: Line) -> int | None:
    text = line.text("capacity").replace(",", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= 100_000 and len(text) < 8):  # noqa: PLR2004 - the largest hall
        raise EntryRefused(
            f"“{text[:60]}” under “{line.sheet.columns['capacity']}” is no number of seats from 1 to 100,000."
        )
    return int(text)
