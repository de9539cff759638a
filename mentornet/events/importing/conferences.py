"""What stands in a list of conferences? JSON as collections of conferences publish it: name, days, city, country."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .entries import (
    LONGEST_PLACE,
    LONGEST_TITLE,
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
from .moments import end_of, when_of
from .words import one_line, plain, web_address
from .zones import Zones

NAMES = {
    "title": ("name", "title", "conference", "summary", "subject"),
    "starts": ("startDate", "start_date", "start", "starts", "date", "dateStart"),
    "ends": ("endDate", "end_date", "end", "ends", "dateEnd"),
    "website": ("url", "website", "link", "homepage"),
    "description": ("description", "about", "abstract"),
}
LISTS = ("events", "conferences", "items", "data")
DEEPEST = 20


def looks_like_json(text: str) -> bool:
    """Say whether `text` is a list or an object of JSON."""
    return text.lstrip("\ufeff \t\r\n")[:1] in {"[", "{"}


def read_conferences(text: str, *, zone: str) -> Reading:
    """Return the entries of a list of conferences: all-day events held elsewhere.

    Raises:
        ImportRefused: It is no list of that sort.
    """
    listed = _listed(text)
    reading = Reading()
    for number, one in enumerate(listed, start=1):
        try:
            reading.entries.append(_entry(one, f"entry {number}", Zones(zone)))
        except EntryRefused as refusal:
            reading.refused.append(Refused(f"entry {number}", refusal.reason))
    return reading


def _listed(text: str) -> list[Any]:
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        line = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ImportRefused(f"This file begins as JSON but is damaged{line}. Export it again.") from error
    if isinstance(data, dict):
        data = next((data[name] for name in LISTS if isinstance(data.get(name), list)), None)
    if not isinstance(data, list):
        raise ImportRefused("This JSON holds no list of conferences. Each needs a name and a startDate.")
    if len(data) > MOST_ENTRIES:
        raise ImportRefused(
            f"This list has more than {MOST_ENTRIES:,} entries. Divide it into smaller files."
        )
    return data


def _entry(one: Any, place: str, zones: Zones) -> Entry:
    if not isinstance(one, Mapping):
        raise EntryRefused("This is no conference: it has no name and no days.")
    title = one_line(_said(one, "title"), LONGEST_TITLE)
    if not title:
        raise EntryRefused("The conference has no name.")
    starts = Property("startDate", {}, _said(one, "starts"), 0)
    if not starts.value:
        raise EntryRefused("It says nowhere on which day it starts (startDate).")
    start = when_of(starts, zones)
    ends = _said(one, "ends")
    days = Component("conference", 0, [Property("DTEND", {}, ends, 0)] if ends else [])
    ends_at = end_of(days, start, zones)
    if start.is_day and ends:  # the last day here is a day of the conference, not the one after it
        ends_at = end_of(
            Component("conference", 0), start.at(when_of(days.properties[0], zones).local), zones
        )
    words = Words(
        title=title,
        description=plain("\n".join(_lines(one))),
        place=_place(one),
        website=web_address(_said(one, "website")),
        is_online=one.get("online") is True,
        subjects=("conference", *_topics(one)),
    )
    uid = made_uid(title.casefold(), start.moment, words.website or words.place)
    times = (Occurrence(starts_at=start.moment, ends_at=ends_at, words=words),)
    return Entry(
        place=place,
        uid=uid,
        time_zone=start.zone,
        occurrences=times,
        is_all_day=start.is_day,
        is_elsewhere=True,
    )


def _said(one: Mapping[str, Any], what: str) -> str:
    for name in NAMES[what]:
        if isinstance(value := one.get(name), str) and value.strip():
            return value.strip()
    return ""


def _text(one: Mapping[str, Any], name: str) -> str:
    value = one.get(name)
    return value.strip() if isinstance(value, str) else ""


def _place(one: Mapping[str, Any]) -> str:
    parts = (_text(one, name) for name in ("venue", "place", "location", "city", "country"))
    return one_line(", ".join(dict.fromkeys(filter(None, parts))), LONGEST_PLACE)


def _topics(one: Mapping[str, Any]) -> tuple[str, ...]:
    topics = one.get("topics")
    if isinstance(topics, str):
        topics = topics.split(",")
    return tuple(topic for topic in topics if isinstance(topic, str)) if isinstance(topics, list) else ()


def _lines(one: Mapping[str, Any]) -> Iterator[str]:
    if about := _said(one, "description"):
        yield about
    if papers := web_address(_text(one, "cfpUrl")):
        until = _text(one, "cfpEndDate")
        yield f"Call for papers{f' until {until}' if until else ''}: {papers}"
    if conduct := web_address(_text(one, "cocUrl")):
        yield f"Code of conduct: {conduct}"
