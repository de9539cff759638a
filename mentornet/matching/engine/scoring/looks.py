"""Which pairs are looked at: every pair of a block, or some chosen pairs?

A criterion is written once against `Look` and measures both ways, so that a pair's reasons cannot differ from its score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

ROWS, COLUMNS = 64, 512
"""A block's sides: what stays in the processor's cache."""


class Sparse:
    """Numbers for a few pairs, nought for all others."""

    def __init__(self, found: Mapping[tuple[int, int], int], width: int) -> None:
        """Take the numbers by (mentee row, mentor row), and how many mentors there are."""
        keys = sorted(found)
        self.rows = np.array([row for row, _ in keys], dtype=np.int64)
        self.columns = np.array([column for _, column in keys], dtype=np.int64)
        self.numbers = np.array([found[key] for key in keys], dtype=np.int64)
        self.places = self.rows * width + self.columns
        self.width = width

    def __len__(self) -> int:
        return len(self.numbers)


def in_order(numbers: Array) -> Array:
    """Return each number once, in rising order; sorting is several times as fast as numpy's own table of numbers."""
    if not len(numbers):
        return numbers
    ordered = np.sort(numbers)
    once: Array = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return once


def marked(table: Array) -> tuple[Array, Array]:
    """Return rows and columns of the marks of a table, row by row; many times as fast as numpy does in two dimensions."""
    rows, columns = np.divmod(np.flatnonzero(table), max(table.shape[1], 1))
    return rows, columns


def times(left: Array, right: Array, out: Array | None = None) -> Array:
    """Multiply two tables of finite numbers.

    The library below numpy may raise the processor's flags over lanes that it fills beside small tables; nothing here
    can be invalid, so that no warning is passed on.
    """
    with np.errstate(all="ignore"):
        product: Array = np.matmul(left, right, out=out)
    return product


class Look(Protocol):
    """Some pairs; arrays that come out of one look fit together."""

    @property
    def rows(self) -> Any:
        """The mentees."""

    @property
    def columns(self) -> Any:
        """The mentors."""

    def mentees(self, facts: Array) -> Array:
        """Spread facts about mentees over the pairs."""

    def mentors(self, facts: Array) -> Array:
        """Spread facts about mentors over the pairs."""

    def shared(self, wanted: Array, had: Array) -> Array:
        """Sum for each pair what the mentee wants (people by words) over what the mentor has."""

    def looked_up(self, table: Array, rows: Array, columns: Array) -> Array:
        """Look each pair up in a small table by the mentee's and the mentor's place in it."""

    def found(self, sparse: Sparse) -> Array:
        """Return the sparse numbers of these pairs."""


@dataclass(frozen=True, slots=True)
class Block:
    """Every pair of some neighbouring mentees and mentors."""

    rows: slice
    columns: slice

    def mentees(self, facts: Array) -> Array:
        """Return a column."""
        return facts[self.rows, None]

    def mentors(self, facts: Array) -> Array:
        """Return a row."""
        return facts[None, self.columns]

    def shared(self, wanted: Array, had: Array) -> Array:
        """Multiply: float32 is exact for whole numbers below 2^24, and no sum here exceeds a million."""
        return times(wanted[self.rows], had[self.columns].T)

    def looked_up(self, table: Array, rows: Array, columns: Array) -> Array:
        """Take rows, then columns: faster than both at once."""
        return np.take(table[rows[self.rows]], columns[self.columns], axis=1)

    def found(self, sparse: Sparse) -> Array:
        """Scatter the few into a block of noughts."""
        block = np.zeros((self.rows.stop - self.rows.start, self.columns.stop - self.columns.start), np.int64)
        first, last = np.searchsorted(sparse.rows, (self.rows.start, self.rows.stop))
        columns = sparse.columns[first:last]
        here = (columns >= self.columns.start) & (columns < self.columns.stop)
        rows = sparse.rows[first:last][here] - self.rows.start
        block[rows, columns[here] - self.columns.start] = sparse.numbers[first:last][here]
        return block


