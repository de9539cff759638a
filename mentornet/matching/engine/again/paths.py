"""Which moves make up for a change at the least cost? One shortest path through the pairs that could be.

A person who has to move asks every mentor; a mentor whose seats are full sends a mentee on; whoever gives a place up, and
whoever may take one, meets at *home*. Costs are slacks, which are never below nought, so that E. W. Dijkstra's search (*A note
on two problems in connexion with graphs*, 1959) finds the cheapest way; it asks the pairs of a mentee only when it comes to
them, a few hundred mentees at a time. Afterwards the prices move by the distances (J. Edmonds, R. M. Karp, 1972), and prove
the pairs again.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ..scoring.looks import Array
from .near import Graph, find_near, graph_of
from .standing import FAR, Standing

Side = Literal["mentee", "mentor", "home"]
Node = tuple[Side, int]
HOME: Node = ("home", 0)

_ROWS = 128
_NOBODY, _HOME = -1, -2
_AHEAD = 2_000
"""How far beyond the nearest the search looks at once, in parts per million of a score."""


@dataclass(slots=True)
class Search:
    """Distances from one place of a standing round to the others."""

    standing: Standing
    start: Node
    without: int = -1
    """A mentee who is left out of it."""
    mentees: Array = field(init=False)
    mentors: Array = field(init=False)
    home: float = FAR
    to_mentee: Array = field(init=False)
    """From which mentor, or from home, each mentee is reached."""
    to_mentor: Array = field(init=False)
    to_home: Node | None = None
    _waiting: tuple[Array, Array] = field(init=False)
    _home_waits: bool = False

    def __post_init__(self) -> None:
        """Begin at the start."""
        rows, columns = len(self.standing.had), len(self.standing.filled)
        self.mentees, self.mentors = np.full(rows, FAR), np.full(columns, FAR)
        self.to_mentee, self.to_mentor = np.full(rows, _NOBODY), np.full(columns, _NOBODY)
        self._waiting = np.zeros(rows, dtype=bool), np.zeros(columns, dtype=bool)
        side, place = self.start
        if side == "home":
            self.home, self._home_waits = 0.0, True
        else:
            (self.mentees if side == "mentee" else self.mentors)[place] = 0.0
            self._waiting[side == "mentor"][place] = True

    def distance(self, target: Node) -> float:
        """Return the distance as far as it is known."""
        side, place = target
        if side == "home":
            return self.home
        return float((self.mentees if side == "mentee" else self.mentors)[place])

    def run(self, target: Node | None = None, *, most: float = FAR) -> float:
        """Look as far as the target, and no farther than `most`; return the distance, infinite where it is farther."""
        ahead = _AHEAD * self.standing.market.factor
        while True:
            bound = min(most, self.distance(target)) if target else most
            nearest = self._nearest()
            if nearest >= bound or nearest == FAR:
                break
            self._expand(nearest + ahead, bound)
        found = self.distance(target) if target else FAR
        return found if found <= most else FAR

    def _nearest(self) -> float:
        mentees, mentors = self._waiting
        return min(
            self.home if self._home_waits else FAR,
            float(self.mentees[mentees].min(initial=FAR)),
            float(self.mentors[mentors].min(initial=FAR)),
        )

    def _expand(self, until: float, bound: float) -> None:
        """Go on from everything up to a distance; whatever comes nearer afterwards is gone on from again."""
        if self._home_waits and self.home <= until:
            self._home_waits = False
            self._from_home()
        columns = np.flatnonzero(self._waiting[1] & (self.mentors <= until) & (self.mentors < bound))
        self._waiting[1][columns] = False
        self._from_mentors(columns)
        rows = np.flatnonzero(self._waiting[0] & (self.mentees <= until) & (self.mentees < bound))
        for start in range(0, len(rows), _ROWS):
            some = rows[start : start + _ROWS]
            self._waiting[0][some] = False
            self._from_mentees(some)
        self._waiting[0][self.mentees >= bound] = False
        self._waiting[1][self.mentors >= bound] = False

    def _from_home(self) -> None:
        offers = self.home + self.standing.coming()
        if self.without >= 0:
            offers[self.without] = FAR
        nearer = offers < self.mentees
        self.mentees[nearer], self.to_mentee[nearer] = offers[nearer], _HOME
        self._waiting[0][nearer] = True
        self._reach_mentors(self.home + self.standing.emptying(), np.full(len(self.mentors), _HOME))

    def _from_mentors(self, columns: Array) -> None:
        """A mentor may fill a free seat, or send each of her mentees on."""
        if len(columns):
            self._reach_home("mentor", columns, self.mentors[columns] + self.standing.filling(columns))
        for column in columns.tolist():
            for row, cost in self.standing.keeping(column):
                distance = self.mentors[column] + cost
                if distance < self.mentees[row] and row != self.without:
                    self.mentees[row], self.to_mentee[row] = distance, column
                    self._waiting[0][row] = True

    def _from_mentees(self, rows: Array) -> None:
        """A mentee may give the place up, or go to any other mentor."""
        self._reach_home("mentee", rows, self.mentees[rows] + self.standing.leaving(rows))
        offers = self.standing.slack(rows)
        offers += self.mentees[rows, None]
        best = offers.argmin(axis=0)
        self._reach_mentors(offers[best, np.arange(offers.shape[1])], rows[best])

    def _reach_home(self, side: Side, places: Array, offers: Array) -> None:
        nearest = int(offers.argmin())
        if offers[nearest] < self.home:
            self.home, self.to_home, self._home_waits = (
                float(offers[nearest]),
                (side, int(places[nearest])),
                True,
            )

    def _reach_mentors(self, offers: Array, origins: Array) -> None:
        nearer = offers < self.mentors
        self.mentors[nearer], self.to_mentor[nearer] = offers[nearer], origins[nearer]
        self._waiting[1][nearer] = True

    def path(self, target: Node) -> list[Node]:
        """Return the places from the start to the target."""
        found = [target]
        while found[-1] != self.start:
            side, place = found[-1]
            if side == "home":
                if self.to_home is None:
                    raise ValueError("Ask for a path only to where there is one.")
                found.append(self.to_home)
                continue
            before = int((self.to_mentee if side == "mentee" else self.to_mentor)[place])
            found.append(HOME if before == _HOME else ("mentor" if side == "mentee" else "mentee", before))
        return found[::-1]


NEAR = 30_000
"""How far near pairs are listed, in parts per million of a score."""
_LEAST = 10_000


def route(standing: Standing, start: Node, target: Node, *, most: float = FAR) -> bool:
    """Move people along the cheapest path and the prices with them; say whether there was one within `most`.

    Where there is none nobody moves, and the prices move as far as `most` lets them.
    """
    found = _known(standing, start, target, most) or _searched(standing, start, target, most)
    if found.limit == FAR:
        raise ValueError("Everybody can be left out, so there is always a path.")
    home = min(found.home, found.limit)
    _move(standing, found.path)
    standing.gain += (np.minimum(found.mentees, found.limit) - home).astype(np.int64)
    standing.price -= (np.minimum(found.mentors, found.limit) - home).astype(np.int64)
    return bool(found.path)


@dataclass(frozen=True, slots=True)
class _Found:
    """A path, nothing where it would cost too much, and the distances up to its own."""

    path: list[Node]
    limit: float
    mentees: Array
    mentors: Array
    home: float


def _searched(standing: Standing, start: Node, target: Node, most: float) -> _Found:
    search = Search(standing, start)
    distance = search.run(target, most=most)
    is_found = distance < most or (distance < FAR and most == FAR)
    path = search.path(target) if is_found else []
    return _Found(path, distance if is_found else most, search.mentees, search.mentors, search.home)


def _known(standing: Standing, start: Node, target: Node, most: float) -> _Found | None:
    """Find the path among near pairs, where they have been listed and reach far enough to be sure."""
    near, factor = standing.near, standing.market.factor
    if near is None:
        return None
    if near.reach(standing) < _LEAST * factor:
        near = standing.near = find_near(standing, NEAR * factor)
        if near is None:
            return None
    graph, reach = graph_of(standing, near), near.reach(standing)
    places = {"mentee": 0, "mentor": graph.size[0], "home": graph.home}
    begin, end = (places[side] + place for side, place in (start, target))
    costs, before = graph.ways(begin, most=min(reach, most))
    if costs[end] == FAR and most > reach:
        return None
    is_found = bool(costs[end] < most)
    path = [_node(graph, place) for place in steps_to(before, begin, end)] if is_found else []
    limit = float(costs[end]) if is_found else most
    split = graph.size[0]
    return _Found(path, limit, costs[:split], costs[split : graph.home], float(costs[graph.home]))


def steps_to(before: Array, begin: int, end: int) -> list[int]:
    """Return the places of a way from its begin to its end."""
    found = [end]
    while found[-1] != begin:
        found.append(int(before[found[-1]]))
    return found[::-1]


def _node(graph: Graph, place: int) -> Node:
    if place == graph.home:
        return HOME
    return ("mentee", place) if place < graph.size[0] else ("mentor", place - graph.size[0])


def _move(standing: Standing, path: list[Node]) -> None:
    made: list[tuple[int, int]] = []
    for (side, place), (to, other) in itertools.pairwise(path):
        if side == "mentee" and to == "mentor":
            made.append((place, other))
        elif side == "mentor" and to == "mentee":
            standing.drop(other, place)
        elif side == "home":
            (standing.had if to == "mentee" else standing.filled)[other] += 1 if to == "mentee" else -1
        else:
            (standing.had if side == "mentee" else standing.filled)[place] += -1 if side == "mentee" else 1
    ends = np.array(made, dtype=np.int64).reshape(-1, 2)
    standing.add(ends[:, 0], ends[:, 1], standing.ground.scores_of(ends[:, 0], ends[:, 1]))
