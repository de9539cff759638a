"""Which pairs of some mentees are worth nearly their prices? Every pair is looked at in float32, what comes close exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..best.market import Market
from ..scoring.looks import Array, Some
from ..scoring.scorer import Scorer
from ..scoring.tiles import LOW, Cell, Room, Tiles
from ..values import FULL

FAR = np.inf
_COLUMNS, _ROWS = 512, 256
_FEW = 24
"""Mentees who are set against all mentors at once."""
_ALONE = 4_096
"""Mentees at a time who are set against one mentor alone."""
_WIDEST = 4 * FULL
"""Prices that one tile may hold: more would blur its scores."""
_ROUNDING = 2.0**-22


@dataclass(frozen=True, slots=True)
class Prices:
    """What decides whether a pair is near: places, what mentees gain and what seats cost."""

    market: Market
    gain: Array
    price: Array


@dataclass(frozen=True, slots=True)
class Lens:
    """The mentors with a seat in tiles, cheapest first, so that the prices of a tile are close to one another."""

    scorer: Scorer
    minimum: int
    columns: Array
    tiles: Tiles
    cells: tuple[Cell, ...]
    whole: Cell
    """All of them at once, for a few mentees."""
    error: float

    @classmethod
    def over(cls, tiles: Tiles, scorer: Scorer, minimum: int) -> Lens:
        """Cut tiles."""
        count = len(tiles.columns)
        starts = range(0, count, _COLUMNS)
        cells = tuple(tiles.cell(start, min(start + _COLUMNS, count)) for start in starts)
        return cls(scorer, minimum, tiles.columns, tiles, cells, tiles.cell(0, count), tiles.error)

    def near(self, rows: Array, limits: Array, prices: Prices) -> tuple[Array, Array, Array]:
        """Return the pairs of some mentees whose slack is below a limit: rows, columns, and what each is worth.

        Args:
            rows: The mentees, in rising order.
            limits: Of each of them.
            prices: As they are; mentors who have no seat left are not looked at.
        """
        cells = self.cells if len(rows) > _FEW else (self.whole,)
        return self._near(cells, rows, limits, prices)

    def near_one(self, column: int, rows: Array, limit: float, prices: Prices) -> tuple[Array, Array]:
        """Return who of some mentees has a slack below a limit with one mentor, and that slack."""
        place = int(np.flatnonzero(self.columns == column)[0])
        cell = self.tiles.cell(place, place + 1)
        found, _, worth = self._near((cell,), rows, np.full(len(rows), limit), prices)
        return found, prices.gain[found] + prices.price[column] - worth

    def _near(
        self, cells: Sequence[Cell], rows: Array, limits: Array, prices: Prices
    ) -> tuple[Array, Array, Array]:
        found: list[tuple[Array, Array]] = []
        room = Room()
        step = _ROWS if len(cells) > 1 else _ALONE
        for start in range(0, len(rows), step):
            some = slice(start, start + step)
            found += [self._in_cell(cell, rows[some], limits[some], prices, room) for cell in cells]
        nobody = np.empty(0, np.int64)
        left, right = (np.concatenate([nobody, *(part[side] for part in found)]) for side in (0, 1))
        scores = self.scorer.scores(Some(left, right)).astype(np.int64)
        worth = prices.market.worth(scores, left)
        limit = np.zeros(len(prices.gain))
        limit[rows] = limits
        slack = prices.gain[left] + prices.price[right] - worth
        kept = (slack < limit[left]) & (scores >= self.minimum) & (prices.market.seats[right] > 0)
        return left[kept], right[kept], worth[kept]

    def _in_cell(
        self, cell: Cell, rows: Array, limits: Array, prices: Prices, room: Room
    ) -> tuple[Array, Array]:
        """Return the pairs of a tile that could be near, and may be."""
        columns = self.columns[cell.start : cell.stop]
        if not prices.market.seats[columns].any():
            return np.empty(0, np.int64), np.empty(0, np.int64)
        factor = prices.market.factor
        price = prices.price[columns] / factor
        least = (prices.gain[rows] - prices.market.plus[rows] - limits) / factor
        base, widest = float(price.min()), float(np.ptp(price))
        error = self.error + _ROUNDING * (widest + 2 * FULL)
        values = cell.scores(rows, room)
        low = np.float32(self.minimum - error if self.minimum else LOW)
        if widest > _WIDEST:
            near = values >= (least[:, None] + (price - error)[None, :])
            row, column = np.nonzero(near & (values >= low))
            return rows[row], columns[column]
        over = (price - base).astype(np.float32)
        floor = (least + (base - error)).astype(np.float32)
        values -= over
        row = np.flatnonzero(values.max(axis=1, initial=-np.inf) >= floor)
        at, column = np.nonzero(values[row] >= floor[row, None])
        row = row[at]
        may = values[row, column] + over[column] >= low
        return rows[row[may]], columns[column[may]]
