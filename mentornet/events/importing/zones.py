"""Which zone is meant? By its proper name, or by one of the many that programs and people write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ...accounts import zones as offered
from .entries import EntryRefused
from .lines import Component

SPOKEN = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "arizona": "America/Phoenix",
    "atlantic": "America/Halifax",
    "greenwich": "Europe/London",
    "london": "Europe/London",
    "coordinated universal": "UTC",
}
"""Words in the long names that programs show: `(UTC-05:00) Eastern Time (US & Canada)`."""

SHORT = {
    **dict.fromkeys(("EST", "EDT", "ET", "EST5EDT"), "America/New_York"),
    **dict.fromkeys(("CST", "CDT", "CT", "CST6CDT"), "America/Chicago"),
    **dict.fromkeys(("MST", "MDT", "MT", "MST7MDT"), "America/Denver"),
    **dict.fromkeys(("PST", "PDT", "PT", "PST8PDT"), "America/Los_Angeles"),
    **dict.fromkeys(("AKST", "AKDT"), "America/Anchorage"),
    **dict.fromkeys(("HST", "HDT"), "Pacific/Honolulu"),
    **dict.fromkeys(("AST", "ADT"), "America/Halifax"),
    **dict.fromkeys(("UTC", "GMT", "Z", "ZULU", "ETC/UTC", "ETC/GMT"), "UTC"),
    **dict.fromkeys(("BST", "WET"), "Europe/London"),
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
}
OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?")
LONGEST_NAME = 120


@cache
def _by_folded_name() -> dict[str, str]:
    known = {name.casefold(): name for name in sorted(available_timezones())}
    return {name: zone for name, zone in known.items() if zone not in {"localtime", "Factory"}}


@cache
def _windows() -> dict[str, str]:
    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


def find_zone(name: str) -> str | None:
    """Return the zone of the time zone database that `name` means, or None.

    Understood are its own names in any case, those of Windows, paths that end in one
    (`/freeassociation.sourceforge.net/Europe/Berlin`), what programs show (`(UTC-05:00) Eastern Time`), the
    short names of North America, and a plain distance of whole hours from UTC.
    """
    name = " ".join(name[:LONGEST_NAME].strip("\"' \t").split())
    zone = _meant(name) if name else None
    return as_offered(zone) if zone else None


def _meant(name: str) -> str | None:
    return (
        SHORT.get(name.upper())
        or _by_folded_name().get(name.replace(" ", "_").casefold())
        or _windows().get(name.casefold())
        or _at_the_end_of(name)
        or _spoken(name)
        or _by_distance(name)
    )


@cache
def as_offered(zone: str) -> str:
    """Return the zone by the name under which it can be chosen here: `US/Eastern` is `America/New_York`."""
    if offered.is_offered(zone):
        return zone
    shown = _shown(ZoneInfo(zone))
    everywhere = (name for group in offered.all_choices().values() for name, _label in group)
    return next((name for name in everywhere if _shown(ZoneInfo(name)) == shown), "UTC")


def _shown(clocks: tzinfo) -> list[timedelta | None]:
    """Return how far clocks are from UTC at the middle of each month, these years."""
    days = (datetime(year, month, 15, 12) for year in (2024, 2027) for month in range(1, 13))  # noqa: DTZ001 - read on clocks just here
    return [day.replace(tzinfo=clocks).utcoffset() for day in days]


def _at_the_end_of(path: str) -> str | None:
    parts = path.replace(" ", "_").split("/")
    for start in range(1, len(parts)):
        if zone := _by_folded_name().get("/".join(parts[start:]).casefold()):
            return zone
    return None


def _spoken(name: str) -> str | None:
    low = name.casefold()
    if "time" not in low and "(" not in low and "us" not in low.split("/"):
        return None
    for words, zone in _windows().items():
        if low.endswith(words):
            return zone
    return next((zone for word, zone in SPOKEN.items() if word in low), None)


def _by_distance(name: str) -> str | None:
    found = OFFSET.fullmatch(name.strip("()"))
    if not found or found[3] not in {None, "00"}:
        return None
    hours = int(found[2])
    turned = "-" if found[1] == "+" else "+"  # the database counts these zones the other way round
    return _by_folded_name().get(f"etc/gmt{turned}{hours}") if hours else "UTC"


@dataclass(slots=True)
class Zones:
    """The zones of one file: its own, those it defines itself, and the reader's where it names none."""

    home: str
    defined: Mapping[str, Component] = field(default_factory=dict)
    _made: dict[str, tuple[str, tzinfo]] = field(default_factory=dict)

    def named(self, name: str, *, line: int | None = None) -> tuple[str, tzinfo]:
        """Return the zone to keep and the clocks to read by.

        Raises:
            EntryRefused: Nobody knows such a zone and the file does not define it.
        """
        if name not in self._made:
            self._made[name] = self._look_up(name, line)
        return self._made[name]

    def _look_up(self, name: str, line: int | None) -> tuple[str, tzinfo]:
        zone = find_zone(name)
        if zone is None and name in self.defined:
            zone = find_zone(self.defined[name].text("X-LIC-LOCATION"))
            clocks = None if zone else clocks_of(self.defined[name])
            if clocks is not None:
                return self._most_like(clocks), clocks
        if zone is None:
            raise EntryRefused(
                f"“{name[:LONGEST_NAME]}” is no time zone. Name it as the time zone database does, such as "
                "America/New_York.",
                line=line,
            )
        return zone, ZoneInfo(zone)

    def _most_like(self, clocks: tzinfo) -> str:
        """Return a zone whose clocks show the same the year round, the reader's own and the usual ones first."""
        candidates = [self.home, *offered.USUAL, "UTC", "Europe/London", "Europe/Berlin", "Europe/Athens"]
        shown = _shown(clocks)
        return next((zone for zone in candidates if _shown(ZoneInfo(zone)) == shown), self.home)


def clocks_of(component: Component) -> tzinfo | None:
    """Return the clocks that a file's own definition of a zone describes; None where it describes none."""
    try:
        read: Any = Timezone.from_ical("\r\n".join(_written(component)))
        made: tzinfo = read.to_tz(lookup_tzid=False)
        if abs(datetime(2025, 1, 15, tzinfo=made).utcoffset() or timedelta()) < timedelta(days=1):
            return made
    except Exception:  # noqa: BLE001, S110 - a library's answer to whatever a damaged definition holds
        pass
    return None


def _written(component: Component) -> list[str]:
    inner = [line for part in component.parts for line in _written(part)]
    return [f"BEGIN:{component.name}", *component.lines, *inner, f"END:{component.name}"]
