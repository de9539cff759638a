"""Which parts does a calendar file have? Content lines with their places, put together again where they were folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from .entries import MOST_ENTRIES, EntryRefused, ImportRefused

DEEPEST = 8
LONGEST_LINE = 60_000
MOST_LINES_OF_ONE = 5_000
BREAK = re.compile(r"\r\n|\n|\r")
PROPERTY = re.compile(r"([A-Za-z0-9-]+)[;:]")
WITH_ZONE = re.compile(r"([A-Za-z-]+);TZID=([^;]*):(\d{8}T\d{4,6}Z?)\s*")
"""A moment with its zone; zones of some programs have colons of their own and no quotation marks."""

NAMES = frozenset(
    [
        "ACTION",
        "ATTACH",
        "ATTENDEE",
        "BEGIN",
        "BUSYTYPE",
        "CALSCALE",
        "CATEGORIES",
        "CLASS",
        "COLOR",
        "COMMENT",
        "COMPLETED",
        "CONCEPT",
        "CONFERENCE",
        "CONTACT",
        "CREATED",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "DUE",
        "DURATION",
        "END",
        "EXDATE",
        "EXRULE",
        "FREEBUSY",
        "GEO",
        "IMAGE",
        "LAST-MODIFIED",
        "LINK",
        "LOCATION",
        "METHOD",
        "NAME",
        "ORGANIZER",
        "PERCENT-COMPLETE",
        "PRIORITY",
        "PRODID",
        "RDATE",
        "RECURRENCE-ID",
        "REFID",
        "REFRESH-INTERVAL",
        "RELATED-TO",
        "REPEAT",
        "REQUEST-STATUS",
        "RESOURCES",
        "RRULE",
        "SEQUENCE",
        "SOURCE",
        "STATUS",
        "STRUCTURED-DATA",
        "STYLED-DESCRIPTION",
        "SUMMARY",
        "TRANSP",
        "TRIGGER",
        "TZID",
        "TZNAME",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "TZUNTIL",
        "TZURL",
        "UID",
        "URL",
        "VERSION",
    ]
)
UNREAD = frozenset({"ATTACH", "IMAGE", "STRUCTURED-DATA", "X-ALT-DESC", "STYLED-DESCRIPTION", "ATTENDEE"})
"""Properties that are long and say nothing we keep."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a component: its name, what qualifies it, its value as written, and its line."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int


@dataclass(slots=True, eq=False)
class Component:
    """One part of a calendar: what stands from its BEGIN to its END."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    refusal: EntryRefused | None = None
    lines: list[str] = field(default_factory=list)
    """Its content lines as they were read, BEGIN and END left out."""

    def first(self, *names: str) -> Property | None:
        """Return the first property of one of these names, the earlier name before the later."""
        for name in names:
            for one in self.properties:
                if one.name == name:
                    return one
        return None

    def text(self, *names: str) -> str:
        """Return the value as written of the first of these properties; empty where there is none."""
        found = self.first(*names)
        return found.value if found else ""

    def all(self, name: str) -> list[Property]:
        """Return every property of this name."""
        return [one for one in self.properties if one.name == name]


def content_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each content line with the number of the line it begins on.

    What was folded is put together; so is what should have been: a line that begins with no property's name
    goes to the line before it, as a line of its text. What is longer than any line has need of is cut.
    """
    begun, parts, length = 0, [], 0
    for number, line in enumerate(BREAK.split(text), start=1):
        if not line.strip("\x00\x1a \t"):
            continue
        folded = line[0] in " \t"
        if begun and (folded or not is_property(line)):
            more = line[1:] if folded else f"\\n{line}"
            if length < LONGEST_LINE:
                parts.append(more)
                length += len(more)
            continue
        if begun:
            yield begun, "".join(parts)
        begun, parts, length = number, [line.strip("\x00\x1a")], len(line)
    if begun:
        yield begun, "".join(parts)


