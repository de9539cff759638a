"""Which pairs would somebody rather have at these prices? Every pair asked, tile by tile, and no table kept.

A sweep goes through strips of mentees, each against tiles of mentors, on as many workers as there are: each is told of its
strip alone, beside the tiles, which it has (`spreading.py`). It looks at scores in float32, which may be off by a few parts
per million (`Tiles.error`), and scores anew, exactly, only those few pairs that are close.

Where many mentors are alike, each mentee takes another of them as a candidate: were all to take the first, one sweep would
find a seat for one of them.

For each strip and tile it keeps the largest score less price of each mentee. When prices change, that bound moves by
the tile's largest fall, and a cell whose bound stays under what the mentee gains already need not be scored again. A few
seats whose price fell far would spoil the bound of all beside them: they are set apart, and looked at for every mentee.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..scoring.looks import Array, marked
from ..scoring.tiles import CROWD, Cell, Room
from ..spreading import Beat
from .choosing import best_of_each, spread_best
from .ground import (
    COLUMNS,
    NEVER,
    ROUNDING,
    ROWS,
    Field,
    Ground,
    Part,
    Terms,
    given,
    score_less_price,
    shrunk,
)
from .market import Edges, joined, no_edges

MOST_TIGHT = 2_000_000
"""More pairs than this that are worth exactly their two prices are not listed."""
_MOST = 8
"""New pairs a mentee takes from one sweep."""
_SHARES = (0.0, 0.01, 0.03, 0.05, 0.1, 0.15, 0.2)
"""How much of a tile may be set apart."""
_SAMPLE = 2_000


@dataclass(slots=True)
class Bounds:
    """For each tile and mentee, what score less price is at most, and the prices that it was taken at."""

    most: Array
    prices: Array

    def move(self, prices: Array, cells: Sequence[tuple[int, int]], floor: Array) -> tuple[Array, float]:
        """Move the bounds along with the prices.

        Returns:
            The columns that were set apart, for which they do not hold yet, and what share of all pairs must be asked,
            by a sample of mentees.
        """
        fall = self.prices - prices
        share, asked = self._share_apart(fall, cells, floor)
        apart = np.zeros(len(prices), dtype=bool)
        for number, (start, stop) in enumerate(cells):
            shift = _largest_fall(fall[start:stop], share)
            self.most[number] += np.float32(shift)
            apart[start:stop] = fall[start:stop] > shift
        self.prices = prices
        self.most += np.abs(self.most) * np.float32(ROUNDING)
        return np.flatnonzero(apart), asked

    def _share_apart(
        self, fall: Array, cells: Sequence[tuple[int, int]], floor: Array
    ) -> tuple[float, float]:
        """Return the share of columns to set apart that leaves least to be asked, and how much that is."""
        step = max(1, len(floor) // _SAMPLE)
        most, floor = self.most[:, ::step], floor[::step]

        def left_to_ask(share: float) -> float:
            shifts = np.array([_largest_fall(fall[start:stop], share) for start, stop in cells], np.float32)
            return share + float((most + shifts[:, None] > floor).mean()) if most.size else share

        asked, share = min((left_to_ask(share), share) for share in _SHARES)
        return share, asked


def _largest_fall(fall: Array, share: float) -> float:
    """Return the largest fall of a tile without a share of the largest."""
    left_out = int(len(fall) * share)
    return float(np.partition(fall, len(fall) - 1 - left_out)[len(fall) - 1 - left_out])


@dataclass(frozen=True, slots=True)
class Found:
    """What a sweep found."""

    edges: Edges
    excess: int
    """What the bound exceeds the gains by at most, summed over mentees."""
    is_crowded: bool = False
    """Whether so many pairs are worth exactly their two prices that not all of them are listed."""


def sweep(ground: Ground, bounds: Bounds, prices: Array, gains: Array, beat: Beat, *, close: bool) -> Found:
    """Find pairs worth more than prices and gains together.

    Args:
        ground: Everybody.
        bounds: Kept from sweep to sweep, and brought up to date here.
        prices: A seat's price by column.
        gains: What each mentee gains from a mentor at the least.
        beat: Hears how far it is.
        close: Whether every pair that could be worth as much is looked at exactly, and returned where it is.
    """
    own, error = shrunk(ground, prices)
    # In parts per million of a score, from which a priority is taken off.
    least = (gains - ground.market.plus) / ground.market.factor
    floor = (least - error if close else least + error).astype(np.float32)
    apart, asked = bounds.move(own, ground.cells(), floor)
    strips = ground.strips(asked)
    own = own.astype(np.float32)
    hope = np.full(len(gains), -np.inf)
    room = MOST_TIGHT

    def part_of(rows: slice) -> Part:
        exactly = Terms(prices, gains[rows], ground.market.plus[rows], ground.market.factor, room)
        return Part(
            start=rows.start,
            mentees=ground.mentees[rows],
            columns=len(own),
            prices=own,
            error=error,
            floor=floor[rows],
            bounds=bounds.most[:, rows],
            apart=apart,
            exactly=exactly if close else None,
        )

    found = [no_edges()]
    for (edges, own_most), rows_of in zip(
        ground.spread(_sweep_strip, part_of, beat, strips), strips, strict=True
    ):
        found.append(edges)
        room -= len(edges) if close else 0
        bounds.most[:, rows_of] = own_most
        hope[rows_of] = own_most.max(axis=0, initial=NEVER)
    excess = np.maximum(0, np.ceil((hope + error - least) * ground.market.factor)) * ground.market.wants
    edges = joined(found)
    if not close:
        edges = ground.edges(edges.rows, edges.columns)
        edges = edges.of(edges.worth > prices[edges.columns] + gains[edges.rows])
    return Found(edges, int(excess.sum()), is_crowded=room < 0)


def _sweep_strip(field: Field, part: Part) -> tuple[Edges, Array]:
    """Return pairs above the floor, weighed where that was asked for, and the bounds as they are now."""
    strip, floor, bounds = _Strip(field, part), given(part.floor), given(part.bounds)
    cells, apart = part.cells(), given(part.apart)
    active = [np.flatnonzero(own > floor) for own in bounds]
    strip.ask_apart(bounds, apart)
    for number, (rows, (start, stop)) in enumerate(zip(active, cells, strict=True)):
        if len(rows):
            known = apart[slice(*np.searchsorted(apart, (start, stop)))] - start
            cell = field.tiles.cell(start, stop, strip.room)
            bounds[number, rows] = strip.ask(cell, rows, number, known)
    return strip.edges(), bounds


class _Strip:
    """A strip that is looked at tile by tile."""

    def __init__(self, field: Field, part: Part) -> None:
        self.room = Room()
        self._field, self._part, self._floor = field, part, given(part.floor)
        self._found, self._over = [no_edges()], [np.empty(0, np.float32)]
        self._near: list[tuple[Array, Array]] = []
        self._waiting = 0
        self._left = part.exactly.room if part.exactly else 0

    def ask_apart(self, bounds: Array, apart: Array) -> None:
        """Look at the columns set apart for every mentee, and have the bounds hold for them too."""
        everyone = np.arange(len(self._floor))
        for start in range(0, len(apart), COLUMNS):
            columns = apart[start : start + COLUMNS]
            tiles, first = np.unique(columns // COLUMNS, return_index=True)
            cell = self._field.tiles.picked(columns, self.room)
            for some, values in self._values(cell, everyone):
                best = np.maximum.reduceat(values, first, axis=1)
                bounds[tiles, some.start : some.stop] = np.maximum(
                    bounds[tiles, some.start : some.stop], best.T
                )
                self._keep(cell, everyone[some], values, 0)

    def ask(self, cell: Cell, rows: Array, turn: int, known: Array) -> Array:
        """Return the most that score less price is for some mentees, and keep what is above the floor.

        Args:
            cell: Against whom.
            rows: Their numbers in the strip.
            turn: Differs from cell to cell, so that mentees take different ones of many equals.
            known: Columns of the cell that were asked already.
        """
        most = np.empty(len(rows), np.float32)
        for some, values in self._values(cell, rows):
            most[some] = values.max(axis=1)
            values[:, known] = NEVER
            self._keep(cell, rows[some], values, turn)
        return most

    def _values(self, cell: Cell, rows: Array) -> Iterator[tuple[slice, Array]]:
        """Yield score less price, some of the mentees at a time."""
        for start in range(0, len(rows), ROWS):
            some = slice(start, min(start + ROWS, len(rows)))
            mentees = self._part.mentees[rows[some]]
            yield some, score_less_price(self._field, cell, mentees, self._part)

    def _keep(self, cell: Cell, rows: Array, values: Array, turn: int) -> None:
        part, best = self._part, values.max(axis=1)
        above = np.flatnonzero(best > self._floor[rows])
        if not len(above):
            return
        rows, values, floor = rows[above], values[above], self._floor[rows[above]]
        if part.exactly:
            near, columns = marked(values > floor[:, None])
            self._weigh(cell, part.exactly, rows[near], columns)
            return
        columns = spread_best(values, part.start + rows + turn)
        self._over.append(values[np.arange(len(rows)), columns] - floor)
        self._found.append(_pairs(part.start + rows, cell.numbers(columns)))

    def _weigh(self, cell: Cell, terms: Terms, rows: Array, columns: Array) -> None:
        """Score near pairs exactly: a crowd at once, a few when more of them have come together."""
        if len(rows) >= CROWD:
            scores = self._field.closely.scores(self._part.mentees, cell.columns, (rows, columns))
            self._take(terms, rows, cell.numbers(columns), scores)
            return
        self._near.append((rows, cell.numbers(columns)))
        self._waiting += len(rows)
        if self._waiting >= CROWD:
            self._weigh_few(terms)

    def _weigh_few(self, terms: Terms) -> None:
        rows, columns = (np.concatenate(some) for some in zip(*self._near, strict=True))
        self._near, self._waiting = [], 0
        self._take(terms, rows, columns, self._field.closely.some(self._part.mentees[rows], columns))

    def _take(self, terms: Terms, rows: Array, columns: Array, scores: Array) -> None:
        """Keep pairs that are worth at least their two prices; only those worth more where no room is left."""
        worth = scores * terms.factor + terms.plus[rows]
        left = worth - terms.prices[columns] - terms.gains[rows]
        may = scores >= self._field.minimum
        kept = np.flatnonzero(may & (left >= 0 if self._left >= 0 else left > 0))
        self._left -= len(kept)
        ends = (self._part.start + rows[kept]).astype(np.int32), columns[kept].astype(np.int32)
        self._found.append(Edges(*ends, worth[kept]))

    def edges(self) -> Edges:
        """Return what was kept: of each mentee the best few, where they are yet to be weighed."""
        if self._part.exactly:
            if self._near:
                self._weigh_few(self._part.exactly)
            return joined(self._found)
        found = joined(self._found)
        return found.of(best_of_each(found.rows, np.concatenate(self._over), _MOST))


def _pairs(rows: Array, columns: Array) -> Edges:
    """Return pairs that are yet to be scored."""
    return Edges(rows.astype(np.int32), columns.astype(np.int32), np.zeros(len(rows), np.int64))
