"""What is looked over: mentees in strips, mentors in tiles, and how a tile of pairs is scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from ..scoring.looks import Array, Some
from ..scoring.scorer import Scorer
from ..scoring.tiles import LOW, Cell, Closely, Tiles
from ..spreading import Beat, Crew
from .market import Edges, Market, joined

ROWS, COLUMNS = 512, 512
"""Mentees and mentors of a tile: as many as the processor's own memory holds."""
_ASKED, _STRIPS = 1 << 26, 8
"""Pairs that are asked in a strip at most, half a second of work; and strips that there are at least."""
NEVER = np.float32(-1e30)
"""Score less price of a pair that may not be: below what any price could make of one that may."""
_FAR = 1e8
ROUNDING = 2.0**-22
"""How far off a float32 may be, as a share of it."""
_SOME = 1 << 18

_Outcome = TypeVar("_Outcome")


@dataclass(frozen=True, slots=True)
class Field:
    """What a worker must have to look at any strip."""

    tiles: Tiles
    minimum: int
    closely: Closely


@dataclass(frozen=True, slots=True)
class Terms:
    """What a strip's pairs are worth exactly, and cost."""

    prices: Array
    """By column."""
    gains: Array
    """By row."""
    plus: Array
    """By row."""
    factor: int
    room: int
    """How many pairs worth exactly their prices may still be listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One strip of mentees, with what is asked of it."""

    start: int
    """The number of its first row."""
    mentees: Array
    """The place of each row's mentee in the pool."""
    columns: int
    """Against how many columns."""
    prices: Array
    """By column, in parts per million of a score."""
    error: float = 0.0
    """How far off score less price may be."""
    floor: Array | None = None
    """By row: what score less price must exceed."""
    bounds: Array | None = None
    """By tile and row; brought up to date."""
    exactly: Terms | None = None
    """In a sweep that looks closely: what every pair above the floor is weighed by."""
    apart: Array | None = None
    """In a sweep: the columns that are looked at for every row, whatever the bounds say."""
    step: int = 1
    """In a first look: of how many blocks one is asked whom mentors would have."""

    def cells(self) -> list[tuple[int, int]]:
        """Cut the columns into tiles."""
        return cells_of(self.columns)


def cells_of(columns: int) -> list[tuple[int, int]]:
    """Cut columns into tiles."""
    return [(start, min(start + COLUMNS, columns)) for start in range(0, columns, COLUMNS)]


@dataclass(slots=True)
class Ground:
    """What a sweep goes over: the mentees, the mentors with open seats as columns, and how they are scored."""

    field: Field
    scorer: Scorer
    market: Market
    mentors: Array
    """The place of each column's mentor in the pool."""
    mentees: Array
    """The place of each row's mentee in the pool."""
    crew: Crew

    @property
    def tiles(self) -> Tiles:
        """What scores tiles."""
        return self.field.tiles

    @property
    def minimum(self) -> int:
        """The least score of a pair."""
        return self.field.minimum

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        return len(self.mentees), len(self.mentors)

    def strips(self, asked: float = 1.0) -> list[slice]:
        """Cut the rows into strips of some blocks; into fewer where only a share of their pairs will be asked."""
        rows, columns = self.shape
        most = int(_ASKED / max(asked * columns, 1))
        step = ROWS * max(1, min(most // ROWS, -(-rows // (ROWS * _STRIPS))))
        return [slice(start, min(start + step, rows)) for start in range(0, rows, step)]

    def cells(self) -> list[tuple[int, int]]:
        """Cut the columns into tiles."""
        return cells_of(len(self.mentors))

    def score(self, rows: Array, columns: Array) -> Array:
        """Score pairs exactly that no hard rule forbids; -1 where that is below the minimum."""
        scores = np.empty(len(rows), np.int64)
        for start in range(0, len(rows), 1 << 16):
            some = slice(start, start + (1 << 16))
            scores[some] = self.scorer.scores(Some(self.mentees[rows[some]], self.mentors[columns[some]]))
        scores[scores < self.minimum] = -1
        return scores

    def edges(self, rows: Array, columns: Array) -> Edges:
        """Score pairs exactly and return those that may be."""
        scores = self.score(rows, columns)
        able = scores >= 0
        rows, columns = rows[able], columns[able]
        worth = self.market.worth(scores[able], rows)
        return Edges(rows.astype(np.int32), columns.astype(np.int32), worth)

    def numbered(self, keys: Array) -> Edges:
        """Score pairs exactly by their numbers, some at a time, and return those that may be."""
        width = max(self.shape[1], 1)
        return joined(
            self.edges(*np.divmod(keys[at : at + _SOME], width)) for at in range(0, len(keys), _SOME)
        )

    def part(self, rows: int, columns: int) -> Ground:
        """Return the ground of the first few rows and columns alone."""
        return replace(
            self,
            market=self.market.part(rows, columns),
            mentees=self.mentees[:rows],
            mentors=self.mentors[:columns],
        )

    def spread(
        self,
        work: Callable[[Field, Part], _Outcome],
        part_of: Callable[[slice], Part],
        beat: Beat,
        strips: Sequence[slice],
    ) -> Iterator[_Outcome]:
        """Do the work on each strip, on as many workers as there are, and yield what comes back, in order."""
        yield from self.crew.spread(work, self.field, map(part_of, strips), beat, count=len(strips))


def shrunk(ground: Ground, prices: Array) -> tuple[Array, float]:
    """Return prices in parts per million of a score, and how far off sums with them may be."""
    own = prices / ground.market.factor
    largest = float(np.abs(own).max(initial=0)) + 1e6
    return own, ground.tiles.error + largest * ROUNDING


def score_less_price(field: Field, cell: Cell, rows: Array, part: Part) -> Array:
    """Return score less price for a tile, far below nought where a pair may not be."""
    values = cell.scores(rows)
    if field.minimum or part.error > _FAR * ROUNDING:
        np.copyto(values, NEVER, where=values < (field.minimum - part.error if field.minimum else LOW))
    values -= part.prices[None, cell.columns]
    return values


def given(array: Array | None) -> Array:
    """Return what a part was given for the work at hand."""
    if array is None:
        raise TypeError
    return array