class Picked:
    """Every pair of some mentees and mentors, wherever they stand; both in rising order."""

    def __init__(self, rows: Array, columns: Array) -> None:
        self.rows, self.columns = rows, columns
        self.shape = len(rows), len(columns)
        self._rows, self._columns = _run(rows), _run(columns)

    def mentees(self, facts: Array) -> Array:
        """Return a column."""
        return facts[self._rows][:, None]

    def mentors(self, facts: Array) -> Array:
        """Return a row."""
        return facts[self._columns][None, :]

    def shared(self, wanted: Array, had: Array) -> Array:
        """Multiply, as a block does."""
        return times(wanted[self._rows], had[self._columns].T)

    def looked_up(self, table: Array, rows: Array, columns: Array) -> Array:
        """Take rows, then columns."""
        return np.take(table[rows[self._rows]], columns[self._columns], axis=1)

    def found(self, sparse: Sparse) -> Array:
        """Scatter the few into noughts: each row's own run of them, then those among the columns."""
        table = np.zeros(self.shape, np.int64)
        first, last = (np.searchsorted(sparse.rows, self.rows, side) for side in ("left", "right"))
        counts = last - first
        rows = np.repeat(np.arange(len(self.rows)), counts)
        runs = (
            np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts)
        )
        places = np.minimum(np.searchsorted(self.columns, sparse.columns[runs]), len(self.columns) - 1)
        here = self.columns[places] == sparse.columns[runs]
        table[rows[here], places[here]] = sparse.numbers[runs][here]
        return table


def _run(places: Array) -> Array | slice:
    """Return neighbours as a slice, which costs no copy."""
    first, count = (int(places[0]) if len(places) else 0), len(places)
    return slice(first, first + count) if count and int(places[-1]) - first + 1 == count else places


class Some:
    """Chosen pairs, by their rows."""

    def __init__(self, rows: Iterable[int] | Array, columns: Iterable[int] | Array) -> None:
        self.rows = rows if isinstance(rows, np.ndarray) else np.fromiter(rows, np.int64)
        self.columns = columns if isinstance(columns, np.ndarray) else np.fromiter(columns, np.int64)

    def mentees(self, facts: Array) -> Array:
        """Return one fact a pair."""
        chosen: Array = facts[self.rows]
        return chosen

    def mentors(self, facts: Array) -> Array:
        """Return one fact a pair."""
        chosen: Array = facts[self.columns]
        return chosen

    def shared(self, wanted: Array, had: Array) -> Array:
        """Multiply pair by pair."""
        products: Array = np.einsum("ik,ik->i", wanted[self.rows], had[self.columns])
        return products

    def looked_up(self, table: Array, rows: Array, columns: Array) -> Array:
        """Take pair by pair."""
        chosen: Array = table[rows[self.rows], columns[self.columns]]
        return chosen

    def found(self, sparse: Sparse) -> Array:
        """Look each pair up."""
        if not len(sparse):
            return np.zeros(len(self.rows), np.int64)
        wanted = self.rows * sparse.width + self.columns
        places = np.minimum(np.searchsorted(sparse.places, wanted), len(sparse) - 1)
        return np.where(sparse.places[places] == wanted, sparse.numbers[places], 0)


@dataclass(frozen=True, slots=True)
class Grid:
    """Every pair of some mentees and mentors, who may appear more than once."""

    rows: Array
    columns: Array

    def mentees(self, facts: Array) -> Array:
        """Return a column."""
        return facts[self.rows][:, None]

    def mentors(self, facts: Array) -> Array:
        """Return a row."""
        return facts[self.columns][None, :]

    def shared(self, wanted: Array, had: Array) -> Array:
        """Multiply, as a block does."""
        return times(wanted[self.rows], had[self.columns].T)

    def looked_up(self, table: Array, rows: Array, columns: Array) -> Array:
        """Take rows, then columns."""
        return np.take(table[rows[self.rows]], columns[self.columns], axis=1)

    def found(self, sparse: Sparse) -> Array:
        """Look each pair up, as chosen pairs do."""
        shape = len(self.rows), len(self.columns)
        some = Some(np.repeat(self.rows, shape[1]), np.tile(self.columns, shape[0]))
        return some.found(sparse).reshape(shape)


def through(look: Look, left: Array, right: Array) -> Look:
    """Look at the kinds that people are of, given each person's, in place of the people."""
    rows, columns = look.rows, look.columns
    return Some(left[rows], right[columns]) if isinstance(look, Some) else Grid(left[rows], right[columns])


def blocks(mentees: int, mentors: int) -> Iterator[Block]:
    """Cut all pairs into blocks, mentees outermost."""
    for row in range(0, mentees, ROWS):
        for column in range(0, mentors, COLUMNS):
            yield Block(slice(row, min(row + ROWS, mentees)), slice(column, min(column + COLUMNS, mentors)))
