"""How well does each pair fit? The weighted mean of the criteria that count for it, in whole parts per million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..values import Pool, Rules, Settings
from .criteria import DEFAULT_WEIGHTS, Criterion, criteria_of
from .hard import Bar, bars_of
from .kinds import Kinds, kinds_of
from .looks import Array, Grid, Look, Some, through
from .measures import Measure, silent

FORBIDDEN = -1
WEIGHT_UNITS = 1000
"""Weights are counted in thousandths, so that sums stay whole."""


def weights_of(settings: Settings) -> dict[str, float]:
    """Return the weight of every criterion that scores: what is set, else its own."""
    own = {custom.name: custom.weight for custom in settings.customs if not custom.is_rule}
    return {**DEFAULT_WEIGHTS, **own, **settings.weights}


@dataclass(slots=True)
class Laid:
    """A criterion laid out over kinds of people; over the people themselves where it has no kinds."""

    criterion: Criterion
    unit: int
    measure: Measure
    kinds: Kinds | None
    _every: tuple[Array, Array] | None = None
    """What it says of every pair of kinds, once that was asked."""

    def at(self, look: Look) -> tuple[Array, Array]:
        """Measure the pairs of a look."""
        kinds = self.kinds
        if kinds is None:
            return self.measure(look)
        if isinstance(look, Some) and kinds.cells <= _FEW_KINDS and (self._every or len(look.rows) >= _MANY):
            values, counts = self._of_kinds(kinds)
            rows, columns = kinds.left[look.rows], kinds.right[look.columns]
            return values[rows, columns], counts[rows, columns]
        return self.measure(through(look, kinds.left, kinds.right))

    def _of_kinds(self, kinds: Kinds) -> tuple[Array, Array]:
        if self._every is None:
            found = self.measure(Grid(np.arange(kinds.shape[0]), np.arange(kinds.shape[1])))
            values, counts = (np.array(np.broadcast_to(one, kinds.shape)) for one in found)
            self._every = values, counts
        return self._every


_FEW_KINDS, _MANY = 300_000, 4_096
"""So few pairs of kinds are all measured once where so many pairs of people are asked for."""


class Scorer:
    """Scores any pairs of one pool."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        weights = weights_of(settings)
        self.laid: list[Laid] = []
        for one in criteria_of(settings.customs).values():
            if weights[one.name] > 0:
                kinds, people = kinds_of(pool, one.asks) if one.asks else (None, pool)
                measure = one.prepare(people)
                if measure is not silent:
                    unit = max(1, round(weights[one.name] * WEIGHT_UNITS))
                    self.laid.append(Laid(one, unit, measure, kinds))
        self.criteria = [one.criterion for one in self.laid]
        self.weights = [weights[one.name] for one in self.criteria]
        self.units = [one.unit for one in self.laid]
        self._nought = np.zeros(len(pool.mentees)), np.zeros(len(pool.mentors))

    def values(self, look: Look) -> list[tuple[Array, Array]]:
        """Return each criterion's values, and where they count."""
        return [one.at(look) for one in self.laid]

    def scores(self, look: Look) -> Array:
        """Return the score of each pair of the look.

        Weights times parts per million stay far below 2^53, where float64 is exact for whole numbers, and so is the
        floor of their quotient.
        """
        worth = look.mentees(self._nought[0]) + look.mentors(self._nought[1])
        weight, counted = worth.copy(), np.empty_like(worth)
        for one in self.laid:
            value, counts = one.at(look)
            np.multiply(counts, one.unit, out=counted)
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


def forbidden(bars: Sequence[Bar], look: Look, shape: tuple[int, ...]) -> Array:
    """Tell which pairs of the look any rule forbids."""
    barred = np.zeros(shape, dtype=bool)
    for bar in bars:
        barred |= bar.forbids(look)
    return barred
