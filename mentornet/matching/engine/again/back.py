"""Who would take a seat that came free at the least cost? Looked for from the seat backwards, until home is reached.

Prices that are no higher than they must be are such that somebody is about as well off there: a mentee who waits, or who
leaves another seat to somebody else, and so on until a place is reached that may as well stay empty. From home there are
very many ways that cost nothing; backwards from one seat there are few.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ..scoring.looks import Array
from .close import REACH
from .looking import FAR
from .standing import Standing

Side = Literal["mentee", "mentor", "home"]
Node = tuple[Side, int]
HOME: Node = ("home", 0)

MOST = 150
"""Mentors who are asked before the search is given up."""


@dataclass(slots=True)
class Back:
    """Distances from all places to one mentor, right up to a radius."""

    mentees: Array
    mentors: Array
    home: float = FAR
    radius: float = 0.0
    after: dict[Node, Node] = field(default_factory=dict)
    """The next step from each place."""

    def steps_from(self, node: Node) -> list[Node]:
        """Return the places that follow one on its way to the mentor."""
        found: list[Node] = []
        while node in self.after:
            node = self.after[node]
            found.append(node)
        return found


def look_back(standing: Standing, column: int, *, most: float, without: int = -1) -> Back | None:
    """Return the distances to a mentor, as far as home or `most` if that is nearer; none where too many had to be asked.

    Args:
        standing: The round.
        column: Whose seat came free.
        most: How far to look.
        without: A mentee who is left out of it.
    """
    return _Asking(standing, without).run(column, most)


class _Asking:
    """Goes backwards, from the nearest to the farther."""

    def __init__(self, standing: Standing, without: int) -> None:
        rows, columns = len(standing.had), len(standing.filled)
        self._standing, self._without = standing, without
        self._back = Back(np.full(rows, FAR), np.full(columns, FAR))
        self._rows = np.flatnonzero(standing.market.wants > 0)
        self._rows = self._rows[self._rows != without]
        self._empties, self._comes = standing.emptying(), standing.coming()
        self._waiting: list[tuple[float, Node]] = []
        self._rest = FAR

    def run(self, column: int, most: float) -> Back | None:
        """Go on until home is the nearest, or `most`."""
        back = self._back
        back.mentors[column] = 0.0
        heapq.heappush(self._waiting, (0.0, ("mentor", column)))
        asked = 0
        while True:
            nearest, node = self._waiting[0] if self._waiting else (FAR, HOME)
            if nearest >= min(most, back.home):
                back.radius = min(most, back.home)
                return back if back.radius <= self._rest else None
            heapq.heappop(self._waiting)
            side, place = node
            if side == "mentee":
                self._before_mentee(place, nearest)
                continue
            if nearest > back.mentors[place]:
                continue
            asked += 1
            if asked > MOST or nearest > self._rest:
                return None
            self._before_mentor(place, nearest)

    def _before_mentor(self, column: int, distance: float) -> None:
        """A seat is taken by whom it suits, or stays empty."""
        standing, back = self._standing, self._back
        self._from_home(distance + float(self._empties[column]), ("mentor", column))
        limit = REACH * standing.market.factor
        self._rest = min(self._rest, distance + limit)
        rows, slack = _takers(standing, column, self._rows, limit)
        offers = slack + distance
        better = (offers < back.mentees[rows]) & (offers < back.home)
        for row, offer in zip(rows[better].tolist(), offers[better].tolist(), strict=True):
            back.mentees[row] = offer
            back.after["mentee", row] = "mentor", column
            heapq.heappush(self._waiting, (offer, ("mentee", row)))

    def _before_mentee(self, row: int, distance: float) -> None:
        """Whoever takes a seat leaves another, or comes from outside."""
        back, held = self._back, self._standing.held
        if distance > back.mentees[row]:
            return
        self._from_home(distance + float(self._comes[row]), ("mentee", row))
        places = held.among(np.array([row]))
        costs = self._standing.keeping(places)
        for column, cost in zip(held.columns[places].tolist(), costs.tolist(), strict=True):
            offer = distance + cost
            if offer < back.mentors[column] and offer < back.home:
                back.mentors[column] = offer
                back.after["mentor", column] = "mentee", row
                heapq.heappush(self._waiting, (offer, ("mentor", column)))

    def _from_home(self, offer: float, node: Node) -> None:
        if offer < self._back.home:
            self._back.home = offer
            self._back.after[HOME] = node


def _takers(standing: Standing, column: int, rows: Array, limit: float) -> tuple[Array, Array]:
    """Return the mentees whose slack with this mentor is below a limit, and the slack."""
    found, slack = standing.lens().near_one(column, rows, limit, standing.prices())
    barred = [row for row, other in standing.apart if other == column]
    own = standing.held.rows[standing.held.of_mentors(np.array([column]))]
    kept = ~np.isin(found, np.concatenate([own, np.array(barred, dtype=np.int64)]))
    return found[kept], slack[kept].astype(float)
