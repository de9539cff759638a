"""Which pairs would somebody rather have at these prices? Every pair asked, tile by tile, and no table kept.

A sweep goes through strips of mentees, each against tiles of mentors, on as many workers as there are: each is told of its
strip alone, beside the tiles, which it has (`spreading.py`). It looks at scores in float32, which may be off by a few parts
per million (`Tiles.error`), and scores anew, exactly, only those few pairs that are close.

Where many mentors are alike, each mentee takes another of them as a candidate: were all to take the first, one sweep would
find a seat for one of them.

For each strip and tile it keeps the largest score less price of each mentee. When prices change, that bound moves by
the tile's largest fall, and a cell whose bound stays under what the mentee gains already need not be scored again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from ..scoring.looks import Array, Some, in_order
from ..scoring.scorer import Scorer
from ..scoring.tiles import LOW, Cell, Closely, Room, Tiles
from ..spreading import Beat, Crew
from .market import Edges, Market

ROWS, COLUMNS = 256, 512
"""Mentees and mentors of a tile: as many as the processor's own memory holds."""
_BLOCKS, _STRIPS = 8, 8
"""Tiles one above another in a strip, at most; and strips that there are, if that leaves them less."""
NEVER = np.float32(-1e30)
"""Score less price of a pair that may not be: below what any price could make of one that may."""
MOST_TIGHT = 2_000_000
"""More pairs than this that are worth exactly their two prices are not listed."""
_FAR = 1e8
_NOTHING = -1e9
"""What nobody would pay, in parts per million; half of it tells a pair that may be at first prices."""
_MOST = 8
"""New pairs a mentee takes from one sweep."""
_ROUNDING = 2.0**-22
_MENTORS = 4096

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

    def strips(self) -> list[slice]:
        """Cut the rows into strips of some blocks."""
        rows = len(self.mentees)
        step = ROWS * min(_BLOCKS, max(1, rows // (ROWS * _STRIPS)))
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
        width, some = max(self.shape[1], 1), 1 << 18
        parts = [self.edges(*np.divmod(keys[at : at + some], width)) for at in range(0, len(keys), some)]
        return joined([_no_edges(), *parts])

    def part(self, rows: int, columns: int) -> Ground:
        """Return the ground of the first few rows and columns alone."""
        return replace(
            self,
            market=self.market.part(rows, columns),
            mentees=self.mentees[:rows],
            mentors=self.mentors[:columns],
        )

    def spread(
        self, work: Callable[[Field, Part], _Outcome], part_of: Callable[[slice], Part], beat: Beat
    ) -> Iterator[_Outcome]:
        """Do the work on each strip, on as many workers as there are, and yield what comes back, in order."""
        strips = self.strips()
        yield from self.crew.spread(work, self.field, map(part_of, strips), beat, count=len(strips))


@dataclass(slots=True)
class Bounds:
    """For each tile and mentee, what score less price is at most, and the prices that it was taken at."""

    most: Array
    prices: Array

    def move(self, prices: Array, cells: Sequence[tuple[int, int]]) -> None:
        """Move the bounds along with the prices."""
        fall = self.prices - prices
        for number, (start, stop) in enumerate(cells):
            self.most[number] += np.float32(fall[start:stop].max())
        self.most += np.abs(self.most) * np.float32(_ROUNDING)
        self.prices = prices


def shrunk(ground: Ground, prices: Array) -> tuple[Array, float]:
    """Return prices in parts per million of a score, and how far off sums with them may be."""
    own = prices / ground.market.factor
    largest = float(np.abs(own).max(initial=0)) + 1e6
    return own, ground.tiles.error + largest * _ROUNDING


def score_less_price(field: Field, cell: Cell, rows: Array, part: Part) -> Array:
    """Return score less price for a tile, far below nought where a pair may not be."""
    values = cell.scores(rows)
    if field.minimum or part.error > _FAR * _ROUNDING:
        np.copyto(values, NEVER, where=values < (field.minimum - part.error if field.minimum else LOW))
    values -= part.prices[None, cell.start : cell.stop]
    return values


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
    cells = ground.cells()
    own, error = shrunk(ground, prices)
    bounds.move(own, cells)
    # In parts per million of a score, from which a priority is taken off.
    least = (gains - ground.market.plus) / ground.market.factor
    floor = (least - error if close else least + error).astype(np.float32)
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
            exactly=exactly if close else None,
        )

    found = [_no_edges()]
    for (edges, own_most), rows_of in zip(
        ground.spread(_sweep_strip, part_of, beat), ground.strips(), strict=True
    ):
        found.append(edges)
        room -= len(edges) if close else 0
        bounds.most[:, rows_of] = own_most
        hope[rows_of] = bounds.most[:, rows_of].max(axis=0, initial=NEVER)
    excess = np.maximum(0, np.ceil((hope + error - least) * ground.market.factor)) * ground.market.wants
    edges = joined(found)
    if not close:
        edges = ground.edges(edges.rows, edges.columns)
        edges = edges.of(edges.worth > prices[edges.columns] + gains[edges.rows])
    return Found(edges, int(excess.sum()), is_crowded=room < 0)


def _no_edges() -> Edges:
    return Edges(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int64))


