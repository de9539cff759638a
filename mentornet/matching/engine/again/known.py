"""What costs nothing, and what costs how much, from the prices at hand? Asked of all pairs once, for everybody's advice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..scoring.looks import Array
from .looking import FAR
from .near import Graph, Near, find_near, graph_of, steps_to
from .standing import Standing

_LIMITS = (30_000, 120_000, 2_000_000)
_EVERY = 60_000
"""Pairs of a round that are all listed."""
_ROWS = 128

Beat = Callable[[float], None]


@dataclass(slots=True)
class Known:
    """What is asked once for all."""

    graph: Graph
    reach: float
    """Up to which cost ways are known."""
    out: Array
    """What it costs each mentor to send a mentee on."""
    out_by: Array
    own: dict[int, list[int]]
    """The mentors at whom a seat more goes to this mentee alone."""
    seat_by: Array
    loose: Array
    """What each mentor's seat more would bring."""

    def seat(self, column: int) -> list[int]:
        """Return the way from home to a mentor's seat more."""
        return steps_to(self.seat_by, self.graph.home, self.graph.mentor(column))

    def way_out(self, column: int) -> list[int]:
        """Return the way from a mentor, through whom she sends on, to home."""
        return steps_to(self.out_by, self.graph.home, self.graph.mentor(column))[::-1]


def know(standing: Standing, rows: Array, beat: Beat) -> Known:
    """List the near pairs, farther and farther until everybody's cheapest seat to free is known, and find all ways."""
    factor = standing.market.factor
    cells = len(standing.had) * len(standing.filled)
    near: Near | None = find_near(standing, FAR if cells <= _EVERY else _LIMITS[0] * factor, beat)
    limits = [] if near is None or cells <= _EVERY else list(_LIMITS[1:])
    if near is None:
        near = Near(*(np.empty(0, np.int64),) * 3, 0.0, standing.gain.copy(), standing.price.copy())
    known = _ways(standing, near)
    for limit in limits:
        if _is_enough(standing, known, rows):
            break
        wider = find_near(standing, limit * factor, beat)
        if wider is None:
            break
        known = _ways(standing, wider)
    return known


def _is_enough(standing: Standing, known: Known, rows: Array) -> bool:
    """Say whether the cheapest seat to free is known for everybody asked about."""
    for start in range(0, len(rows), _ROWS):
        slack = standing.slack(rows[start : start + _ROWS])
        best = (slack + known.out).min(axis=1, initial=FAR)
        unknown = np.where(known.out == FAR, slack + known.reach, FAR).min(axis=1, initial=FAR)
        if (best > unknown).any():
            return False
    return True


def _ways(standing: Standing, near: Near) -> Known:
    """Lower the prices to the smallest, and find the ways to every seat and out of it."""
    graph = graph_of(standing, near)
    reach = near.reach(standing)
    costs, _ = graph.ways(graph.home, most=reach)
    _lower_prices(standing, costs, reach)
    split = graph.size[0]
    graph, reach = graph_of(standing, near), near.reach(standing)
    out, out_by = graph.ways(graph.home, most=reach, back=True)
    own, seat_by = _own_seats(standing, graph)
    return Known(graph, reach, out[split : graph.home], out_by, own, seat_by, standing.price.astype(float))


def _lower_prices(standing: Standing, costs: Array, reach: float) -> None:
    """Lower the prices by what the way to each seat costs; whom no way leads to by the most that is known."""
    split = len(standing.had)
    mentees, mentors = costs[:split].copy(), costs[split:-1].copy()
    market = standing.market
    waits = (standing.filled == 0) & (market.seats > 0)
    least = standing.price + np.where(market.lower > 0, market.care, 0)
    mentors[waits] = np.minimum(mentors[waits], least[waits])
    mentees[market.wants < 1] = 0
    mentors[market.seats < 1] = 0
    most = reach
    if reach == FAR:
        known = np.concatenate([mentees, mentors])
        most = float(known[known < FAR].max(initial=0))
    standing.gain += np.minimum(mentees, most).astype(np.int64)
    standing.price -= np.minimum(mentors, most).astype(np.int64)


def _own_seats(standing: Standing, graph: Graph) -> tuple[dict[int, list[int]], Array]:
    """Return at whom a seat more goes to one mentee alone, and the steps of such ways.

    Every mentor hears from which mentees a way leads to her that costs nothing: the lowest and the highest
    number; where both are one mentee, nobody else's way does.
    """
    split, home = graph.size[0], graph.home
    is_free = (graph.costs == 0) & (graph.starts != home) & (graph.ends != home)
    starts, ends = graph.starts[is_free], graph.ends[is_free]
    first = (graph.starts == home) & (graph.costs == 0)
    sources = graph.ends[first]
    lowest, highest = np.full(home + 1, home + 2), np.full(home + 1, -1)
    marks = np.where(sources < split, sources, home + 1)
    lowest[sources], highest[sources] = marks, marks
    while True:
        before = lowest.copy(), highest.copy()
        np.minimum.at(lowest, ends, lowest[starts])
        np.maximum.at(highest, ends, highest[starts])
        if (before[0] == lowest).all() and (before[1] == highest).all():
            break
    own: dict[int, list[int]] = {}
    full = (standing.filled >= standing.market.seats) & (standing.market.seats > 0)
    for column in np.flatnonzero(full & (lowest[split:home] == highest[split:home])).tolist():
        if lowest[split + column] < split:
            own.setdefault(int(lowest[split + column]), []).append(column)
    _, seat_by = graph.ways(home, most=0, only=graph.costs == 0)
    return own, seat_by
