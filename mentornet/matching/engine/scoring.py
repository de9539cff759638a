"""How well does each pair fit? The weighted mean of the criteria that count for it, in whole parts per million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .criteria import DEFAULT_WEIGHTS, criteria_of
from .hard import Bar, bars_of
from .looks import Array, Look, blocks
from .measures import silent
from .values import Pool, Report, Rules, Settings

FORBIDDEN = -1
WEIGHT_UNITS = 1000
"""Weights are counted in thousandths, so that sums stay whole."""


def weights_of(settings: Settings) -> dict[str, float]:
    """Return the weight of every criterion that scores: what is set, else its own."""
    own = {custom.name: custom.weight for custom in settings.customs if not custom.is_rule}
    return {**DEFAULT_WEIGHTS, **own, **settings.weights}


class Scorer:
    """Scores any pairs of one pool."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        weights = weights_of(settings)
        weighed = [one for one in criteria_of(settings.customs).values() if weights[one.name] > 0]
        spoken = [(one, measure) for one in weighed if (measure := one.prepare(pool)) is not silent]
        self.criteria = [one for one, _ in spoken]
        self._measures = [measure for _, measure in spoken]
        self.weights = [weights[one.name] for one in self.criteria]
        self.units = [max(1, round(weight * WEIGHT_UNITS)) for weight in self.weights]
        self._nought = np.zeros(len(pool.mentees)), np.zeros(len(pool.mentors))

    def values(self, look: Look) -> list[tuple[Array, Array]]:
        """Return each criterion's values, and where they count."""
        return [measure(look) for measure in self._measures]

    def scores(self, look: Look) -> Array:
        """Return the score of each pair of the look.

        Weights times parts per million stay far below 2^53, where float64 is exact for whole numbers, and so is the
        floor of their quotient.
        """
        worth = look.mentees(self._nought[0]) + look.mentors(self._nought[1])
        weight, counted = worth.copy(), np.empty_like(worth)
        for unit, measure in zip(self.units, self._measures, strict=True):
            value, counts = measure(look)
            np.multiply(counts, unit, out=counted)
            weight += counted
            np.multiply(counted, value, out=counted)
            worth += counted
        return _rounded(worth, weight)


def _rounded(worth: Array, weight: Array) -> Array:
    """Divide and round half up; nought where nothing counts."""
    worth *= 2
    worth += weight
    weight *= 2
    np.maximum(weight, 1, out=weight)
    worth /= weight
    return worth.astype(np.int32)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pool laid out for scoring, and its hard rules."""

    scorer: Scorer
    bars: Sequence[Bar]


def prepare(pool: Pool, rules: Rules, settings: Settings) -> Prepared:
    """Lay a pool out."""
    return Prepared(Scorer(pool, settings), bars_of(pool, rules, settings))


def score_table(pool: Pool, prepared: Prepared, report: Report) -> Array:
    """Score every pair; a forbidden one is -1."""
    mentees, mentors = len(pool.mentees), len(pool.mentors)
    table = np.empty((mentees, mentors), dtype=np.int32)
    for block in blocks(mentees, mentors):
        report("score", block.rows.start / mentees)
        scores = prepared.scorer.scores(block)
        scores[forbidden(prepared.bars, block, scores.shape)] = FORBIDDEN
        table[block.rows, block.columns] = scores
    return table


def forbidden(bars: Sequence[Bar], look: Look, shape: tuple[int, ...]) -> Array:
    """Tell which pairs of the look any rule forbids."""
    barred = np.zeros(shape, dtype=bool)
    for bar in bars:
        barred |= bar.forbids(look)
    return barred
