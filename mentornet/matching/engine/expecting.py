"""What will a round cost before it runs? Seconds and memory from its size alone, by figures that benchmarks gave.

Every pair is asked some three times, which is spread over the processors; the flows, which are not, grow about as fast; each
person costs besides, to be laid out and explained. docs/scale.md says where the figures come from, which are of processors with
nothing beside; busy ones take twice as long.
"""

from __future__ import annotations

from dataclasses import dataclass

CELLS = 2_250_000
"""Pairs of mentee and seat up to which one table holds a round."""
_BEGIN = 0.2
_A_CELL = 0.3e-6
_A_PAIR, _A_PAIR_OF_FLOWS = 34e-9, 15e-9
_A_PERSON = 0.14e-3
_INTERPRETER = 75.0
_CELL_MB = 36e-6
_PERSON_MB = 4.5e-3
_FLOWS_FROM, _FLOWS_MB = 8_000, 35.0
"""Mentees from which on flows are solved in a process of their own, and what that takes."""
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
    flows = _FLOWS_MB if mentees > _FLOWS_FROM else 0
    return Cost(
        _BEGIN + pairs * (_A_PAIR / max(1, processors) + _A_PAIR_OF_FLOWS) + people * _A_PERSON,
        _INTERPRETER + flows + people * _PERSON_MB + pairs * _BOUND_MB / _COLUMNS,
    )
