"""With what are all pairs asked again? The pool laid out anew for the certificate, in steps, so that some waiting is put to use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from ..scoring.hard import Bar, bars_of
from ..scoring.layout import side_by_side
from ..scoring.looks import Array
from ..scoring.scorer import Scorer
from ..scoring.tiles import Closely, Tiles
from ..values import Pool, Rules, Settings


class Laying(Iterator[None]):
    """Lays a pool out: each `next` does one step of it, of some tenths of a second for ten thousand people."""

    scorer: Scorer
    bars: Sequence[Bar]
    columns: Array
    """The mentors with open seats, those together who are alike."""
    tiles: Tiles

    def __init__(self, pool: Pool, rules: Rules, settings: Settings) -> None:
        self._pool, self._rules, self._settings = pool, rules, settings
        self._steps = self._lay()

    def __next__(self) -> None:
        return next(self._steps)

    def done(self) -> Laying:
        """Do what is left of the steps."""
        for _ in self._steps:
            pass
        return self

    def ordered(self, columns: Array) -> tuple[Tiles, Closely]:
        """Return tiles whose columns are these mentors in this order."""
        size = len(self._pool.mentees), len(self._pool.mentors)
        tiles = self.tiles if columns is self.columns else self._tiles(columns)
        return tiles, Closely(self.scorer, self.bars, size, columns)

    def _lay(self) -> Iterator[None]:
        pool = self._pool
        self.scorer = Scorer(pool, self._settings)
        yield
        self.bars = bars_of(pool, self._rules, self._settings)
        yield
        locked = Counter(mentor for _, mentor in {(lock.mentee, lock.mentor) for lock in self._rules.locked})
        seats = np.array([mentor.seats - locked[mentor.id] for mentor in pool.mentors], dtype=np.int64)
        self.columns = side_by_side(self.scorer, np.flatnonzero(seats > 0))
        self.tiles = self._tiles(self.columns)
        yield

    def _tiles(self, columns: Array) -> Tiles:
        size = len(self._pool.mentees), len(self._pool.mentors)
        return Tiles(self.scorer, self.bars, rows=size[0], columns=columns, mentors=size[1], exact=False)
