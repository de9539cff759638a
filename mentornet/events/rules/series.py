"""On which days does an event come round again? Rules of RFC 5545, counted out and said in plain words."""

from __future__ import annotations

import enum
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from ...foundation.errors import Refusal

LEAST, MOST = 2, 60
WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}
HORIZON = timedelta(days=366)
"""How far ahead the events of an endless series stand."""

LONGEST = timedelta(days=6 * 366)
DAYS_OF_A_WEEK = 7
SHORTEST_MONTH = 28


class Repeat(enum.StrEnum):
    """How an event comes round again."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY_WEEKDAY = "monthly-weekday"
    MONTHLY_LAST = "monthly-last"
    MONTHLY_DAY = "monthly-day"


def _weekday(day: date) -> str:
    return list(WEEKDAYS)[day.weekday()]


def _week_of_month(day: date) -> int:
    return (day.day - 1) // DAYS_OF_A_WEEK + 1


def is_last_of_its_kind(day: date) -> bool:
    """Say whether `day` is the last of its weekday in its month."""
    return (day + timedelta(days=DAYS_OF_A_WEEK)).month != day.month


def ways_for(first: date) -> dict[Repeat, str]:
    """Return how an event of this day can come round again, each way in plain words."""
    weekday = WEEKDAYS[_weekday(first)]
    week = _week_of_month(first)
    ways = {Repeat.WEEKLY: f"Every week on {weekday}", Repeat.FORTNIGHTLY: f"Every two weeks on {weekday}"}
    if week <= 4:  # noqa: PLR2004 - a fifth Tuesday comes too seldom to plan by
        ways[Repeat.MONTHLY_WEEKDAY] = f"Every month on the {ORDINALS[str(week)]} {weekday}"
    if is_last_of_its_kind(first):
        ways[Repeat.MONTHLY_LAST] = f"Every month on the last {weekday}"
    ways[Repeat.MONTHLY_DAY] = f"Every month on day {first.day}" + (
        ", where the month has one" if first.day > SHORTEST_MONTH else ""
    )
    return ways


def _frequency(repeat: Repeat, first: date) -> str:
    weekday = _weekday(first)
    return {
        Repeat.WEEKLY: f"FREQ=WEEKLY;BYDAY={weekday}",
        Repeat.FORTNIGHTLY: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        Repeat.MONTHLY_WEEKDAY: f"FREQ=MONTHLY;BYDAY={_week_of_month(first)}{weekday}",
        Repeat.MONTHLY_LAST: f"FREQ=MONTHLY;BYDAY=-1{weekday}",
        Repeat.MONTHLY_DAY: f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
    }[repeat]


def rule_for(repeat: Repeat, first: date, *, times: int | None = None, until: date | None = None) -> str:
    """Return the rule by which an event of `first` comes round `times` times, or up to the day `until`.

    Its end is always a COUNT, which needs no zone. Raises Refusal for fewer than two or more than sixty.
    """
    frequency = _frequency(repeat, first)
    if times is None:
        times = _count_until(frequency, first, until or first)
    if not LEAST <= times <= MOST:
        raise Refusal(f"A series has from {LEAST} to {MOST} events; this one would have {times}.")
    return f"{frequency};COUNT={times}"


def _count_until(frequency: str, first: date, until: date) -> int:
    if until - first > LONGEST:
        raise Refusal("The last day is too far away. Choose one within six years.")
    days = rrulestr(f"{frequency};COUNT={MOST + 1}", dtstart=datetime.combine(first, time()))
    return sum(day.date() <= until for day in days)


def days_of(rule: str, first: date) -> list[date]:
    """List the days on which an event of `first` comes round by `rule`."""
    return [day.date() for day in rrulestr(rule, dtstart=datetime.combine(first, time()))]


def repeat_of(rule: str) -> Repeat:
    """Return which way of coming round again `rule` is; of rules that came in a file, the nearest."""
    parts = _parts(rule)
    if parts["FREQ"] == "WEEKLY":
        return Repeat.FORTNIGHTLY if parts.get("INTERVAL") == "2" else Repeat.WEEKLY
    if "BYMONTHDAY" in parts:
        return Repeat.MONTHLY_DAY
    return Repeat.MONTHLY_LAST if parts.get("BYDAY", "").startswith("-1") else Repeat.MONTHLY_WEEKDAY


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)


def words_for(rule: str) -> str:
    """Say a rule in plain words: `Every month on the first Tuesday, 6 times`.

    Ours are said in full. One that came in a file and is not like them is said by how often it comes round alone.
    """
    parts = _parts(rule)
    ends = f", {parts['COUNT']} times" if "COUNT" in parts else "" if "UNTIL" in parts else ", without an end"
    every = _every(parts.get("FREQ", ""), parts.get("INTERVAL", "1"))
    on = _on(parts) if parts.get("FREQ") in {"WEEKLY", "MONTHLY"} else ""
    return f"{every} on {on}{ends}" if on else f"{every}{ends}"


def _every(frequency: str, interval: str) -> str:
    unit = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}.get(frequency, "time")
    number = {"1": "", "2": "two ", "3": "three ", "4": "four "}.get(interval, f"{interval} ")
    return f"Every {number}{unit}{'s' if number else ''}"


def _on(parts: dict[str, str]) -> str:
    """Say on which days, where that is one of the ways in which ours go."""
    byday = parts.get("BYDAY", "")
    if byday[-2:] in WEEKDAYS and (not byday[:-2] or byday[:-2] in ORDINALS):
        weekday = WEEKDAYS[byday[-2:]]
        return f"the {ORDINALS[byday[:-2]]} {weekday}" if byday[:-2] else weekday
    return f"day {parts['BYMONTHDAY']}" if parts.get("BYMONTHDAY", "").isdecimal() else ""


def without_end(rule: str) -> str:
    """Return a rule with its COUNT taken off."""
    return ";".join(part for part in rule.split(";") if not part.startswith("COUNT="))


def days_between(rule: str, first: date, after: date, until: date) -> list[date]:
    """List the days after `after` up to `until` on which an endless event of `first` comes round; none by a rule that is none."""
    if "BYHOUR" in _parts(rule):
        return []  # several times a day: the file that it came in says them
    try:
        found = rrulestr(rule, dtstart=datetime.combine(first, time()))
    except (ValueError, TypeError, KeyError):
        return []
    begin, end = datetime.combine(after, time.max), datetime.combine(until, time.max)
    return list(dict.fromkeys(day.date() for day in found.between(begin, end)))
