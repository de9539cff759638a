"""Who could be paired with somebody at all? The hard rules alone, asked of every pair before any score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .proof.audit import Auditor
from .scoring.hard import bars_of
from .scoring.looks import Some, blocks
from .scoring.scorer import Scorer
from .values import Mentee, Mentor, Pool, Rules, Settings


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A mentee whom the hard rules leave with no mentor."""

    mentee: str
    mentors: int
    """How many mentors have a seat."""
    removed: Mapping[str, int]
    """How many of those each rule removed; one mentor may be removed by several."""


def find_unreachable(pool: Pool, rules: Rules, settings: Settings) -> list[Unreachable]:
    """List the mentees whom no mentor with a seat may be paired with, in the pool's order.

    1. Ask every hard rule of every pair, block by block.
    2. A mentee is unreachable where each mentor with a seat is removed by at least one rule.
    """
    has_seat = np.array([mentor.seats > 0 for mentor in pool.mentors], dtype=bool)
    bars = bars_of(pool, rules, settings)
    removed = np.zeros((len(bars), len(pool.mentees)), dtype=np.int64)
    reached = np.zeros(len(pool.mentees), dtype=bool)
    for block in blocks(len(pool.mentees), len(pool.mentors)):
        seats = has_seat[None, block.columns]
        barred = np.zeros((block.rows.stop - block.rows.start, seats.shape[1]), dtype=bool)
        for number, bar in enumerate(bars):
            forbids = bar.forbids(block) & seats
            removed[number, block.rows] += forbids.sum(axis=1)
            barred |= forbids
        reached[block.rows] |= (~barred & seats).any(axis=1)
    names = [str(bar.name) for bar in bars]
    return [
        Unreachable(
            mentee=pool.mentees[row].id,
            mentors=int(has_seat.sum()),
            removed={name: int(count) for name, count in zip(names, removed[:, row], strict=True) if count},
        )
        for row in np.flatnonzero(~reached).tolist()
    ]


def rank_mentors(
    mentee: Mentee, mentors: Sequence[Mentor], rules: Rules, settings: Settings
) -> list[tuple[str, int]]:
    """List the mentors no hard rule keeps from this mentee, with the score of each, best first."""
    auditor = Auditor(rules, settings)
    able = tuple(mentor for mentor in mentors if not auditor.broken_by(mentee, mentor))
    if not able:
        return []
    scorer = Scorer(Pool((mentee,), able), settings)
    scores = scorer.scores(Some([0] * len(able), range(len(able)))).tolist()
    named = [(mentor.id, int(score)) for mentor, score in zip(able, scores, strict=True)]
    return sorted(named, key=lambda one: (-one[1], one[0]))
