"""Would two people rather have each other? Every pair asked again, with nothing of `stable.py` or `wanting.py`.

A pair blocks when it may be, is not one, and each of the two would have the other for the least dear of their own, or
for an empty seat. A rank comes before any score, a smaller rank before a larger, a larger score before a smaller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..scoring.hard import bars_of
from ..scoring.looks import Array, Block, Some, blocks
from ..scoring.scorer import Scorer, forbidden
from ..values import Mentee, Mentor, Pool, Report, Rules, Settings, Unranked

Names = tuple[str, str]

_UNRANKED = 2.0**40
_OPEN = np.inf
_ENOUGH = 100


@dataclass(frozen=True, slots=True)
class _Side:
    """What one side thinks, as a single number a pair: less is dearer."""

    ranks: Mapping[int, Mapping[int, int]]
    is_choosy: Array
    """Who refuses whom they do not rank."""

    def of(self, person: int, other: int, score: int) -> float:
        rank = self.ranks.get(person, {}).get(other)
        if rank is not None:
            return float(rank)
        return _OPEN if self.is_choosy[person] else _UNRANKED - score

    def over(self, persons: slice, others: slice, scores: Array) -> Array:
        """Return the same for a block with this side's people as its rows."""
        dear: Array = _UNRANKED - scores.astype(np.float64)
        dear[self.is_choosy[persons]] = _OPEN
        for person in range(persons.start, persons.stop):
            for other, rank in self.ranks.get(person, {}).items():
                if others.start <= other < others.stop:
                    dear[person - persons.start, other - others.start] = rank
        return dear


def find_blocking(
    pool: Pool, rules: Rules, settings: Settings, pairs: Sequence[Names], report: Report
) -> list[Names]:
    """List the pairs that would leave what they have for each other, a hundred at most.

    Args:
        pool: Everybody.
        rules: Forbidden pairs never block, and nobody is let go from a locked one.
        settings: Minimum score, and whether unranked people are refused.
        pairs: Who is with whom.
        report: Hears how far it is.
    """
    rows = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
    mentees = _side(pool.mentees, columns, settings)
    mentors = _side(pool.mentors, rows, settings)
    scorer, bars = Scorer(pool, settings), bars_of(pool, rules, settings)
    at = [(rows[mentee], columns[mentor]) for mentee, mentor in pairs]
    least = _least_dear(pool, rules, scorer, at, mentees, mentors)
    taken = defaultdict(set)
    for row, column in at:
        taken[row].add(column)
    found: list[Names] = []
    for block in blocks(len(pool.mentees), len(pool.mentors)):
        report("certificate", block.rows.start / len(pool.mentees))
        scores = scorer.scores(block)
        may = (scores >= settings.minimum_score) & ~forbidden(bars, block, scores.shape)
        dear = mentees.over(block.rows, block.columns, scores)
        dear_back = mentors.over(block.columns, block.rows, scores.T).T
        may &= (dear < least[0][block.rows, None]) & (dear_back < least[1][None, block.columns])
        found += _named(pool, block, may, taken)
        if len(found) > _ENOUGH:
            break
    return found[:_ENOUGH]


def _side(people: Sequence[Mentee | Mentor], places: Mapping[str, int], settings: Settings) -> _Side:
    ranks = {
        number: {places[name]: rank for rank, name in enumerate(person.wishes)}
        for number, person in enumerate(people)
        if person.wishes
    }
    choosy = [settings.unranked is Unranked.REFUSE and number in ranks for number in range(len(people))]
    return _Side(ranks, np.array(choosy, dtype=bool))


def _least_dear(  # both sides' people, orders and pairs
    pool: Pool, rules: Rules, scorer: Scorer, at: Sequence[tuple[int, int]], mentees: _Side, mentors: _Side
) -> tuple[Array, Array]:
    """Return whom each would let go first: nobody where every seat is locked, an empty seat before all others."""
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    scores = scorer.scores(Some((row for row, _ in at), (column for _, column in at))).tolist()
    worst = np.full(len(pool.mentees), -1.0), np.full(len(pool.mentors), -1.0)
    count = np.zeros(len(pool.mentees), np.int64), np.zeros(len(pool.mentors), np.int64)
    for (row, column), score in zip(at, scores, strict=True):
        count[0][row] += 1
        count[1][column] += 1
        if (pool.mentees[row].id, pool.mentors[column].id) not in locked:
            worst[0][row] = max(worst[0][row], mentees.of(row, column, score))
            worst[1][column] = max(worst[1][column], mentors.of(column, row, score))
    worst[0][count[0] < _places(pool.mentees)] = _OPEN
    worst[1][count[1] < _places(pool.mentors)] = _OPEN
    return worst


def _places(people: Sequence[Mentee | Mentor]) -> Array:
    counts = [person.seats if isinstance(person, Mentor) else person.most_mentors for person in people]
    return np.array(counts, dtype=np.int64)


def _named(pool: Pool, block: Block, may: Array, taken: Mapping[int, set[int]]) -> Iterable[Names]:
    for row, column in np.argwhere(may).tolist():
        mentee, mentor = block.rows.start + row, block.columns.start + column
        if mentor not in taken.get(mentee, ()):
            yield pool.mentees[mentee].id, pool.mentors[mentor].id
