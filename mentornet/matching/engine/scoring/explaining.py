"""Why this pair? The score taken apart into the criteria's own parts, which sum to it by construction."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..outcomes import Explanation, Part
from ..values import FULL, Mentee, Mentor, Pool, Settings
from .looks import Array, Some
from .scorer import Scorer

_MOST_KINDS = 4
"""Where there are more pairs of kinds than so many for each pair of people, hardly two say the same."""


def explain(mentee: Mentee, mentor: Mentor, settings: Settings) -> Explanation:
    """Take one pair's score apart; hard rules are not asked."""
    pool = Pool((mentee,), (mentor,))
    return explain_pairs(pool, Scorer(pool, settings), [(0, 0)])[0]


def score_pair(mentee: Mentee, mentor: Mentor, settings: Settings) -> int:
    """Return one pair's score in parts per million; hard rules are not asked."""
    return int(Scorer(Pool((mentee,), (mentor,)), settings).scores(Some([0], [0]))[0])


def explain_pairs(pool: Pool, scorer: Scorer, pairs: Sequence[tuple[int, int]]) -> list[Explanation]:
    """Take many pairs' scores apart, named by their rows in the pool."""
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    look = Some(ends[0], ends[1])
    scores = scorer.scores(look)
    if not scorer.laid or not len(pairs):
        return [Explanation(score=score, parts=(), gap=None) for score in scores.tolist()]
    measured = scorer.values(look)
    counts = np.array([np.broadcast_to(counting, len(pairs)) for _, counting in measured], dtype=bool)
    values = np.array([value for value, _ in measured]).astype(np.int64)
    points = share_out(scores.astype(np.int64), np.array(scorer.units), values, counts)
    order = np.argsort(np.where(counts, -points, 1), axis=0, kind="stable")
    gaps = _gaps(np.array(scorer.weights), values, counts, order)
    tellers = [_Teller(pool, scorer, number, ends) for number in range(len(scorer.laid))]
    explanations = []
    columns = (order.T, counts.sum(axis=0), points.T, values.T, gaps, scores)
    for place, (numbers, count, given, found, gap, score) in enumerate(
        zip(*(column.tolist() for column in columns), strict=True)
    ):
        parts = {
            number: tellers[number].part(place, given[number], found[number]) for number in numbers[:count]
        }
        explanations.append(Explanation(score=score, parts=tuple(parts.values()), gap=parts.get(gap)))
    return explanations


class _Teller:
    """Makes the parts of one criterion, the same one for pairs of which it says the same."""

    def __init__(self, pool: Pool, scorer: Scorer, number: int, ends: Array) -> None:
        self._criterion, self._weight = scorer.criteria[number], scorer.weights[number]
        self._pool = pool
        self._rows: list[int] = ends[0].tolist()
        self._columns: list[int] = ends[1].tolist()
        self._told: dict[int, Part] = {}
        kinds = scorer.laid[number].kinds if self._criterion.is_told_by_kind else None
        self._kinds: Sequence[int] | None = None
        if kinds is not None and kinds.cells <= len(self._rows) * _MOST_KINDS:
            numbers: Array = kinds.left[ends[0]].astype(np.int64) * kinds.shape[1] + kinds.right[ends[1]]
            self._kinds = numbers.tolist()

    def part(self, place: int, points: int, value: int) -> Part:
        """Return what the criterion gave to one of the pairs."""
        if self._kinds is None:
            return self._made(place, points, value)
        key = self._kinds[place] * (FULL + 1) + points
        known = self._told.get(key)
        if known is None:
            known = self._told[key] = self._made(place, points, value)
        return known

    def _made(self, place: int, points: int, value: int) -> Part:
        pool, criterion = self._pool, self._criterion
        told = criterion.tell(pool.mentees[self._rows[place]], pool.mentors[self._columns[place]], value)
        return Part(
            criterion=criterion.name,
            points=points,
            value=value,
            weight=self._weight,
            kind=told.kind,
            evidence=told.evidence,
            missing=told.missing,
        )


def share_out(scores: Array, units: Array, values: Array, counts: Array) -> Array:
    """Cut scores into whole points by weight x value; what rounding leaves goes to the largest remainders.

    Args:
        scores: Of each pair.
        units: The weight of each criterion, in whole units.
        values: By criterion and pair, in parts per million.
        counts: By criterion and pair: whether it counts there.
    """
    units = np.where(counts, units[:, None], 0)
    points, rest = np.divmod(units * values, np.maximum(units.sum(axis=0), 1))
    largest = np.argsort(np.where(counts, -rest, 1), axis=0, kind="stable")
    rank = np.empty_like(largest)
    np.put_along_axis(rank, largest, np.arange(len(units))[:, None], axis=0)
    shared: Array = points + (rank < scores - points.sum(axis=0))
    return shared


def _gaps(weights: Array, values: Array, counts: Array, order: Array) -> Array:
    """Return for each pair the criterion that cost the score most, the strongest of equals; -1 where none cost any."""
    cost = np.where(counts, weights[:, None] * (FULL - values), 0)
    first = np.take_along_axis(cost, order, axis=0).argmax(axis=0)
    worst = np.take_along_axis(order, first[None], axis=0)[0]
    return np.where(cost.max(axis=0) > 0, worst, -1)
