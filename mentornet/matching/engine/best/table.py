"""Which pairs are best where one table holds all? Shortest augmenting paths, every seat a column.

A pair that may not be is worth nothing, every other more than nothing, so that the best full assignment, with the worthless
pairs struck out, is the best partial one. `scipy.optimize.linear_sum_assignment` (after Jonker and Volgenant, in the form of
Crouse, "On implementing 2D rectangular assignment algorithms", 2016) finds it in float64, which is exact while sums
stay below 2^53: asked before, not hoped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..scoring.hard import Bar
from ..scoring.looks import Array, Picked
from ..scoring.scorer import Scorer, forbidden
from ..scoring.tiles import LOW, Room, Tiles
from .market import Edges, Market
from .pricing import Prices

UNPLACED = -1
_ROWS, _COLUMNS = 128, 1024
_STRIP = 64
FEW_PAIRS = 700_000
"""Up to here laying tiles out costs more than they save."""


def score_open(
    scorer: Scorer,
    bars: Sequence[Bar],
    ends: tuple[Array, Array],
    size: tuple[int, int],
    beat: Callable[[float], None],
) -> Array:
    """Return the exact scores of some mentees with some mentors; -1 where a pair may not be.

    Args:
        scorer: Knows the criteria.
        bars: The hard rules.
        ends: The mentees' and the mentors' places in the pool, both rising.
        size: How many of either the pool has.
        beat: Hears how far it is.
    """
    rows, columns = ends
    table = np.empty((len(rows), len(columns)), dtype=np.int32)
    if not table.size:
        return table
    if table.size <= FEW_PAIRS:
        for start in range(0, len(rows), _STRIP):
            beat(start / len(rows))
            some = Picked(rows[start : start + _STRIP], columns)
            own = table[start : start + _STRIP]
            own[:] = scorer.scores(some)
            own[forbidden(bars, some, some.shape)] = -1
        return table
    tiles = Tiles(scorer, bars, rows=size[0], columns=columns, mentors=size[1], exact=True)
    room = Room()
    for first in range(0, len(columns), _COLUMNS):
        beat(first / len(columns))
        cell = tiles.cell(first, min(first + _COLUMNS, len(columns)), room)
        for start in range(0, len(rows), _ROWS):
            values = cell.scores(rows[start : start + _ROWS])
            values[values < LOW] = -1
            table[start : start + _ROWS, cell.start : cell.stop] = values
    return table


def worth_table(scores: Array, market: Market) -> Array:
    """Return what each pair is worth with a mentee's bonus, in float64; nought for one that may not be."""
    worth = scores.astype(np.float64)
    if market.factor != 1:
        worth *= market.factor
    worth += (market.plus + market.first)[:, None]
    np.copyto(worth, 0, where=scores < 0)
    return worth


def assign(worth: Array, may: Array, market: Market) -> Array:
    """Return for each mentee (row) the mentor's column, or -1; no mentee may want more than one."""
    mentees = len(worth)
    match = np.full(mentees, UNPLACED, dtype=np.int64)
    seats = np.minimum(market.seats, mentees)
    owners = np.repeat(np.arange(len(seats)), seats)
    if not mentees or not len(owners):
        return match
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  # a second and 60 MB, for those who solve

    gain = worth[:, owners]
    if market.care:
        rank = np.arange(len(owners)) - np.repeat(np.cumsum(seats) - seats, seats)
        gain[:, rank < market.lower[owners]] += market.care
        gain[~may[:, owners]] = 0
    rows, columns = linear_sum_assignment(gain, maximize=True)
    made = may[rows, owners[columns]]
    match[rows[made]] = owners[columns[made]]
    return match


def price_table(worth: Array, may: Array, market: Market, match: Array) -> Array | None:
    """Return each mentor's smallest price, or none where the pairs are not the best.

    As `pricing` does it, over all pairs of the table: begin with the least a seat may cost; raise a mentor's price
    to what some mentee would still gain there; that lowers the gain of her own mentees, so look at theirs again.
    """
    placed = np.flatnonzero(match >= 0)
    taken = np.bincount(match[placed], minlength=len(market.seats))
    price = -np.where(np.maximum(taken, 1) <= market.lower, market.care, 0).astype(np.float64)
    highest = np.where(taken >= market.seats, np.inf, -np.where(taken < market.lower, market.care, 0.0))
    own = np.zeros(len(match))
    own[placed] = worth[placed, match[placed]]
    gain = own.copy()
    gain[placed] -= price[match[placed]]
    front = np.arange(len(match))
    for _ in range(len(match) + len(market.seats) + 2):
        if not len(front):
            return price.astype(np.int64)
        offers = _offers(worth, may, front, gain, price)
        raised = offers > price
        price = offers
        if (price > highest).any():
            return None
        front = placed[raised[match[placed]]]
        gain[front] = own[front] - price[match[front]]
        if (gain[front] < 0).any():
            return None
    return None


def _offers(worth: Array, may: Array, front: Array, gain: Array, price: Array) -> Array:
    """Return what the mentees of the front would at most pay for each mentor, and no less than it costs."""
    best = price.copy()
    for start in range(0, len(front), _ROWS):
        rows = front[start : start + _ROWS]
        value = worth[rows] - gain[rows, None]
        value[~may[rows]] = -np.inf
        np.maximum(best, value.max(axis=0, initial=-np.inf), out=best)
    return best


def settled_pairs(
    scores: Array, worth: Array, market: Market, price: Array, match: Array
) -> tuple[Edges, Edges, Prices]:
    """Return the pairs, all that are worth just as much as their two prices, and what mentees gain before a bonus."""
    placed = np.flatnonzero(match >= 0)
    gain = np.zeros(len(match))
    gain[placed] = worth[placed, match[placed]] - price[match[placed]]
    rows, columns = np.nonzero(worth - price[None, :] == gain[:, None])
    able = scores[rows, columns] >= 0
    rows, columns = rows[able], columns[able]
    tight = Edges(rows, columns, market.worth(scores[rows, columns], rows))
    pairs = Edges(placed, match[placed], market.worth(scores[placed, match[placed]], placed))
    return pairs, tight, Prices(price, gain.astype(np.int64) - market.first)