def is_property(line: str) -> bool:
    """Say whether a line begins a property: by a known name, one of our own kind (X-…), or one all in capitals."""
    found = PROPERTY.match(line)
    if not found:
        return False
    name = found[1]
    return name.upper() in NAMES or name[:2].upper() == "X-" or (name.isupper() and len(name) > 1)


def components(text: str) -> list[Component]:
    """Return the components at the top of the text, each with those inside it.

    Raises:
        ImportRefused: The parts lie in one another too deep, or there are too many.
    """
    builder = _Builder()
    for number, line in content_lines(text):
        builder.take(number, line)
    return builder.finished()


class _Builder:
    """The components while they are read."""

    def __init__(self) -> None:
        self.top: list[Component] = []
        self.open: list[Component] = []
        self.events = 0

    def take(self, number: int, line: str) -> None:
        head, _, rest = line.partition(":")
        keyword = head.strip().upper()
        if keyword == "BEGIN":
            self._begin(rest.strip().upper(), number)
        elif keyword == "END":
            self._end(rest.strip().upper())
        elif self.open:
            self._keep(number, line)

    def _begin(self, name: str, number: int) -> None:
        if name == "VCALENDAR" or (name == "VEVENT" and self._holds("VEVENT")):
            self._abandon("VCALENDAR" if name == "VCALENDAR" else "VEVENT")
        if len(self.open) >= DEEPEST:
            raise ImportRefused(
                f"Line {number}: the parts of this calendar lie in one another more than {DEEPEST} deep, as in "
                "none that a program writes. Export it again."
            )
        self.events += name == "VEVENT"
        if self.events > MOST_ENTRIES:
            raise ImportRefused(
                f"This calendar has more than {MOST_ENTRIES:,} entries. Divide it into smaller files."
            )
        part = Component(name, number)
        (self.open[-1].parts if self.open else self.top).append(part)
        self.open.append(part)

    def _holds(self, name: str) -> bool:
        return any(one.name == name for one in self.open)

    def _abandon(self, name: str) -> None:
        """Close what was never ended, up to and with the outermost `name`; an entry so cut is refused."""
        while self._holds(name):
            self._close_cut(self.open.pop())

    @staticmethod
    def _close_cut(part: Component) -> None:
        if part.name == "VEVENT":
            part.refusal = EntryRefused(
                "The entry has no end (END:VEVENT): the file is cut off or damaged here."
            )

    def _end(self, name: str) -> None:
        if not self._holds(name):
            return
        while self.open[-1].name != name:
            self._close_cut(self.open.pop())
        self.open.pop()

    def _keep(self, number: int, line: str) -> None:
        part = self.open[-1]
        name = PROPERTY.match(line)
        if name and name[1].upper() in UNREAD:
            return
        if len(part.lines) >= MOST_LINES_OF_ONE:
            part.refusal = EntryRefused(f"The entry has more than {MOST_LINES_OF_ONE:,} lines.", line=number)
            return
        part.lines.append(line)
        part.properties.append(property_of(line, number))

    def finished(self) -> list[Component]:
        while self.open:
            self._close_cut(self.open.pop())
        return self.top


def property_of(line: str, number: int) -> Property:
    """Return what a content line says, however its zone is written."""
    if dated := WITH_ZONE.fullmatch(line):
        return Property(dated[1].upper(), {"TZID": dated[2].strip('" ')}, dated[3], number)
    try:
        name, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]  # the library's own
    except ValueError:
        return _roughly(line, number)
    known = {str(key).upper(): _plain(one) for key, one in parameters.items()}
    return Property(name.upper(), known, value, number)


def _plain(value: object) -> str:
    return str(value[0] if isinstance(value, list) and value else value)


def _roughly(line: str, number: int) -> Property:
    """Return a line that the library does not take: its name, no qualities, and what follows the first colon."""
    head, _, value = line.partition(":")
    return Property(head.partition(";")[0].strip().upper(), {}, value, number)
