"""How do people write days and hours into tables?"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from .entries import EntryRefused
from .moments import SHAPE
from .zones import find_zone

DAYS = (
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
)
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})")
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?\s*(?:m\.?)?\s*([A-Za-z/_]*)", re.IGNORECASE
)
NOON = 12


def day_of(text: str, *, day_first: bool) -> date | None:
    """Return the day that `text` is; None where it is none. `day_first` settles 04/05/2027."""
    try:
        if slashed := SLASHED.fullmatch(text):
            month, day, year = int(slashed[1]), int(slashed[2]), int(slashed[3])
            if day_first or month > NOON:
                month, day = day, month
            return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 - a year of two figures
        if found := SHAPE.fullmatch(text):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    for shape in DAYS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def time_of(text: str, heading: str) -> tuple[time | None, str]:
    """Return a time of day as people write it, and the zone they write behind it: `6 pm`, `18:00 CET`."""
    text = text.strip()
    if not text:
        return None, ""
    found = TIME.fullmatch(text)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    half = (found[3] or "").lower() if found else ""
    if half:
        hour = 99 if not 1 <= hour <= NOON else hour % NOON + (NOON if half == "p" else 0)
    zone = found[4] if found else ""
    if not found or hour > 23 or minute > 59 or (zone and not find_zone(zone)):  # noqa: PLR2004 - of a clock
        raise EntryRefused(f"“{text[:60]}” under “{heading}” is no time of day. Write it as 18:00.")
    return time(hour, minute), zone
