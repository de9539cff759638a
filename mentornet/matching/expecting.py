"""What will a round cost on this site, in words, and does the site allow it?"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from config import Settings

from ..foundation.refusals import Refusal
from . import engine
from .engine import Cost, Pool

if TYPE_CHECKING:
    from .intake import Gathered

_MINUTE = 60
_LONG = 100
"""Seconds from which on minutes are said."""
_SEVERAL_TIMES, _SEVERAL_MORE_MEGABYTES = 5, 60
"""What a round takes more where mentees may have several mentors: measured from 800 to 10,000 mentees, two each."""


def expected_of(gathered: Gathered) -> Cost:
    """Return what solving what was gathered is expected to take on this machine."""
    return expected_of_pool(gathered.pool)


def expected_of_pool(pool: Pool) -> Cost:
    """Return what solving a pool is expected to take on this machine."""
    seats = sum(mentor.seats for mentor in pool.mentors)
    cost = engine.expected_cost(len(pool.mentees), len(pool.mentors), seats, processors=os.cpu_count() or 1)
    if all(mentee.most_mentors == 1 for mentee in pool.mentees):
        return cost
    return replace(
        cost, seconds=cost.seconds * _SEVERAL_TIMES, megabytes=cost.megabytes + _SEVERAL_MORE_MEGABYTES
    )


def cost_words(cost: Cost) -> str:
    """Say what a round is expected to take."""
    if cost.seconds < 1:
        time = "less than a second"
    elif cost.seconds < _LONG:
        time = f"about {max(2, round(cost.seconds))} seconds"
    else:
        time = f"about {round(cost.seconds / _MINUTE)} minutes"
    return f"{time} and {round(cost.megabytes, -1):,.0f} MB of memory"


def ensure_within(cost: Cost, settings: Settings) -> None:
    """Refuse a round that is expected to take more than the site allows.

    Raises:
        Refusal: It is; the sentence names the limit and what to do.
    """
    memory, minutes = _limit(settings.matching_memory), _limit(settings.matching_minutes)
    if (memory and cost.megabytes > memory) or (minutes and cost.seconds > minutes * _MINUTE):
        allowed = [f"{memory:,} MB"] * bool(memory) + [f"{minutes:,} minutes"] * bool(minutes)
        raise Refusal(
            f"This round would take {cost_words(cost)}, and this site allows {' and '.join(allowed)}. "
            "Split it by cohort, or have MENTORNET_MATCHING_MEMORY or MENTORNET_MATCHING_MINUTES raised."
        )


def _limit(written: str) -> int:
    if not written.isdecimal():
        raise Refusal(f"The limit of a round is {written}. Set a whole number; 0 is no limit.")
    return int(written)
