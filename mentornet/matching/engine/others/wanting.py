"""Whom would each rather have? Both sides' ranked wishes, and scores where they end.

A person prefers whom they rank, in that order; then everybody else by score, best first, ties by the order that the seed
gave the pool. Where unranked people are refused, only those ranked will do; whoever ranks nobody goes by score alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..scoring.hard import Bar, bars_of
from ..scoring.looks import Array, Look, Sparse
from ..scoring.scorer import Scorer, forbidden
from ..values import FULL, Mentee, Mentor, Pool, Rules, Settings, Unranked

NEVER = np.int64(2**62)
"""Behind everybody: a pair that may not be, or that one of the two would refuse."""


@dataclass(frozen=True, slots=True)
class Wanting:
    """A pool's wishes, laid out; a smaller place is a dearer partner."""

    scorer: Scorer
    bars: Sequence[Bar]
    minimum: int
    ranks: tuple[Sparse, Sparse]
    """The mentees' ranks of mentors and the mentors' of mentees, both by (mentee, mentor), from 1."""
    refuses: tuple[Array, Array]
    """Who takes only those they rank."""

    def places(self, look: Look, shape: tuple[int, ...]) -> tuple[Array, Array]:
        """Return each pair's place in the mentee's order and in the mentor's; `NEVER` where it may not be."""
        scores = self.scorer.scores(look)
        may = (scores >= self.minimum) & ~forbidden(self.bars, look, shape)
        mentees, mentors = (np.arange(len(refuses), dtype=np.int64) for refuses in self.refuses)
        lost = FULL - scores.astype(np.int64)
        unranked = len(mentees) + len(mentors)
        by_score = (
            unranked + lost * len(mentors) + look.mentors(mentors),
            unranked + lost * len(mentees) + look.mentees(mentees),
        )
        refused = look.mentees(self.refuses[0]), look.mentors(self.refuses[1])
        found = []
        for ranks, behind, refuses in zip(self.ranks, by_score, refused, strict=True):
            rank = look.found(ranks)
            found.append(np.where(rank > 0, rank, behind))
            may &= (rank > 0) | ~refuses
        return np.where(may, found[0], NEVER), np.where(may, found[1], NEVER)


def wanting_of(pool: Pool, rules: Rules, settings: Settings) -> Wanting:
    """Lay out what everybody in a pool wants."""
    rows = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
    mentees = {
        (row, columns[name]): rank
        for row, mentee in enumerate(pool.mentees)
        for rank, name in enumerate(mentee.wishes, start=1)
    }
    mentors = {
        (rows[name], column): rank
        for column, mentor in enumerate(pool.mentors)
        for rank, name in enumerate(mentor.wishes, start=1)
    }
    width = len(pool.mentors)
    return Wanting(
        scorer=Scorer(pool, settings),
        bars=bars_of(pool, rules, settings),
        minimum=settings.minimum_score,
        ranks=(Sparse(mentees, width), Sparse(mentors, width)),
        refuses=(_refusing(pool.mentees, settings), _refusing(pool.mentors, settings)),
    )


def _refusing(people: Sequence[Mentee | Mentor], settings: Settings) -> Array:
    refuses = settings.unranked is Unranked.REFUSE
    return np.array([refuses and bool(person.wishes) for person in people], dtype=bool)
