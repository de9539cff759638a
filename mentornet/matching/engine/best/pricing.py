"""Which prices prove these edges the best of their graph? Exact whole numbers, the smallest there are.

With v_j for a mentor's seat and u_i for a mentee, prices prove a set of edges the best where

- an edge that is taken is worth at least u_i + v_j, every other at most;
- -u_i lies between the bonus of i's last place that is filled and that of the next one, and so does -v_j for j.

These are difference constraints. The smallest solution is found by raising prices from their lower bounds until all
hold (Bellman and Ford, from the changed front). Where the edges are not the best, some price passes its upper bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..scoring.looks import Array
from .market import Edges, Market

_FAR = np.int64(2**62)


@dataclass(frozen=True, slots=True)
class Prices:
    """What a mentor's seat costs and what a mentee gains, before bonuses."""

    mentors: Array
    mentees: Array


@dataclass(frozen=True, slots=True)
class _Runs:
    """Edges sorted by row, to be looked up by row."""

    first: Array
    count: Array
    order: Array

    @classmethod
    def of(cls, rows: Array, size: int) -> _Runs:
        order = np.argsort(rows, kind="stable")
        count = np.bincount(rows, minlength=size)
        return cls(np.cumsum(count) - count, count, order)

    def at(self, rows: Array) -> Array:
        """Return the edges of some rows."""
        count = self.count[rows]
        start = np.repeat(self.first[rows] - (np.cumsum(count) - count), count)
        edges: Array = self.order[start + np.arange(count.sum())]
        return edges


def smallest_prices(
    market: Market, edges: Edges, taken: Array, *, most_rounds: int | None = None
) -> Prices | None:
    """Return the smallest prices that prove the taken edges the best, or none where they are not.

    Where rounds are limited, none may also say that prices were not found within so many.
    """
    rows, columns = len(market.wants), len(market.seats)
    mates, others = edges.of(taken), edges.of(~taken)
    had = np.bincount(mates.rows, minlength=rows)
    filled = np.bincount(mates.columns, minlength=columns)
    loss, highest_loss = _mentees_bounds(market, had)
    price, highest = _mentors_bounds(market, filled)
    by_row, by_mentor = _Runs.of(others.rows, rows), _Runs.of(mates.columns, columns)
    _raise_losses(loss, price, mates)
    front = np.arange(rows)
    for _ in range(rows + columns + 2 if most_rounds is None else most_rounds):
        if (loss > highest_loss).any() or (price > highest).any():
            return None
        near = by_row.at(front)
        ends = others.columns[near]
        offers = others.worth[near] + loss[others.rows[near]]
        better = offers > price[ends]
        if not better.any():
            return Prices(price, -loss)
        raised = _marked(ends[better], columns)
        np.maximum.at(price, ends[better], offers[better])
        changed = mates.of(by_mentor.at(raised))
        before = loss[changed.rows].copy()
        _raise_losses(loss, price, changed)
        front = _marked(changed.rows[loss[changed.rows] > before], rows)
    return None


def _marked(places: Array, size: int) -> Array:
    """Return each place once, in rising order."""
    marks = np.zeros(size, dtype=bool)
    marks[places] = True
    return np.flatnonzero(marks)


def _raise_losses(loss: Array, price: Array, mates: Edges) -> None:
    np.maximum.at(loss, mates.rows, price[mates.columns] - mates.worth)


def _mentees_bounds(market: Market, had: Array) -> tuple[Array, Array]:
    """Return between what -u lies: the bonus of the next place, and that of the last one filled."""
    first = market.first
    lowest = np.where(had == 0, first, np.where(had < market.wants, 0, -_FAR))
    return lowest, np.where(had == 0, _FAR, np.where(had == 1, first, 0))


def _mentors_bounds(market: Market, filled: Array) -> tuple[Array, Array]:
    """Return between what v lies; a mentor without anybody costs what the first place would bring back."""
    care_of_last = np.where((np.maximum(filled, 1) <= market.lower), market.care, 0)
    care_of_next = np.where(filled < market.lower, market.care, 0)
    highest = np.where(filled >= market.seats, _FAR, -care_of_next)
    return -care_of_last.astype(np.int64), highest.astype(np.int64)
