"""Which pairs may be, and with what score? Every one, in the order of the pool, a block of mentees at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from .scoring.looks import ROWS, Block
from .scoring.scorer import forbidden, prepare
from .values import Pool, Rules, Settings


def eligible_pairs(pool: Pool, rules: Rules, settings: Settings) -> Iterator[tuple[str, str, int]]:
    """Yield (mentee id, mentor id, score in parts per million) of each pair that could be chosen.

    Those are the pairs that break no hard rule, whose mentor has a seat, and that reach the minimum score; a locked pair
    is among them whatever it scores.
    """
    prepared = prepare(pool, rules, settings)
    seated = np.array([mentor.seats > 0 for mentor in pool.mentors], dtype=bool)
    locked: dict[str, list[str]] = defaultdict(list)
    for lock in rules.locked:
        locked[lock.mentee].append(lock.mentor)
    names = [mentor.id for mentor in pool.mentors]
    columns = {name: column for column, name in enumerate(names)}
    for first in range(0, len(pool.mentees), ROWS):
        block = Block(slice(first, min(first + ROWS, len(pool.mentees))), slice(0, len(names)))
        scores = prepared.scorer.scores(block)
        may = (scores >= settings.minimum_score) & block.mentors(seated)
        may &= ~forbidden(prepared.bars, block, scores.shape)
        for row, mentee in enumerate(pool.mentees[block.rows]):
            for mentor in locked.get(mentee.id, ()):
                may[row, columns[mentor]] = True
            able = np.flatnonzero(may[row])
            for column, score in zip(able.tolist(), scores[row, able].tolist(), strict=True):
                yield mentee.id, names[column], score
