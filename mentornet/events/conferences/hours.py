"""How do the hours of a programme read? By the clocks of the place, with the reader's own beside them where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date, get_timezone_name

from ...foundation.templating import LOCALE
from ..models import ConferenceSession
from ..rules import wall_of
from .rules import end_words, span_words


@dataclass(frozen=True, slots=True)
class Hours:
    """The clocks of the place and those of the reader."""

    zone: str
    own: str

    def at(self, moment: datetime, day: date | None = None) -> str:
        """Write an hour of the place: `09:00`, and `Sat 00:30` where it is not of `day`."""
        wall = wall_of(moment, self.zone)
        return f"{wall:%a %H:%M}" if day and wall.date() != day else f"{wall:%H:%M}"

    def at_mine(self, moment: datetime) -> str:
        """Write what the reader's clock shows then, with the weekday where it is another day; empty where the same."""
        there, mine = wall_of(moment, self.zone), wall_of(moment, self.own)
        if there == mine:
            return ""
        return f"{mine:%H:%M}" if there.date() == mine.date() else f"{mine:%a %H:%M}"

    def span(self, session: ConferenceSession) -> str:
        """Write from when to when a session is: `09:00 to 10:30`, and `22:00 to 02:00 on Sat` over midnight."""
        if session.starts_at is None or session.ends_at is None:
            return "No time yet"
        return span_words(session, self.zone)

    def span_mine(self, session: ConferenceSession) -> str:
        """Write the same by the reader's clock; empty where it shows the same."""
        if session.starts_at is None or session.ends_at is None or not self.at_mine(session.starts_at):
            return ""
        starts, ends = wall_of(session.starts_at, self.own), wall_of(session.ends_at, self.own)
        return f"{self.at_mine(session.starts_at)} to {end_words(starts, ends)}"

    def day(self, value: date) -> str:
        """Write a day: `Friday, January 8`."""
        return format_date(value, "EEEE, MMMM d", locale=LOCALE)

    def day_of(self, session: ConferenceSession) -> str:
        """Write the day of a session at its place."""
        return self.day(wall_of(session.starts_at, self.zone).date()) if session.starts_at else ""

    def name(self) -> str:
        """Name the clocks of the place: `Pacific Time`."""
        return get_timezone_name(self.zone, locale=LOCALE)
