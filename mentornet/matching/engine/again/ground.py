"""What never changes in a round: who takes part, how pairs score, and who may be paired."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..scoring.hard import Bar
from ..scoring.looks import Array, Grid, Some
from ..scoring.scorer import Prepared, forbidden, prepare
from ..scoring.tiles import LOW, Cell, Room, Tiles
from ..values import Pool, Rules, Settings
from .looking import FAR, Lens

_COLUMNS = 512


@dataclass(slots=True)
class Ground:
    """The people, how they score, and who may be paired."""

    pool: Pool
    prepared: Prepared
    bars: tuple[Bar, ...]
    minimum: int
    rows: dict[str, int]
    columns: dict[str, int]
    _cells: tuple[Cell, ...] = ()

    def scores(self, rows: Array) -> Array:
        """Return the exact scores of some mentees with every mentor; below nought where a pair may not be."""
        values, room = np.empty((len(rows), len(self.pool.mentors))), Room()
        for cell in self._lay_out():
            values[:, cell.start : cell.stop] = cell.scores(rows, room)
        values[values < (self.minimum or LOW)] = -FAR
        return values

    def _lay_out(self) -> tuple[Cell, ...]:
        """Return what scores whole rows, laid out once."""
        if not self._cells:
            size = len(self.pool.mentees), len(self.pool.mentors)
            tiles = Tiles(
                self.prepared.scorer,
                self.bars,
                rows=size[0],
                columns=np.arange(size[1]),
                mentors=size[1],
                exact=True,
            )
            starts = range(0, size[1], _COLUMNS)
            self._cells = tuple(tiles.cell(start, min(start + _COLUMNS, size[1])) for start in starts)
        return self._cells

    def asking(self, column: int) -> Array:
        """Return the exact scores of every mentee with one mentor; below nought where a pair may not be."""
        look = Grid(np.arange(len(self.pool.mentees)), np.array([column]))
        values = self.prepared.scorer.scores(look).astype(float)
        values[forbidden(self.bars, look, values.shape) | (values < self.minimum)] = -FAR
        found: Array = values[:, 0]
        return found

    def scores_of(self, rows: Array, columns: Array) -> Array:
        """Return what some pairs score, whatever the rules say of them."""
        found: Array = self.prepared.scorer.scores(Some(rows, columns)).astype(np.int64)
        return found

    def lens(self, columns: Array) -> Lens:
        """Return what finds near pairs of some mentors, in their order."""
        tiles = Tiles(
            self.prepared.scorer,
            self.bars,
            rows=len(self.pool.mentees),
            columns=columns,
            mentors=len(self.pool.mentors),
            exact=False,
        )
        return Lens.over(tiles, self.prepared.scorer, self.minimum)


def ground_of(pool: Pool, rules: Rules, settings: Settings) -> Ground:
    """Lay a round's ground."""
    prepared = prepare(pool, rules, settings)
    return Ground(
        pool,
        prepared,
        tuple(prepared.bars),
        settings.minimum_score,
        {mentee.id: row for row, mentee in enumerate(pool.mentees)},
        {mentor.id: column for column, mentor in enumerate(pool.mentors)},
    )
