"""Which are the largest few? Of a row of a tile, and of what an owner has."""

from __future__ import annotations

import numpy as np

from ..scoring.looks import Array, marked

_ASKED, _MANY, _STRIDE = 16, 4, 40_503
"""Rows that are asked whether they have so many equals; how far turns lie apart."""


def spread_best(values: Array, turns: Array) -> Array:
    """Return the column of a largest value of each row; where many rows have several, not the same one for all."""
    some = values[:: max(1, len(values) // _ASKED)]
    if (some == some.max(axis=1)[:, None]).sum() < _MANY * len(some):
        columns: Array = values.argmax(axis=1)
        return columns
    row, column = marked(values == values.max(axis=1)[:, None])
    return _in_turn(column, np.bincount(row, minlength=len(values)), turns)


def spread_best_of_columns(values: Array, turns: Array) -> tuple[Array, Array]:
    """Return the largest value of each column and a row that has it; where many do, not the same one for all."""
    best = values.max(axis=0)
    row, column = marked(values == best)
    order = np.argsort(column.astype(np.int16), kind="stable")
    return best, _in_turn(row[order], np.bincount(column, minlength=len(best)), turns)


def _in_turn(places: Array, count: Array, turns: Array) -> Array:
    """Choose one place of each owner, by whose turn it is; each has so many, one after another."""
    first: Array = np.cumsum(count) - count
    chosen: Array = places[first + turns.astype(np.int64) * _STRIDE % count]
    return chosen


def best_of_each(owners: Array, values: Array, most: int | Array) -> Array:
    """Return the places of the largest few values of each owner."""
    order = np.lexsort((-values, owners))
    sorted_owners = owners[order]
    start = np.searchsorted(sorted_owners, sorted_owners)
    rank = np.arange(len(order)) - start
    limit = most if isinstance(most, int) else most[sorted_owners]
    kept: Array = order[rank < limit]
    return kept
