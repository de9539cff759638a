"""Which column of a spreadsheet of events means what? Found by their headings, whatever program named them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...foundation.tables import Row
from ...foundation.words import folded

HEADINGS = {
    "title": "title|name|subject|summary|event|event name|event title|workshop|session|course|what",
    "starts": "start|starts|start date|starts on|date|day|begin|begins|begin date|from|when|start at|starts at|"
    "start datetime|date start|first day|dtstart|event date",
    "starts_time": "start time|time|starts time|begin time|from time|hour|time start",
    "ends": "end|ends|end date|ends on|finish|until|to|end at|ends at|end datetime|date end|last day|dtend",
    "ends_time": "end time|ends time|finish time|to time|time end|until time",
    "minutes": "minutes|duration|duration minutes|length|duration in minutes|length in minutes",
    "hours": "duration hours|duration in hours",
    "all_day": "all day|all day event|allday|whole day",
    "zone": "time zone|timezone|zone|tz",
    "place": "place|location|venue|where|address|room",
    "city": "city|town",
    "state": "state|region|province",
    "country": "country",
    "website": "website|url|link|web|web site|homepage|registration link|web address",
    "video_link": "video link|meeting link|zoom link|zoom|join link|webinar link",
    "online": "online|virtual|is online|format|delivery|mode",
    "kind": "kind|type|event type|category|event kind",
    "topics": "topics|topic|categories|tags|subjects|keywords",
    "description": "description|details|about|notes|abstract|comment|body",
    "host": "host|organizer|organiser|held by|sponsor|organization|presenter|provider",
    "cost": "cost|price|fee|fees",
    "contact_hours": "contact hours|ce hours|ceu hours|ce|credit hours|credits|ce credits",
    "contact_minutes": "contact minutes|ce minutes|contact hours in minutes",
    "capacity": "capacity|seats|places|limit|maximum|max attendees",
    "status": "status|state of event",
    "uid": "uid|id|event id|identifier|key",
    "sequence": "sequence|version|revision",
}
BY_HEADING = {folded(name): role for role, names in HEADINGS.items() for name in names.split("|")}
YES = frozenset({"yes", "y", "true", "1", "x", "online", "virtual", "on"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """What holds for all rows: which column is what, the zone, and in which order days are written."""

    columns: Mapping[str, str]
    zone: str
    day_first: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row, asked by what its columns mean."""

    sheet: Sheet
    row: Row

    def text(self, role: str) -> str:
        """Return a cell on one line, or nothing where there is no such column."""
        heading = self.sheet.columns.get(role)
        return self.row.text(heading) if heading else ""

    def whole(self, role: str) -> str:
        """Return a cell with the line breaks it has."""
        heading = self.sheet.columns.get(role)
        return self.row.cells.get(folded(heading), "") if heading else ""

    def yes(self, role: str) -> bool:
        """Say whether a cell says yes."""
        return folded(self.text(role)) in YES


def columns_of(headings: tuple[str, ...]) -> dict[str, str]:
    """Return the heading of each meaning that is there; the first wins where two mean the same."""
    found: dict[str, str] = {}
    for heading in headings:
        role = BY_HEADING.get(" ".join(re.sub(r"[_\-:*?()]", " ", folded(heading)).split()))
        if role:
            found.setdefault(role, heading)
    return found
