"""On which days does an entry come round? Its rule read out, within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from math import prod

from dateutil.rrule import rruleset, rrulestr

from ...foundation import clock
from .entries import EntryRefused
from .lines import Component, Property
from .moments import YEARS, When, when_of
from .zones import Zones

MOST_TIMES = 731
MOST_LISTED = 5_000
MOST_RULES = 5
LONGEST_RULE = 300
MOST_COUNTED = 1_000_000
TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
PARTS = frozenset(
    [
        "FREQ",
        "UNTIL",
        "COUNT",
        "INTERVAL",
        "BYSECOND",
        "BYMINUTE",
        "BYHOUR",
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYMONTH",
        "BYSETPOS",
        "WKST",
    ]
)
LASTS_YEARS = 50
MOST_A_DAY = 4


@dataclass(frozen=True, slots=True)
class Times:
    """The times of an entry, and whether there are more than were taken."""

    starts: tuple[When, ...]
    rule: str = ""
    is_endless: bool = False


def times_of(component: Component, start: When, zones: Zones) -> Times:
    """Return when the entry takes place: once, or as its rule and its lists of days say.

    Up to 731 times are taken. Of a rule with more, and of one without an end, those from the beginning of this
    year to the end of next year.

    Raises:
        EntryRefused: The rule is none, or comes round more often than daily, but for a few hours of a day; or its
            lists of days are too long to be meant.
    """
    rules = component.all("RRULE")
    added = _all_listed(component, "RDATE", start, zones)
    if not rules and not added:
        return Times((start,))
    together = rruleset()
    together.rdate(start.local)
    for prop in rules[:MOST_RULES]:
        _add_rule(together, prop, start)
    for when in added:
        together.rdate(when)
    for when in _all_listed(component, "EXDATE", start, zones):
        together.exdate(when)
    taken, is_endless = _bounded(together, endless=any(_is_endless(prop) for prop in rules))
    if not taken:
        raise EntryRefused("Every time of this series is taken out of it again.", line=component.line)
    said = ";".join(prop.value.strip() for prop in rules)[:LONGEST_RULE]
    return Times(tuple(start.at(local) for local in taken), said, is_endless)


def _all_listed(component: Component, name: str, start: When, zones: Zones) -> list[datetime]:
    """Read the days that are listed, so long as nobody filled a whole file with them."""
    listed = component.all(name)
    if sum(prop.value.count(",") + 1 for prop in listed) > MOST_LISTED:
        raise EntryRefused(
            f"The entry lists more than {MOST_LISTED:,} days. Keep those from this year on.",
            line=listed[0].line,
        )
    return [when for prop in listed for when in _listed(prop, start, zones)]


def _bounded(together: rruleset, *, endless: bool) -> tuple[list[datetime], bool]:
    if not endless:
        taken = list(islice(together, MOST_TIMES + 1))
        if len(taken) <= MOST_TIMES:
            return taken, False
    first, last = _taken_between()
    within = list(islice(together.xafter(first, inc=True), MOST_TIMES + 1))
    within = [local for local in within[:MOST_TIMES] if local <= last]
    return within or list(islice(together, 1)), True


def _taken_between() -> tuple[datetime, datetime]:
    this_year = clock.now().year
    return datetime(this_year, 1, 1), datetime(this_year + 1, 12, 31, 23, 59)  # noqa: DTZ001 - on the entry's own clocks


def _is_endless(prop: Property) -> bool:
    return not re.search(r"(?:^|;)\s*(COUNT|UNTIL)\s*=", prop.value, re.IGNORECASE)


def _add_rule(together: rruleset, prop: Property, start: When) -> None:
    parts = _parts(prop)
    _ensure_seldom(parts, prop)
    last = _last_asked(prop, start)
    try:
        until = _until(parts.pop("UNTIL"), start) if "UNTIL" in parts else last
        count = int(parts.pop("COUNT", 0))
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        made = rrulestr(text, dtstart=start.local)
        made = made.replace(until=min(until, last))  # type: ignore[union-attr]  # one rule in, one out
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise _no_rule(prop) from error
    if not count:
        together.rrule(made)
    for local in islice(made, count):
        together.rdate(local)


def _ensure_seldom(parts: dict[str, str], prop: Property) -> None:
    if parts["FREQ"] in TOO_OFTEN:
        raise EntryRefused(
            f"The entry repeats {parts['FREQ'].lower()}. Events come round daily at most.", line=prop.line
        )
    hours = (parts.get(name, "").count(",") + 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if (often := prod(hours)) > MOST_A_DAY:
        raise EntryRefused(
            f"The entry repeats {often:,} times a day. Events come round at {MOST_A_DAY} hours of a day at most.",
            line=prop.line,
        )


def _last_asked(prop: Property, start: When) -> datetime:
    """Return until when a rule is read out: one without an end no further than its times are taken."""
    last = datetime(min(start.local.year + LASTS_YEARS, YEARS[-1]), 1, 1)  # noqa: DTZ001 - on the entry's own clocks
    return min(last, _taken_between()[1]) if _is_endless(prop) else last


def _parts(prop: Property) -> dict[str, str]:
    text = prop.value.strip().upper()
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    parts = {name.strip(): value.strip() for name, _, value in pairs if not name.strip().startswith("X-")}
    if (
        len(text) > LONGEST_RULE
        or not parts.keys() <= PARTS
        or not all(parts.values())
        or "FREQ" not in parts
    ):
        raise _no_rule(prop)
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not (parts[name].isdecimal() and 0 < int(parts[name]) < MOST_COUNTED):
            raise _no_rule(prop)
    return parts


def _until(text: str, start: When) -> datetime:
    zoned = text.endswith("Z")
    digits = text.rstrip("Z").replace("-", "").replace(":", "")
    if "T" not in digits:
        return datetime.strptime(digits, "%Y%m%d").replace(hour=23, minute=59)  # noqa: DTZ007 - on the entry's own clocks
    moment = datetime.strptime(digits, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - as above
    if not zoned:
        return moment
    return moment.replace(tzinfo=UTC).astimezone(start.clocks).replace(tzinfo=None)


def _no_rule(prop: Property) -> EntryRefused:
    return EntryRefused(
        f"RRULE is “{prop.value.strip()[:80]}”, which is no rule to repeat by.", line=prop.line
    )


def _listed(prop: Property, start: When, zones: Zones) -> Iterator[datetime]:
    """Yield the times of a list of days, on the clocks of `start`; of a period its beginning."""
    for text in prop.value.split(","):
        if not text.strip():
            continue
        one = Property(prop.name, prop.parameters, text.partition("/")[0], prop.line)
        yield on_clocks_of(start, when_of(one, zones))


def on_clocks_of(start: When, when: When) -> datetime:
    """Return what the clocks of `start` show at `when`; of a day alone, the hour that the series has."""
    if when.is_day:
        return when.local if start.is_day else datetime.combine(when.local.date(), start.local.time())
    if start.is_day:
        return datetime.combine(when.local.date(), start.local.time())
    return when.moment.astimezone(start.clocks).replace(tzinfo=None)
