"""By which clocks does a zone go? Its definition for calendar files: the yearly rules of today, or single days."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A moment when clocks are changed: what they show then, and how far they are from UTC before and after."""

    shown: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


@lru_cache(maxsize=256)
def zone_definition(zone: str, first: int, last: int) -> tuple[str, ...]:
    """Return the lines of a VTIMEZONE that holds for these years."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    changes = list(_changes(ZoneInfo(zone), first - 1, last + 1))
    for name in dict.fromkeys((one.before, one.after, one.name) for one in changes):
        lines += _observance([one for one in changes if (one.before, one.after, one.name) == name], last + 1)
    if not changes:
        lines += _observance([_standing(ZoneInfo(zone), first - 1)], last)
    return (*lines, "END:VTIMEZONE")


def _standing(zone: ZoneInfo, year: int) -> Change:
    local = datetime(year, 1, 1, tzinfo=zone)
    offset = local.utcoffset() or timedelta()
    return Change(local.replace(tzinfo=None), offset, offset, local.tzname() or "", is_summer=False)


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[Change]:
    days = (last - first + 1) * 366
    begin = datetime(first, 1, 1, tzinfo=UTC)
    for early, late in pairwise(begin + A_DAY * number for number in range(days + 1)):
        if _offset(early, zone) != _offset(late, zone):
            yield _change_between(early, late, zone)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _change_between(early: datetime, late: datetime, zone: ZoneInfo) -> Change:
    """Find the minute by halving the time in which it must be."""
    before, after = _offset(early, zone), _offset(late, zone)
    while late - early > A_MINUTE:
        middle = early + timedelta(minutes=(late - early) // A_MINUTE // 2)
        early, late = (middle, late) if _offset(middle, zone) == before else (early, middle)
    local = late.astimezone(zone)
    shown = (late + before).replace(tzinfo=None)
    return Change(shown, before, after, local.tzname() or "", is_summer=bool(local.dst()))


def _observance(changes: Sequence[Change], last: int) -> Iterator[str]:
    first = changes[0]
    kind = "DAYLIGHT" if first.is_summer else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{_written(first.shown)}"
    if rule := _rule(changes, last):
        yield f"RRULE:FREQ=YEARLY;{rule}"
    else:
        yield from (f"RDATE:{_written(one.shown)}" for one in changes[1:])
    yield f"TZOFFSETFROM:{_distance(first.before)}"
    yield f"TZOFFSETTO:{_distance(first.after)}"
    yield f"TZNAME:{first.name}"
    yield f"END:{kind}"


def _rule(changes: Sequence[Change], last: int) -> str:
    """Return the rule that all of these follow, each year until the last; empty where there is none."""
    years = [one.shown.year for one in changes]
    if len(years) < 2 or years != list(range(years[0], last + 1)):  # noqa: PLR2004 - one day makes no rule
        return ""
    if len({(one.shown.month, one.shown.weekday(), one.shown.time()) for one in changes}) > 1:
        return ""
    shown = changes[0].shown
    ordinals = {(one.shown.day - 1) // 7 + 1 for one in changes}
    is_last = all(
        one.shown.day + 7 > calendar.monthrange(one.shown.year, one.shown.month)[1] for one in changes
    )
    if not is_last and len(ordinals) > 1:
        return ""
    ordinal = -1 if is_last else ordinals.pop()
    return f"BYMONTH={shown.month};BYDAY={ordinal}{WEEKDAYS[shown.weekday()]}"


def _written(shown: datetime) -> str:
    return f"{shown:%Y%m%dT%H%M%S}"


def _distance(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