def joined(parts: Sequence[Edges]) -> Edges:
    """Return the edges of all parts, one after the other."""
    return Edges(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.columns for part in parts]),
        np.concatenate([part.worth for part in parts]),
    )


def _sweep_strip(field: Field, part: Part) -> tuple[Edges, Array]:
    """Return pairs above the floor, weighed where that was asked for, and the bounds as they are now."""
    floor, bounds, room = _given(part.floor), _given(part.bounds), Room()
    found, over = [_no_edges()], [np.empty(0, np.float32)]
    left = part.exactly.room if part.exactly else 0
    for number, (own, ends) in enumerate(zip(bounds, part.cells(), strict=True)):
        active = np.flatnonzero(own > floor)
        if not len(active):
            continue
        cell = field.tiles.cell(*ends, room)
        for start in range(0, len(active), ROWS):
            some = active[start : start + ROWS]
            values = score_less_price(field, cell, part.mentees[some], part)
            own[some] = best = values.max(axis=1)
            above = np.flatnonzero(best > floor[some])
            if not len(above):
                continue
            values, some = values[above], some[above]
            if part.exactly:
                near, columns = np.nonzero(values > floor[some, None])
                found.append(_exactly(field, part, ends, (some[near], columns), left))
                left -= len(found[-1])
            else:
                over.append(best[above] - floor[some])
                columns = _spread_best(values, part.start + some + number)
                found.append(_pairs(part.start + some, columns + cell.start))
    edges = joined(found)
    if part.exactly:
        return edges, bounds
    return edges.of(best_of_each(edges.rows, np.concatenate(over), _MOST)), bounds


def _pairs(rows: Array, columns: Array) -> Edges:
    """Return pairs that are yet to be scored."""
    return Edges(rows.astype(np.int32), columns.astype(np.int32), np.zeros(len(rows), np.int64))


def _exactly(field: Field, part: Part, cell: tuple[int, int], near: tuple[Array, Array], room: int) -> Edges:
    """Return those pairs of a tile that are worth at least their two prices; only those worth more where no room is left."""
    terms, rows, columns = part.exactly, near[0], cell[0] + near[1]
    if terms is None:
        raise TypeError
    scores = field.closely.scores(part.mentees, *cell, near)
    worth = scores * terms.factor + terms.plus[rows]
    left = worth - terms.prices[columns] - terms.gains[rows]
    may = scores >= field.minimum
    kept = np.flatnonzero(may & (left >= 0 if room >= 0 else left > 0))
    return Edges((part.start + rows[kept]).astype(np.int32), columns[kept].astype(np.int32), worth[kept])


