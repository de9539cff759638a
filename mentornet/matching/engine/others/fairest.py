"""How high can the worst fit be, with nobody losing a place for it?

The threshold is the highest score below which no open pair need lie for as many mentees to be placed as can be placed
at all. Best pairs are then sought among those at or above it, as for the objective MOST.

1. Take each mentee's best few pairs. Find how many mentees they can place: a largest flow from mentees to seats.
2. The flow's smallest cut names the mentors whose seats are all that is in the way. Ask every other pair anew; one that
   goes round the cut is added, and the flow sought again. Where there is none, no larger number exists (D. König, 1931).
3. Halve the distinct scores until the highest threshold that places as many is found, and look at the cut just above it
   in the same way: a pair that goes round it is added and may raise the threshold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..outcomes import Fairness
from ..scoring.hard import Bar, bars_of
from ..scoring.looks import Array
from ..scoring.scorer import Scorer
from ..scoring.tiles import Tiles
from ..values import FULL, Mentee, Pool, Report, Rules, Settings

_AT_ONCE = 24
_ROWS, _COLUMNS = 128, 1_024


@dataclass(frozen=True, slots=True)
class _Edges:
    """Some pairs with their scores."""

    rows: Array
    columns: Array
    scores: Array

    def from_score(self, least: int) -> _Edges:
        kept = self.scores >= least
        return _Edges(self.rows[kept], self.columns[kept], self.scores[kept])

    def joined(self, other: _Edges, width: int) -> _Edges:
        rows, columns, scores = (
            np.concatenate(both)
            for both in (
                (self.rows, other.rows),
                (self.columns, other.columns),
                (self.scores, other.scores),
            )
        )
        _, first = np.unique(rows * width + columns, return_index=True)
        return _Edges(rows[first], columns[first], scores[first])


@dataclass(frozen=True, slots=True)
class _Cut:
    """How many mentees a threshold places, and who could still place more: a pair from one to the other."""

    placed: int
    mentees: Array
    mentors: Array


@dataclass(frozen=True, slots=True)
class _Table:
    """The open part of a pool: mentees without a lock, mentors with the seats left."""

    scorer: Scorer
    bars: Sequence[Bar]
    mentees: Sequence[Mentee]
    open_mentees: Array
    seats: Array
    report: Report

    def best(self, rows: Array, columns: Array, least: int) -> _Edges:
        """Return each mentee's best few pairs with these mentors, of `least` or more; ties spread over the mentors."""
        found: list[_Edges] = [_edges([], [], [])]
        if not len(columns):
            return found[0]
        size, few = (len(self.mentees), len(self.seats)), min(_AT_ONCE, len(columns))
        tiles = Tiles(self.scorer, self.bars, rows=size[0], columns=columns, mentors=size[1], exact=True)
        for start in range(0, len(rows), _ROWS):
            self.report("score", start / len(rows))
            some = rows[start : start + _ROWS]
            keys = _keys(tiles, some, columns, least)
            places = np.argpartition(-keys, few - 1, axis=1)[:, :few]
            kept = np.take_along_axis(keys, places, axis=1)
            row, place = np.nonzero(kept >= 0)
            found.append(_Edges(some[row], columns[places[row, place]], kept[row, place] >> _SPREAD))
        return _Edges(*(np.concatenate(parts) for parts in zip(*(_parts(one) for one in found), strict=True)))


def _keys(tiles: Tiles, rows: Array, columns: Array, least: int) -> Array:
    """Return a number for each pair of some mentees, higher for a better score, ties by chance; -1 where it may not be."""
    keys = np.empty((len(rows), len(columns)), dtype=np.int64)
    for left in range(0, len(columns), _COLUMNS):
        some = slice(left, min(left + _COLUMNS, len(columns)))
        scores = tiles.cell(some.start, some.stop).scores(rows)
        spread = (rows[:, None] * 40_503 + columns[None, some] * 30_011) & ((1 << _SPREAD) - 1)
        keys[:, some] = np.where(scores >= least, (scores.astype(np.int64) << _SPREAD) | spread, -1)
    return keys


_SPREAD = 16


def _edges(rows: Sequence[int], columns: Sequence[int], scores: Sequence[int]) -> _Edges:
    return _Edges(*(np.array(part, dtype=np.int64) for part in (rows, columns, scores)))


def _parts(edges: _Edges) -> tuple[Array, Array, Array]:
    return edges.rows, edges.columns, edges.scores


