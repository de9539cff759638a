"""What time is it? One place, so that tests can say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, available_timezones

YEARS = range(2000, 2101)
"""What may be chosen of days: beyond them a moment cannot be told in every zone."""

_frozen: list[datetime] = []


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return _frozen[-1] if _frozen else datetime.now(UTC)


def today(zone: str = "UTC") -> date:
    """Return the day it is now in `zone` (an IANA name)."""
    return now().astimezone(ZoneInfo(zone)).date()


def moment_of(local: datetime, zone: str) -> datetime | None:
    """Return the moment, in UTC, when the clocks of `zone` show `local`; None where they go forward over it.

    An hour that comes twice, when clocks go back, is the first of the two.
    """
    shown = local.replace(tzinfo=None, fold=0)
    moment = shown.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return moment if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == shown else None


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware) while the block runs, for tests and seeds."""
    _frozen.append(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.pop()


def is_zone(name: str) -> bool:
    """Say whether `name` is a time zone this machine knows."""
    return name in available_timezones()
