"""What does a month look like? Its weeks from Sunday, each day with the events that fall on it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from ..foundation import clock
from . import rules
from .days import days_of, local

SHOWN_A_DAY = 4
SHOWN_YEARS = clock.YEARS[1:-1]
SUNDAY = calendar.SUNDAY


@dataclass(frozen=True, slots=True)
class Shown:
    """An event on one of its days: the hour it begins, or the hour until which it goes on."""

    event: Any
    hour: str


@dataclass(slots=True)
class Day:
    """One day of the month's weeks; `is_of_month` is false for those before and after it."""

    on: date
    is_of_month: bool
    is_today: bool
    shown: list[Shown] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        """How many events of the day are not shown."""
        return self.count - len(self.shown)


@dataclass(frozen=True, slots=True)
class Month:
    """A month in the reader's zone."""

    first: date
    zone: str

    @classmethod
    def read(cls, text: str | None, zone: str) -> Month:
        """Return the month that `2026-12` names, and this month where it names none."""
        today = clock.today(zone)
        try:
            first = datetime.strptime(text or "", "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
        except ValueError:
            first = today.replace(day=1)
        if first.year not in SHOWN_YEARS:
            first = today.replace(day=1)
        return cls(first, zone)

    @property
    def name(self) -> str:
        """The month as a heading."""
        return f"{self.first:%B %Y}"

    @property
    def value(self) -> str:
        """The month as a part of an address."""
        return f"{self.first:%Y-%m}"

    @property
    def earlier(self) -> Month | None:
        """The month before, as far as months are shown."""
        return self._other(self.first - timedelta(days=1))

    @property
    def later(self) -> Month | None:
        """The month after, as far as months are shown."""
        return self._other(self.first + timedelta(days=32))

    def _other(self, day: date) -> Month | None:
        return Month(day.replace(day=1), self.zone) if day.year in SHOWN_YEARS else None

    def weeks(self) -> list[list[date]]:
        """List the weeks of the month as days, from Sunday."""
        return calendar.Calendar(SUNDAY).monthdatescalendar(self.first.year, self.first.month)

    def span(self) -> tuple[datetime, datetime]:
        """Return the moments between which the shown weeks lie, with a day to spare for events of other zones."""
        weeks = self.weeks()
        first, last = weeks[0][0] - timedelta(days=1), weeks[-1][-1] + timedelta(days=2)
        return tuple(rules.moment_on(datetime.combine(one, time()), self.zone) for one in (first, last))  # type: ignore[return-value]  # two in, two out

    def laid_out(self, events: Iterable[Any]) -> list[list[Day]]:
        """Return the weeks with each event on every one of its days."""
        today = clock.today(self.zone)
        weeks = [[Day(on, on.month == self.first.month, on == today) for on in week] for week in self.weeks()]
        by_day = {day.on: day for week in weeks for day in week}
        for event in events:
            first, last = days_of(event, self.zone)
            for number in range((last - first).days + 1):
                self._put(event, by_day.get(first + timedelta(days=number)), is_first=number == 0, last=last)
        return weeks

    def _put(self, event: Any, day: Day | None, *, is_first: bool, last: date) -> None:
        if day is None:
            return
        day.count += 1
        if len(day.shown) < SHOWN_A_DAY:
            day.shown.append(Shown(event, self._hour(event, is_first=is_first, is_last=day.on == last)))

    def _hour(self, event: Any, *, is_first: bool, is_last: bool) -> str:
        """Write when it begins on its first day, and until when it goes on its last, as of a night over midnight."""
        if event.is_all_day:
            return ""
        if is_first:
            return f"{local(event.starts_at, self.zone):%H:%M}"
        ends = local(event.ends_at, self.zone)
        return f"to {ends:%H:%M}" if is_last and ends.time() != time() else ""
