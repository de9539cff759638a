"""Which moves make up for a change at the least cost? One shortest path through the pairs that could be.

A person who has to move asks every mentor; a mentor whose seats are full sends a mentee on; whoever gives a place up, and
whoever may take one, meets at *home*. Costs are slacks, which are never below nought, so that E. W. Dijkstra's search (*A note
on two problems in connexion with graphs*, 1959) finds the cheapest way; it looks at the pairs of a mentee only when it comes
to them, a few hundred mentees at a time, and at those farther than they are listed only when it comes to that distance.
Afterwards the prices move by the distances (J. Edmonds, R. M. Karp, 1972), and prove the pairs again.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import numpy as np

from ..scoring.looks import Array
from .back import HOME, Back, Node, Side, look_back
from .close import REACH
from .looking import FAR
from .standing import Standing

_ROWS = 128
_NOBODY, _HOME = -1, -2
_AHEAD = 2_000
"""How far beyond the nearest the search looks at once, in parts per million of a score."""
_WIDER = 4


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
    back: Back | None = None
    """Distances to the target, where home was reached before it."""
    meeting: tuple[float, Node] | None = None
    """How far the target is, and a place on the way that both searches know."""
    _waiting: tuple[Array, Array] = field(init=False)
    _home_waits: bool = False
    _rest: Array = field(init=False)
    """From which distance on each mentee's pairs are not known; infinite where they are, or were not asked for yet."""

    def __post_init__(self) -> None:
        """Begin at the start."""
        rows, columns = len(self.standing.had), len(self.standing.filled)
        self.mentees, self.mentors = np.full(rows, FAR), np.full(columns, FAR)
        self.to_mentee, self.to_mentor = np.full(rows, _NOBODY), np.full(columns, _NOBODY)
        self._rest = np.full(rows, FAR)
        self._waiting = np.zeros(rows, dtype=bool), np.zeros(columns, dtype=bool)
        side, place = self.start
        if side == "home":
            self.home, self._home_waits = 0.0, True
        else:
            (self.mentees if side == "mentee" else self.mentors)[place] = 0.0
            self._waiting[side == "mentor"][place] = True

    def distance(self, target: Node) -> float:
        """Return the distance as far as it is known."""
        if self.meeting:
            return self.meeting[0]
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
            if self._home_waits and self.home <= nearest:
                self._home_waits = False
                if target and target[0] == "mentor" and self._meet(target[1], bound):
                    break
                self._from_home()
            self._expand(nearest + ahead, bound)
        found = self.distance(target) if target else FAR
        return found if found <= most else FAR

    def _nearest(self) -> float:
        mentees, mentors = self._waiting
        return min(
            self.home if self._home_waits else FAR,
            float(self.mentees[mentees].min(initial=FAR)),
            float(self.mentors[mentors].min(initial=FAR)),
            float(self._rest.min(initial=FAR)),
        )

    def _expand(self, until: float, bound: float) -> None:
        """Go on from everything up to a distance; whatever comes nearer afterwards is gone on from again."""
        columns = np.flatnonzero(self._waiting[1] & (self.mentors <= until) & (self.mentors < bound))
        self._waiting[1][columns] = False
        self._from_mentors(columns)
        rows = np.flatnonzero(self._waiting[0] & (self.mentees <= until) & (self.mentees < bound))
        self._waiting[0][rows] = False
        self._from_mentees(rows)
        self._go_beyond(np.flatnonzero((self._rest <= until) & (self._rest < bound)), bound)
        self._waiting[0][self.mentees >= bound] = False
        self._waiting[1][self.mentors >= bound] = False

    def _meet(self, column: int, most: float) -> bool:
        """Look back from the target, and find where both searches meet; not where that would take too long."""
        back = look_back(self.standing, column, most=most - self.home, without=self.without)
        if back is None:
            return False
        self.back = back
        mentees, mentors = self.mentees + back.mentees, self.mentors + back.mentors
        row, mentor = int(mentees.argmin()), int(mentors.argmin())
        meetings: list[tuple[float, Node]] = [
            (self.home + back.home, HOME),
            (float(mentees[row]), ("mentee", row)),
            (float(mentors[mentor]), ("mentor", mentor)),
        ]
        self.meeting = min(meetings, key=lambda one: one[0])
        return True

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
        if not len(columns):
            return
        self._reach_home("mentor", columns, self.mentors[columns] + self.standing.filling(columns))
        held = self.standing.held
        places = held.of_mentors(columns)
        rows, origins = held.rows[places], held.columns[places]
        offers = self.mentors[origins] + self.standing.keeping(places)
        offers[rows == self.without] = FAR
        self._reach("mentee", rows, offers, origins)

    def _from_mentees(self, rows: Array) -> None:
        """A mentee may give the place up, or go to any other mentor."""
        if not len(rows):
            return
        self._reach_home("mentee", rows, self.mentees[rows] + self.standing.leaving(rows))
        self.standing.look(rows, np.ones(len(rows)))
        self._from_known(rows)

    def _from_known(self, rows: Array) -> None:
        owner, columns, slack = self.standing.nearest(rows)
        self._reach("mentor", columns, self.mentees[rows][owner] + slack, rows[owner])
        self._rest[rows] = self.mentees[rows] + self.standing.close.limit[rows]

    def _go_beyond(self, rows: Array, bound: float) -> None:
        """Look at the pairs of mentees beyond those that are known: some more; all, where they are a crowd."""
        if not len(rows):
            return
        close = self.standing.close
        least = REACH * self.standing.market.factor
        wider = np.maximum(close.limit[rows], least) * _WIDER
        self.standing.look(rows, np.minimum(wider, bound - self.mentees[rows]))
        is_crowd = close.is_crowded[rows]
        self._from_known(rows[~is_crowd])
        crowd = rows[is_crowd]
        for start in range(0, len(crowd), _ROWS):
            self._from_all(crowd[start : start + _ROWS])
        self._rest[crowd] = FAR

    def _from_all(self, rows: Array) -> None:
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

    def _reach(self, side: Side, places: Array, offers: Array, origins: Array) -> None:
        """Take the nearest of some offers, of which several may be to one place."""
        known, came = (self.mentees, self.to_mentee) if side == "mentee" else (self.mentors, self.to_mentor)
        nearer = np.flatnonzero(offers < known[places])
        places, offers, origins = places[nearer], offers[nearer], origins[nearer]
        np.minimum.at(known, places, offers)
        best = np.flatnonzero(offers == known[places])
        came[places[best]] = origins[best]
        self._waiting[side == "mentor"][places] = True

    def _reach_mentors(self, offers: Array, origins: Array) -> None:
        nearer = offers < self.mentors
        self.mentors[nearer], self.to_mentor[nearer] = offers[nearer], origins[nearer]
        self._waiting[1][nearer] = True

    def move_prices(self, limit: float) -> None:
        """Move the prices by the distances, no farther than a limit in all, so that the way there costs nothing more."""
        standing, back = self.standing, self.back
        radius = min(back.radius, limit) if back else 0.0
        ahead = limit - radius
        home = min(self.home, ahead)
        gains, prices = np.minimum(self.mentees, ahead), np.minimum(self.mentors, ahead)
        if back:
            gains -= np.minimum(back.mentees, radius)
            prices -= np.minimum(back.mentors, radius)
            home -= min(back.home, radius)
        standing.move((gains - home).astype(np.int64), (home - prices).astype(np.int64))

    def path(self, target: Node) -> list[Node]:
        """Return the places from the start to the target."""
        if self.back and self.meeting:
            way, self.meeting = self.meeting[1], None
            return [*self.path(way), *self.back.steps_from(way)]
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


