"""Who is paired with whom at the moment? Kept by mentor, in numbers, so that many are looked up at once."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..scoring.looks import Array


def _none() -> Array:
    return np.empty(0, np.int64)


@dataclass(slots=True)
class Held:
    """Pairs by mentor, with what each is worth before any bonus; locked ones apart."""

    rows: Array = field(default_factory=_none)
    columns: Array = field(default_factory=_none)
    worth: Array = field(default_factory=_none)

    def copy(self) -> Held:
        """Return the same pairs, to be changed apart; what is shared is never written to."""
        return Held(self.rows, self.columns, self.worth)

    def add(self, rows: Array, columns: Array, worth: Array) -> None:
        """Make pairs."""
        ends = np.concatenate([self.columns, columns])
        order = np.argsort(ends, kind="stable")
        self.columns = ends[order]
        self.rows = np.concatenate([self.rows, rows])[order]
        self.worth = np.concatenate([self.worth, worth])[order]

    def drop(self, row: int, column: int) -> None:
        """Part a pair."""
        stays = (self.rows != row) | (self.columns != column)
        self.rows, self.columns, self.worth = self.rows[stays], self.columns[stays], self.worth[stays]

    def mentors_of(self, row: int) -> list[int]:
        """Return a mentee's mentors in rising order."""
        found: list[int] = self.columns[self.rows == row].tolist()
        return found

    def of_mentors(self, columns: Array) -> Array:
        """Return the places of the pairs of some mentors."""
        first, last = (np.searchsorted(self.columns, columns, side) for side in ("left", "right"))
        return runs(first, last - first)

    def among(self, rows: Array) -> Array:
        """Return the places of the pairs of some mentees."""
        marks = np.zeros(int(max(self.rows.max(initial=0), rows.max(initial=0))) + 1, dtype=bool)
        marks[rows] = True
        found: Array = np.flatnonzero(marks[self.rows])
        return found

    def keys(self, width: int) -> Array:
        """Number the pairs by row and column."""
        return self.rows * width + self.columns

    def has(self, rows: Array, columns: Array) -> Array:
        """Tell which of some pairs are among these."""
        first, last = (np.searchsorted(self.columns, columns, side) for side in ("left", "right"))
        places, owner = runs(first, last - first), np.repeat(np.arange(len(rows)), last - first)
        found = np.zeros(len(rows), dtype=bool)
        found[owner[self.rows[places] == rows[owner]]] = True
        return found


def runs(first: Array, count: Array) -> Array:
    """Return the numbers of all runs, one behind the other, by where each begins and how long it is."""
    starts = np.repeat(first - (np.cumsum(count) - count), count)
    numbers: Array = starts + np.arange(int(count.sum()))
    return numbers
