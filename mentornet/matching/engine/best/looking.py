"""What does one look at every pair tell? Candidates to begin with, and what prices leave to either side at best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..scoring.looks import Array, in_order
from ..scoring.tiles import LOW, Room
from ..spreading import Beat
from .choosing import best_of_each, spread_best, spread_best_of_columns
from .ground import NEVER, ROWS, Field, Ground, Part, given, score_less_price, shrunk
from .market import Edges
from .sweeps import Bounds

_NOTHING = -1e9
"""What nobody would pay, in parts per million; half of it tells a pair that may be at first prices."""
_MENTORS = 4096


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
    for found, rows_of in zip(
        ground.spread(partial(_look, mine), part_of, beat, strips), strips, strict=True
    ):
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
    cells, rows, guess, room = part.cells(), len(part.mentees), given(part.floor), Room()
    bounds = np.empty((len(cells), rows), np.float32)
    picked = np.empty((len(cells), rows), np.int32)
    asked = [start for start in range(0, rows, ROWS) if (part.start + start) // ROWS % part.step == 0]
    best, who = (np.empty((len(asked), part.columns), kind) for kind in (np.float32, np.int32))
    for place, ends in enumerate(cells):
        cell, everyone = field.tiles.cell(*ends, room), np.arange(*ends)
        for start in range(0, rows, ROWS):
            some = np.arange(start, min(start + ROWS, rows))
            values = score_less_price(field, cell, part.mentees[some], part)
            first = spread_best(values, part.start + some + place)
            bounds[place, some] = values[some - start, first]
            picked[place, some] = first + cell.start
            if start in asked:
                values -= guess[some, None]
                own = asked.index(start), slice(*ends)
                turns = (part.start + start) // ROWS + everyone
                best[own], owner = spread_best_of_columns(values, turns)
                who[own] = owner + part.start + start
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

    found = list(ground.spread(_left_by, part_of, beat, ground.strips()))
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
