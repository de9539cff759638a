"""Who has how many places, and what is a pair worth? The problem in numbers alone, whatever the people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..scoring.looks import Array
from .flow import Network, Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Mentees by rows, mentors by columns, all whole numbers.

    A pair is worth `factor` x score + the mentee's `plus`. A mentee's first mentor brings `first` besides; each of a
    mentor's `lower` first seats brings `care`.
    """

    wants: Array
    """How many mentors each mentee may still have."""
    first: Array
    """The bonus of each mentee's first mentor; nought for whom a locked pair already placed."""
    plus: Array
    seats: Array
    lower: Array
    """How many of the seats bring `care`."""
    care: int
    factor: int

    def part(self, rows: int, columns: int) -> Market:
        """Return the market of the first few rows and columns alone."""
        return Market(
            wants=self.wants[:rows],
            first=self.first[:rows],
            plus=self.plus[:rows],
            seats=self.seats[:columns],
            lower=self.lower[:columns],
            care=self.care,
            factor=self.factor,
        )

    def worth(self, scores: Array, rows: Array) -> Array:
        """Return what pairs are worth before any bonus."""
        return scores.astype(np.int64) * self.factor + self.plus[rows]

    def network(self, rows: Array, columns: Array, worth: Array, prices: Array | None = None) -> Network:
        """Return these pairs as a flow's network; prices of the mentors' seats, if near the true ones, help to solve it."""
        nought = np.zeros_like(self.wants)
        dear = np.minimum(self.wants, 1)
        left = Places(must=nought, dear=dear, bonus=self.first, plain=self.wants - dear)
        right = Places(
            must=np.zeros_like(self.seats),
            dear=self.lower,
            bonus=np.full_like(self.seats, self.care),
            plain=self.seats - self.lower,
        )
        return Network(rows, columns, worth, left, right, prices)

    def value(self, rows: Array, columns: Array, worth: Array) -> int:
        """Return what a set of pairs is worth with its bonuses."""
        placed = np.bincount(rows, minlength=len(self.wants)) > 0
        filled = np.minimum(np.bincount(columns, minlength=len(self.seats)), self.lower)
        return int(worth.sum()) + int(self.first[placed].sum()) + self.care * int(filled.sum())

    def paid(self, prices: Array) -> int:
        """Return what the seats cost at these prices, as the bound counts them: a lower seat brings `care` more."""
        with_care = np.maximum(0, prices + self.care) * self.lower
        return int(with_care.sum() + (np.maximum(0, prices) * (self.seats - self.lower)).sum())


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs that were looked at closely, with what each is worth."""

    rows: Array
    columns: Array
    worth: Array

    def __len__(self) -> int:
        return len(self.rows)

    def keys(self, width: int) -> Array:
        """Number each pair."""
        return self.rows.astype(np.int64) * width + self.columns

    def of(self, some: Array) -> Edges:
        """Return some of them."""
        return Edges(self.rows[some], self.columns[some], self.worth[some])

    def places_for(self, others: Edges, width: int) -> tuple[Edges, Array]:
        """Return others in order and each once, and before which of these each belongs; none of them is among these."""
        keys, first = np.unique(others.keys(width), return_index=True)
        return others.of(first), np.searchsorted(self.keys(width), keys)

    def inserted(self, others: Edges, places: Array) -> Edges:
        """Return these with others put in before some places."""
        return Edges(
            np.insert(self.rows, places, others.rows),
            np.insert(self.columns, places, others.columns),
            np.insert(self.worth, places, others.worth),
        )


def no_edges() -> Edges:
    """Return no edges at all."""
    return Edges(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int64))


def joined(parts: Iterable[Edges]) -> Edges:
    """Return the edges of all parts, one after the other."""
    every = [no_edges(), *parts]
    return Edges(
        np.concatenate([part.rows for part in every]),
        np.concatenate([part.columns for part in every]),
        np.concatenate([part.worth for part in every]),
    )
