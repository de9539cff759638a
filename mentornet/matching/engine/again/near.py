"""Which pairs are worth nearly their prices? Listed once in one look at every pair, so that ways through them are found fast.

A path whose cost is below the limit goes over such pairs alone, since no pair on it may cost more than all of it. What is
found within the limit is therefore exact; what is not found costs more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..scoring.looks import Array
from ..spreading import crew
from .looking import FAR
from .standing import Standing

_ROWS = 128
HOPS = 4096
"""Costs are counted in so many parts, one for each step, so that of two equal ways the one with fewer moves is taken."""
MOST = 3_000_000
"""Near pairs that are kept; more would cost more memory than the round itself."""


@dataclass(frozen=True, slots=True)
class Near:
    """Pairs by rows, with what each is worth, and within which cost they are all there are."""

    rows: Array
    columns: Array
    worth: Array
    limit: float
    gain: Array
    price: Array

    def reach(self, standing: Standing) -> float:
        """Return up to which cost paths are known, now that prices may have moved."""
        fallen = np.minimum(0, (standing.gain - self.gain).min(initial=0))
        cheaper = np.minimum(0, (standing.price - self.price).min(initial=0))
        return float(self.limit + fallen + cheaper)


def find_near(
    standing: Standing, limit: float, beat: Callable[[float], None] = lambda _done: None
) -> Near | None:
    """List the pairs whose slack is at most `limit`; none where there are too many."""
    rows = np.flatnonzero(standing.market.wants > 0)
    standing.lens()
    parts = [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]

    found: list[tuple[Array, Array, Array]] = []
    count = 0
    with crew() as own:
        for part in own.spread(_listed, (standing, limit), parts, beat, count=len(parts)):
            found.append(part)
            count += len(part[0])
            if count > MOST:
                return None
    left, right, worth = (
        np.concatenate([np.empty(0, np.int64), *(part[number] for part in found)]) for number in range(3)
    )
    return Near(left, right, worth, limit, standing.gain.copy(), standing.price.copy())


def _listed(shared: tuple[Standing, float], some: Array) -> tuple[Array, Array, Array]:
    """Return the near pairs of some mentees with what they are worth, those at hand among them."""
    standing, limit = shared
    limits = np.full(len(some), min(limit, 2.0**60) + 1)
    return standing.lens().near(some, limits, standing.prices())


@dataclass(frozen=True, slots=True)
class Graph:
    """The ways through near pairs: mentees first, then mentors, then home."""

    starts: Array
    ends: Array
    costs: Array
    size: tuple[int, int]

    @property
    def home(self) -> int:
        """The number of home."""
        return sum(self.size)

    def mentor(self, column: int) -> int:
        """Return a mentor's number."""
        return self.size[0] + column

    def ways(
        self, start: int, *, most: float = FAR, back: bool = False, only: Array | None = None
    ) -> tuple[Array, Array]:
        """Return each place's cost from a start (to it where `back`), infinite beyond `most`, and the step before.

        Args:
            start: The number of a place.
            most: The largest cost that is looked at.
            back: Whether ways lead to the start.
            only: Which steps may be taken; all where left out.
        """
        from scipy.sparse import csr_array  # noqa: PLC0415  # a second and 60 MB, for those who solve
        from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

        some = self.costs < FAR if only is None else only & (self.costs < FAR)
        ends = (self.ends[some], self.starts[some]) if back else (self.starts[some], self.ends[some])
        steps = self.costs[some] * HOPS + 1
        shape = self.home + 1, self.home + 1
        costs, before = dijkstra(
            csr_array((steps, ends), shape=shape),
            indices=start,
            return_predecessors=True,
            limit=(most + 1) * HOPS - 1 if most < FAR else FAR,
        )
        return np.floor(costs / HOPS), before


def graph_of(standing: Standing, near: Near, *, without: int = -1) -> Graph:
    """Return the ways through a standing round, by what each step costs."""
    rows, columns = len(standing.had), len(standing.filled)
    home, mentees, mentors = rows + columns, np.arange(rows), np.arange(columns)
    slack = (standing.gain[near.rows] + standing.price[near.columns] - near.worth).astype(float)
    keys = near.rows * columns + near.columns
    apart = [row * columns + column for row, column in standing.apart]
    gone = np.concatenate([standing.held.keys(columns), np.array(apart, dtype=np.int64)])
    slack[np.isin(keys, gone)] = FAR
    slack[standing.market.seats[near.columns] < 1] = FAR
    held, keeping = standing.held, standing.keeping(np.arange(len(standing.held.rows)))
    starts = [near.rows, mentees, held.columns + rows, mentors + rows, np.full(rows + columns, home)]
    ends = [near.columns + rows, np.full(rows, home), held.rows, np.full(columns, home), np.arange(home)]
    costs = [slack, standing.leaving(mentees), keeping, standing.filling(mentors)]
    costs += [standing.coming(), standing.emptying()]
    found = Graph(np.concatenate(starts), np.concatenate(ends), np.concatenate(costs), (rows, columns))
    if without >= 0:
        found.costs[(found.starts == without) | (found.ends == without)] = FAR
    return found


def steps_to(before: Array, begin: int, end: int) -> list[int]:
    """Return the places of a way from its begin to its end."""
    found = [end]
    while found[-1] != begin:
        found.append(int(before[found[-1]]))
    return found[::-1]