def route(standing: Standing, start: Node, target: Node, *, most: float = FAR) -> bool:
    """Move people along the cheapest path and the prices with them; say whether there was one within `most`.

    Where there is none nobody moves, and the prices move as far as `most` lets them.
    """
    search = Search(standing, start)
    distance = search.run(target, most=most)
    is_found = distance < most or (distance < FAR and most == FAR)
    limit = distance if is_found else most
    if limit == FAR:
        raise ValueError("Everybody can be left out, so there is always a path.")
    if is_found:
        _move(standing, search.path(target))
    search.move_prices(limit)
    return is_found


def _move(standing: Standing, path: list[Node]) -> None:
    made: list[tuple[int, int]] = []
    for (side, place), (to, other) in itertools.pairwise(path):
        if side == "mentee" and to == "mentor":
            made.append((place, other))
        elif side == "mentor" and to == "mentee":
            standing.held.drop(other, place)
        elif side == "home":
            (standing.had if to == "mentee" else standing.filled)[other] += 1 if to == "mentee" else -1
        else:
            (standing.had if side == "mentee" else standing.filled)[place] += -1 if side == "mentee" else 1
    ends = np.array(made, dtype=np.int64).reshape(-1, 2)
    standing.add(ends[:, 0], ends[:, 1], standing.ground.scores_of(ends[:, 0], ends[:, 1]))
