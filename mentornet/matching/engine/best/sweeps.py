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

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..scoring.looks import Array
from ..scoring.tiles import Room
from ..spreading import Beat
from .choosing import best_of_each, spread_best
from .ground import NEVER, ROUNDING, ROWS, Field, Ground, Part, Terms, given, score_less_price, shrunk
from .market import Edges, joined, no_edges

MOST_TIGHT = 2_000_000
"""More pairs than this that are worth exactly their two prices are not listed."""
_MOST = 8
"""New pairs a mentee takes from one sweep."""


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
        self.most += np.abs(self.most) * np.float32(ROUNDING)
        self.prices = prices


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

    found = [no_edges()]
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


def _sweep_strip(field: Field, part: Part) -> tuple[Edges, Array]:
    """Return pairs above the floor, weighed where that was asked for, and the bounds as they are now."""
    floor, bounds, room = given(part.floor), given(part.bounds), Room()
    found, over = [no_edges()], [np.empty(0, np.float32)]
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
                columns = spread_best(values, part.start + some + number)
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