def _spread_best(values: Array, turns: Array) -> Array:
    """Return the column of a largest value of each row; where many rows have several, not the same one for all."""
    some = values[:: max(1, len(values) // _ASKED)]
    if (some == some.max(axis=1)[:, None]).sum() < _MANY * len(some):
        columns: Array = values.argmax(axis=1)
        return columns
    row, column = np.nonzero(values == values.max(axis=1)[:, None])
    count = np.bincount(row, minlength=len(values))
    first: Array = np.cumsum(count) - count
    chosen: Array = column[first + turns.astype(np.int64) * _STRIDE % count]
    return chosen


_ASKED, _MANY, _STRIDE = 16, 4, 40_503
"""Rows that are asked whether they have so many equals; how far turns lie apart."""


def _given(array: Array | None) -> Array:
    if array is None:
        raise TypeError
    return array


def best_of_each(owners: Array, values: Array, most: int | Array) -> Array:
    """Return the places of the largest few values of each owner."""
    order = np.lexsort((-values, owners))
    sorted_owners = owners[order]
    start = np.searchsorted(sorted_owners, sorted_owners)
    rank = np.arange(len(order)) - start
    limit = most if isinstance(most, int) else most[sorted_owners]
    kept: Array = order[rank < limit]
    return kept


def first_look(
    ground: Ground, prices: Array, gains: Array, beat: Beat, *, mine: int, theirs: int
) -> tuple[Edges, Bounds]:
    """Look at every pair once; return candidates of either side, and bounds for the sweeps to come.

    Each mentee's candidates are the best of each tile at these prices, so that they spread; each mentor's the best of
    each strip of mentees, at what the mentees are thought to gain.

    Args:
        ground: Everybody.
        prices: A first guess at each seat's price.
        gains: A first guess at each mentee's gain, before any bonus.
        beat: Hears how far it is.
        mine: Candidates a mentee.
        theirs: Candidates a seat.
    """
    cells, strips = ground.cells(), ground.strips()
    own, error = shrunk(ground, prices)
    own32, guess = own.astype(np.float32), (gains / ground.market.factor).astype(np.float32)
    bounds = Bounds(np.full((len(cells), len(gains)), NEVER, np.float32), own)
    step = max(1, len(gains) // ROWS // 96)

    def part_of(rows: slice) -> Part:
        return Part(
            start=rows.start,
            mentees=ground.mentees[rows],
            columns=len(own),
            prices=own32,
            error=error,
            floor=guess[rows],
            step=step,
        )

    rows, columns = [], []
    best, who = list[Array](), list[Array]()
    for found, rows_of in zip(ground.spread(partial(_look, mine), part_of, beat), strips, strict=True):
        rows.append(found.rows)
        columns.append(found.columns)
        bounds.most[:, rows_of] = found.bounds
        best.extend(found.best)
        who.extend(found.who)
    for own_rows, own_columns in _best_of_mentors(best, who, theirs * ground.market.seats):
        rows.append(own_rows)
        columns.append(own_columns)
    del best, who
    keys = np.concatenate([some.astype(np.int64) for some in rows])
    del rows
    keys *= ground.shape[1]
    keys += np.concatenate(columns)
    del columns
    return ground.numbered(in_order(keys)), bounds


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a first look at a strip found."""

    rows: Array
    columns: Array
    """The candidates of its mentees."""
    best: Array
    who: Array
    """By asked block and column: what the mentor would have there at most, and the row of whom."""
    bounds: Array


def _look(mine: int, field: Field, part: Part) -> _Seen:
    """Return what a first look at a strip finds."""
    cells, rows, guess, room = part.cells(), len(part.mentees), _given(part.floor), Room()
    bounds = np.empty((len(cells), rows), np.float32)
    picked = np.empty((len(cells), rows), np.int32)
    asked = [start for start in range(0, rows, ROWS) if (part.start + start) // ROWS % part.step == 0]
    best, who = (np.empty((len(asked), part.columns), kind) for kind in (np.float32, np.int32))
    for place, ends in enumerate(cells):
        cell, everyone = field.tiles.cell(*ends, room), np.arange(*ends)
        for start in range(0, rows, ROWS):
            some = np.arange(start, min(start + ROWS, rows))
            values = score_less_price(field, cell, part.mentees[some], part)
            first = _spread_best(values, part.start + some + place)
            bounds[place, some] = values[some - start, first]
            picked[place, some] = first + cell.start
            if start in asked:
                values -= guess[some, None]
                turned = np.ascontiguousarray(values.T)
                owner = _spread_best(turned, (part.start + start) // ROWS + everyone)
                own = asked.index(start), slice(*ends)
                who[own] = owner + part.start + start
                best[own] = turned[everyone - cell.start, owner]
    most = bounds.T.ravel()
    places = best_of_each(np.repeat(np.arange(rows), len(cells)), most, mine)
    places = places[most[places] > _NOTHING / 2]
    mentees, cell_of = np.divmod(places, len(cells))
    return _Seen((mentees + part.start).astype(np.int32), picked[cell_of, mentees], best, who, bounds)


def _best_of_mentors(best: list[Array], who: list[Array], most: Array) -> Iterator[tuple[Array, Array]]:
    """Yield the rows and columns of each mentor's best few, one from each strip, some mentors at a time."""
    for start in range(0, len(most), _MENTORS):
        own = slice(start, start + _MENTORS)
        values = np.stack([some[own] for some in best], axis=1)
        order = np.argsort(-values, axis=1, kind="stable")[:, : int(most[own].max(initial=0))]
        is_kept = np.arange(order.shape[1])[None, :] < most[own][:, None]
        is_kept &= np.take_along_axis(values, order, axis=1) > _NOTHING / 2
        column, rank = np.nonzero(is_kept)
        mentees = np.stack([some[own] for some in who], axis=1)
        yield mentees[column, order[column, rank]], (column + start).astype(np.int32)


def every_pair(ground: Ground) -> Edges:
    """Return all pairs that may be; for small grounds."""
    rows, columns = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    low = ground.minimum - ground.tiles.error if ground.minimum else LOW
    for start, stop in ground.cells():
        row, column = np.nonzero(ground.tiles.cell(start, stop).scores(ground.mentees) >= low)
        rows.append(row)
        columns.append(column + start)
    keys = in_order(np.concatenate(rows) * ground.shape[1] + np.concatenate(columns))
    return ground.numbered(keys)


def best_left(ground: Ground, others: Array, beat: Beat, *, of_mentees: bool) -> Array:
    """Return the most that mentees would pay for each column, or the most that prices leave to each row.

    Args:
        ground: Everybody.
        others: The mentees' gains where `of_mentees`, else the mentors' prices.
        beat: Hears how far it is.
        of_mentees: Which of the two.
    """
    market = ground.market
    given = ((others - market.plus) if of_mentees else others) / market.factor
    given = given.astype(np.float32)

    def part_of(rows: slice) -> Part:
        return Part(
            start=rows.start,
            mentees=ground.mentees[rows],
            columns=ground.shape[1],
            prices=given[:0] if of_mentees else given,
            floor=given[rows] if of_mentees else None,
        )

    found = list(ground.spread(_left_by, part_of, beat))
    whole = np.maximum.reduce(found) if of_mentees else np.concatenate(found)
    values: Array = np.maximum(whole, _NOTHING).astype(np.float64) * market.factor
    most: Array = (values if of_mentees else values + market.plus).astype(np.int64)
    return most


def _left_by(field: Field, part: Part) -> Array:
    """Return the most for each column where the part names what each row gains, else for each row."""
    least = field.minimum - field.tiles.error if field.minimum else LOW
    room = Room()
    best = np.full(part.columns if part.floor is not None else len(part.mentees), NEVER, np.float32)
    for ends in part.cells():
        cell = field.tiles.cell(*ends, room)
        for start in range(0, len(part.mentees), ROWS):
            some = slice(start, start + ROWS)
            values = cell.scores(part.mentees[some])
            np.copyto(values, NEVER, where=values < least)
            if part.floor is not None:
                values -= part.floor[some, None]
                own = best[slice(*ends)]
                np.maximum(own, values.max(axis=0), out=own)
            else:
                values -= part.prices[None, slice(*ends)]
                np.maximum(best[some], values.max(axis=1), out=best[some])
    return best
