"""What will a round cost before it runs? Seconds and memory from its size alone, by figures that benchmarks gave.

Every pair is asked some four times, at ten nanoseconds each; each person costs besides, to be laid out, matched and explained.
docs/scale.md says where the figures come from. They are of one processor with nothing beside; a busy one takes twice as long.
"""

from __future__ import annotations

from dataclasses import dataclass

CELLS = 2_250_000
"""Pairs of mentee and seat up to which one table holds a round."""
_BEGIN = 0.2
_A_CELL = 0.3e-6
_A_PAIR = 39e-9
_A_PERSON = 0.65e-3
_INTERPRETER = 75.0
_FLOWS = 60.0
_CELL_MB = 36e-6
_PERSON_MB = 8.5e-3
_BOUND_MB = 4e-6
_COLUMNS = 512


@dataclass(frozen=True, slots=True)
class Cost:
    """What a round is expected to cost."""

    seconds: float
    """By the clock, on as many processors as were named."""
    megabytes: float
    """At its highest, all its processes together."""


def expected_cost(mentees: int, mentors: int, seats: int, *, processors: int = 1) -> Cost:
    """Say what solving, proving and explaining a round takes.

    Args:
        mentees: How many seek a mentor.
        mentors: How many have a seat open.
        seats: How many seats they have together.
        processors: How many work on it at a time.
    """
    people = mentees + mentors
    if mentees * seats <= CELLS:
        cells = mentees * seats
        return Cost(_BEGIN + cells * _A_CELL, _INTERPRETER + people * _PERSON_MB + cells * _CELL_MB)
    pairs = mentees * mentors
    return Cost(
        _BEGIN + pairs * _A_PAIR / max(1, processors) + people * _A_PERSON,
        _INTERPRETER + _FLOWS + people * _PERSON_MB + pairs * _BOUND_MB / _COLUMNS,
    )