def raise_worst(pool: Pool, rules: Rules, settings: Settings, report: Report) -> Fairness:
    """Return the highest threshold that places as many mentees as any, with what proves it."""
    table = _table(pool, rules, settings, report)
    able = np.flatnonzero(table.seats > 0)
    edges = table.best(table.open_mentees, able, settings.minimum_score)
    edges, most = _complete(table, edges, settings.minimum_score)
    threshold, above = settings.minimum_score, most
    while most.placed:
        raised = _highest(table, edges, threshold, most.placed)
        edges, above = _complete(table, edges, raised + 1)
        if above.placed < most.placed:
            threshold = raised
            break
        threshold = raised + 1
    return Fairness(
        threshold=threshold,
        placed=most.placed,
        full_at_minimum=_names(pool, table, most),
        full_above=_names(pool, table, above),
    )


def _table(pool: Pool, rules: Rules, settings: Settings, report: Report) -> _Table:
    locked = {lock.mentee for lock in rules.locked}
    taken = Counter(lock.mentor for lock in rules.locked)
    return _Table(
        Scorer(pool, settings),
        bars_of(pool, rules, settings),
        pool.mentees,
        np.array([row for row, mentee in enumerate(pool.mentees) if mentee.id not in locked], dtype=np.int64),
        np.array(
            [min(mentor.seats - taken[mentor.id], len(pool.mentees)) for mentor in pool.mentors],
            dtype=np.int64,
        ),
        report,
    )


def _names(pool: Pool, table: _Table, cut: _Cut) -> tuple[str, ...]:
    free = set(cut.mentors.tolist())
    return tuple(
        mentor.id
        for column, mentor in enumerate(pool.mentors)
        if table.seats[column] > 0 and column not in free
    )


def _complete(table: _Table, edges: _Edges, least: int) -> tuple[_Edges, _Cut]:
    """Add pairs of `least` or more until no pair left out could place more; return the edges and the cut."""
    while True:
        cut = _cut(table, edges.from_score(least))
        if least > FULL:
            return edges, cut
        further = table.best(cut.mentees, cut.mentors, least)
        if not len(further.rows):
            return edges, cut
        edges = edges.joined(further, len(table.seats))


def _highest(table: _Table, edges: _Edges, low: int, placed: int) -> int:
    """Return the highest score of the edges, `low` at least, from which on as many can be placed."""
    scores = np.unique(edges.scores[edges.scores >= low])
    first, last = 0, len(scores) - 1
    while first < last:
        middle = (first + last + 1) // 2
        if _cut(table, edges.from_score(int(scores[middle]))).placed >= placed:
            first = middle
        else:
            last = middle - 1
    return int(scores[first])


def _cut(table: _Table, edges: _Edges) -> _Cut:
    """Find a largest flow from mentees to seats, and which people its smallest cut leaves on the open side."""
    from scipy.sparse import csr_array  # noqa: PLC0415  # a second and 60 MB, for those who solve
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow  # noqa: PLC0415

    everybody, able = table.open_mentees, np.flatnonzero(table.seats > 0)
    mentees = 1 + np.arange(len(everybody))
    mentors = 1 + len(everybody) + np.arange(len(able))
    sink = 1 + len(everybody) + len(able)
    heads = np.concatenate([np.zeros(len(everybody), np.int64), _at(mentees, everybody, edges.rows), mentors])
    tails = np.concatenate([mentees, _at(mentors, able, edges.columns), np.full(len(able), sink)])
    capacity = np.concatenate([np.ones(len(everybody) + len(edges.rows), np.int64), table.seats[able]])
    graph = csr_array((capacity.astype(np.int32), (heads, tails)), shape=(sink + 1, sink + 1))
    flow = maximum_flow(graph, 0, sink)
    left = csr_array(graph - flow.flow)
    left.data[left.data < 0] = 0
    left.eliminate_zeros()
    reached = np.zeros(sink + 1, dtype=bool)
    reached[breadth_first_order(left, 0, return_predecessors=False)] = True
    return _Cut(int(flow.flow_value), everybody[reached[mentees]], able[~reached[mentors]])


def _at(nodes: Array, persons: Array, wanted: Array) -> Array:
    """Return the nodes of the wanted persons."""
    found: Array = nodes[np.searchsorted(persons, wanted)] if len(persons) else np.empty(0, np.int64)
    return found
