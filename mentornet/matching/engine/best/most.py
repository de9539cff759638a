"""Could more people be placed at all? Asked of every pair that may be.

From everybody who waits, go to each mentor they may have, and on from those who hold that mentor's seats. Where a free
seat is reached, or somebody who has several mentors, the way to it places one more. Where none is, the mentors reached
are full, with nobody but people reached: whoever is placed beyond their seats is one of the others, and each of those has
a place already. (D. Konig, 1931: a largest matching is as large as a smallest cover.)
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..scoring.looks import Array
from ..scoring.tiles import LOW, Room
from .ground import Ground
from .market import Edges


def find_cover(ground: Ground, pairs: Edges, beat: Callable[[float], None]) -> tuple[Array, Array] | None:
    """Return which mentors and mentees are reached, which proves the number placed the largest; none where it is not."""
    market = ground.market
    taken = np.bincount(pairs.columns, minlength=len(market.seats))
    had = np.bincount(pairs.rows, minlength=len(market.wants))
    is_free = taken < market.seats
    is_free[pairs.columns[had[pairs.rows] > (market.first[pairs.rows] > 0)]] = True
    reached = np.zeros(len(market.seats), dtype=bool)
    seen = np.zeros(len(market.wants), dtype=bool)
    front = np.flatnonzero((had == 0) & (market.wants > 0) & (market.first > 0))
    while len(front):
        seen[front] = True
        found = _reach(ground, front, reached, beat)
        if (found & is_free).any():
            return None
        new = found & ~reached
        reached |= found
        front = np.unique(pairs.rows[new[pairs.columns]])
        front = front[~seen[front]]
    return reached, seen


def _reach(ground: Ground, front: Array, reached: Array, beat: Callable[[float], None]) -> Array:
    """Return which mentors somebody in front may have, beside those reached already."""
    found = reached.copy()
    least = ground.minimum - ground.tiles.error if ground.minimum else LOW
    room = Room()
    for start in range(0, len(front), _ROWS):
        beat(start / len(front))
        rows = front[start : start + _ROWS]
        for first, last in ground.cells():
            if found[first:last].all():
                continue
            values = ground.tiles.cell(first, last, room).scores(ground.mentees[rows])
            sure = values >= least
            if ground.minimum:
                doubtful = np.nonzero(sure & (np.abs(values - ground.minimum) <= ground.tiles.error))
                sure[doubtful] = ground.score(rows[doubtful[0]], doubtful[1] + first) >= 0
            found[first:last] |= sure.any(axis=0)
    return found


_ROWS = 1024
