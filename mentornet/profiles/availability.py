"""When can somebody meet? Forty-two blocks of four hours in their own week, as bits; and the same hours elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from ..foundation.names import DAYS
from ..foundation.templating import joined

BLOCK_HOURS = 4
BLOCKS_A_DAY = 24 // BLOCK_HOURS
HOURS_A_WEEK = 168
WHOLE_WEEK = (1 << HOURS_A_WEEK) - 1
NOON = 12
PARTS_OF_DAY = ((5, "late nights"), (12, "mornings"), (17, "afternoons"), (20, "evenings"), (24, "nights"))
LONGEST_PART = 6  # hours; a longer stretch is no longer an evening or a night
FROM_TO = 3  # so many days in a row read better as "Monday to Wednesday"


@dataclass(frozen=True, slots=True)
class Block:
    """Four hours of the local week: `mon-4` is Monday from 4 am to 8 am; its bit is day * 6 + block."""

    day: int
    hour: int

    @property
    def name(self) -> str:
        """The block as forms and files write it: the day and the hour it begins at."""
        return f"{DAYS[self.day][:3].lower()}-{self.hour}"

    @property
    def bit(self) -> int:
        """The block's place among the bits."""
        return self.day * BLOCKS_A_DAY + self.hour // BLOCK_HOURS

    @property
    def label(self) -> str:
        """The block as it is read out: `Monday, 8 am to noon`."""
        return f"{DAYS[self.day]}, {_clock(self.hour)} to {_clock(self.hour + BLOCK_HOURS)}"


BLOCKS = tuple(Block(day, hour) for day in range(len(DAYS)) for hour in range(0, 24, BLOCK_HOURS))
_BITS = {block.name: 1 << block.bit for block in BLOCKS}
_HOURS_OF_A_DAY = tuple(
    sum(0b1111 << (block * BLOCK_HOURS) for block in range(BLOCKS_A_DAY) if blocks >> block & 1)
    for blocks in range(1 << BLOCKS_A_DAY)
)
"""The hours of each set of a day's blocks."""
_A_DAY = (1 << BLOCKS_A_DAY) - 1


def to_names(bits: int) -> list[str]:
    """List the names of the blocks in `bits`, Monday first."""
    return [block.name for block in BLOCKS if bits >> block.bit & 1]


def from_names(names: Iterable[str]) -> int:
    """Return the bits of the blocks named; raise ValueError naming one that is none."""
    bits = 0
    for name in names:
        if name not in _BITS:
            raise ValueError(f"{name!r} is no block of the week; one is written like 'mon-8' or 'sun-20'.")
        bits |= _BITS[name]
    return bits


def utc_hours(bits: int, zone: str, on: date) -> int:
    """Return the hours of the UTC week that the blocks cover: bit 0 is Monday from midnight to one.

    The week is taken as the clocks stand in `zone` (an IANA name) on the day `on`, so the same blocks
    are other hours in summer and in winter. Where a zone is off by part of an hour, an hour counts
    under the UTC hour in which it begins.
    """
    hours = 0
    for day in range(len(DAYS)):
        hours |= _HOURS_OF_A_DAY[bits >> (day * BLOCKS_A_DAY) & _A_DAY] << (day * 24)
    return _turned(hours, -_offset(zone, on))


def local_hours(utc: int, zone: str, on: date) -> int:
    """Return hours of the UTC week as hours of the week in `zone`, as the clocks stand there on the day `on`."""
    return _turned(utc, _offset(zone, on))


def in_words(utc: int, zone: str, on: date) -> list[str]:
    """Say hours of the UTC week in the week of `zone`: `Tuesday and Thursday nights, 8 pm to midnight`."""
    if utc == WHOLE_WEEK:
        return ["any time"]
    stretches = sorted(_stretches(local_hours(utc, zone, on)), key=lambda s: (s[1], s[2], s[0]))
    said = [
        ([day for day, _, _ in same], start, end)
        for (start, end), same in ((key, list(some)) for key, some in groupby(stretches, key=lambda s: s[1:]))
    ]
    return [_said(days, start, end) for days, start, end in sorted(said)]


def week_of(utc: int, zone: str, on: date) -> list[list[bool]]:
    """Return seven days of six blocks in `zone`: whether at least half of the block is covered."""
    hours = local_hours(utc, zone, on)
    half = BLOCK_HOURS // 2
    covered = [(hours >> (block.bit * BLOCK_HOURS) & 0b1111).bit_count() >= half for block in BLOCKS]
    return [covered[start : start + BLOCKS_A_DAY] for start in range(0, len(covered), BLOCKS_A_DAY)]


@lru_cache(maxsize=4096)
def _offset(zone: str, on: date) -> int:
    """Return how many whole hours `zone` is ahead of UTC at noon of the day, rounded down."""
    ahead = datetime.combine(on, time(NOON), ZoneInfo(zone)).utcoffset()
    return int(ahead.total_seconds() // 3600) if ahead else 0


def _turned(hours: int, later: int) -> int:
    """Turn the week by so many hours; what leaves at Sunday's end comes in on Monday."""
    later %= HOURS_A_WEEK
    return (hours << later | hours >> (HOURS_A_WEEK - later)) & WHOLE_WEEK


def _stretches(hours: int) -> Iterator[tuple[int, int, int]]:
    """Yield each unbroken stretch as (day, first hour, hours): one that passes midnight belongs to its first day."""
    free = [bool(hours >> hour & 1) for hour in range(HOURS_A_WEEK)]
    for first in range(HOURS_A_WEEK):
        if free[first] and not free[first - 1]:
            long = next(n for n in range(1, HOURS_A_WEEK) if not free[(first + n) % HOURS_A_WEEK])
            yield first // 24, first % 24, long


def _said(days: list[int], start: int, long: int) -> str:
    if long >= 24:  # noqa: PLR2004 - hours of a day
        until = (days[0] + (start + long) // 24) % len(DAYS)
        return f"{_named(days)} {_clock(start)} to {DAYS[until]} {_clock((start + long) % 24)}"
    part = ""
    if long <= LONGEST_PART:
        middle = (start + long / 2) % 24
        part = " " + next(name for before, name in PARTS_OF_DAY if middle < before)
    return f"{_named(days)}{part}, {_clock(start)} to {_clock((start + long) % 24)}"


def _named(days: list[int]) -> str:
    if len(days) == len(DAYS):
        return "Every day"
    if len(days) >= FROM_TO and days == list(range(days[0], days[-1] + 1)):
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    return joined([DAYS[day] for day in days])


def _clock(hour: int) -> str:
    hour %= 24
    if hour in {0, NOON}:
        return "noon" if hour else "midnight"
    return f"{hour} am" if hour < NOON else f"{hour - NOON} pm"
