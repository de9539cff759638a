"""Which pairs would no two people leave for each other? Deferred acceptance, with seats on both sides.

1. Whoever has a place free proposes to the dearest they have not asked yet.
2. Whoever is asked holds the dearest of those who asked, as many as they have seats, and lets the others go.
3. Until nobody who has a place free has anybody left to ask.

D. Gale, L. S. Shapley, *College admissions and the stability of marriage*, 1962. With strict orders no two people who
may be a pair would both rather have each other than what they have, the result is the same in whatever order people
ask, and the asking side cannot do better in any stable result, nor the asked side worse.

Lists are long and mostly never reached: each asker's next few are fetched when needed, and of those only the ones who
would not refuse at once; what somebody holds only ever gets better, so that who is passed over stays so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappush, heapreplace

import numpy as np

from ..scoring.looks import Array, Picked
from ..values import Report
from .wanting import NEVER, Wanting

_AT_ONCE = 16
"""How many of an asker's list are fetched at a time."""
_ASKERS, _ASKED = 64, 512


@dataclass(slots=True)
class _Asked:
    """Somebody who is asked, and whom they hold: a heap with the least dear first."""

    seats: int
    held: list[tuple[int, int]] = field(default_factory=list)

    @property
    def limit(self) -> int:
        """The place that an asker must be before."""
        if not self.seats:
            return -1
        return int(NEVER) if len(self.held) < self.seats else -self.held[0][0]

    def hear(self, asker: int, place: int) -> int | None:
        """Take somebody in who is dearer than the limit; return who has to go for it."""
        if len(self.held) < self.seats:
            heappush(self.held, (-place, asker))
            return None
        return heapreplace(self.held, (-place, asker))[1]


@dataclass(slots=True)
class _Asker:
    """Somebody who asks."""

    free: int
    last: int = -1
    """The place of the last one asked."""
    following: Iterator[tuple[int, int, int]] = field(default_factory=lambda: iter(()))
    """Place, who, and the asker's place with them."""


def match_stably(
    wanting: Wanting, seats: tuple[Array, Array], report: Report, *, mentees_ask: bool
) -> list[tuple[int, int]]:
    """Return stable pairs as rows of (mentee, mentor), sorted.

    Args:
        wanting: Both sides' orders.
        seats: How many mentors each mentee may still have, and how many mentees each mentor.
        report: Hears how far it is; may raise to cancel.
        mentees_ask: The side that asks gets the best it can have in any stable result.
    """
    asking, asked = seats if mentees_ask else seats[::-1]
    askers = [_Asker(int(free)) for free in asking]
    others = [_Asked(int(count)) for count in asked]
    hungry = [number for number, asker in enumerate(askers) if asker.free]
    everybody = max(len(hungry), 1)
    while hungry:
        report("solve", 1 - len(hungry) / everybody)
        limits = np.array([other.limit for other in others], dtype=np.int64)
        fed = _feed(wanting, hungry, askers, limits, mentees_ask=mentees_ask)
        hungry = _ask(askers, others, fed)
    made = ((asker, number) for number, other in enumerate(others) for _, asker in other.held)
    return sorted(made if mentees_ask else ((one, other) for other, one in made))


def _ask(askers: list[_Asker], others: list[_Asked], waiting: list[int]) -> list[int]:
    """Let those who wait ask until they rest or their list at hand ends; return whose list ended."""
    hungry: set[int] = set()
    while waiting:
        number = waiting.pop()
        asker = askers[number]
        while asker.free:
            entry = next(asker.following, None)
            if entry is None:
                hungry.add(number)
                break
            asker.last, who, place = entry
            if place < others[who].limit:
                asker.free -= 1
                let_go = others[who].hear(number, place)
                if let_go is not None:
                    askers[let_go].free += 1
                    waiting.append(let_go)
    return sorted(hungry)


def _feed(
    wanting: Wanting, hungry: list[int], askers: list[_Asker], limits: Array, *, mentees_ask: bool
) -> list[int]:
    """Fetch what comes next for those whose list at hand ended; return who got something."""
    fed: list[int] = []
    for start in range(0, len(hungry), _ASKERS):
        numbers = hungry[start : start + _ASKERS]
        last = np.array([askers[number].last for number in numbers], dtype=np.int64)
        for number, entries in zip(
            numbers, _next_few(wanting, numbers, last, limits, mentees_ask=mentees_ask), strict=True
        ):
            if entries:
                askers[number].following = iter(entries)
                fed.append(number)
    return fed


def _next_few(
    wanting: Wanting, numbers: list[int], last: Array, limits: Array, *, mentees_ask: bool
) -> list[list[tuple[int, int, int]]]:
    """Return for each asker the dearest few after the last one asked who would not refuse at once."""
    found: list[list[tuple[int, int, int]]] = [[] for _ in numbers]
    rows = np.array(numbers, dtype=np.int64)
    for start in range(0, len(limits), _ASKED):
        columns = np.arange(start, min(start + _ASKED, len(limits)), dtype=np.int64)
        look = Picked(rows, columns) if mentees_ask else Picked(columns, rows)
        places = wanting.places(look, look.shape)
        own, theirs = places if mentees_ask else (places[1].T, places[0].T)
        wanted = np.where((own > last[:, None]) & (theirs < limits[columns]), own, NEVER)
        few = min(_AT_ONCE, len(columns))
        best = np.argpartition(wanted, few - 1, axis=1)[:, :few]
        kept = np.take_along_axis(wanted, best, axis=1)
        heard = np.take_along_axis(theirs, best, axis=1)
        for row, (mine, who, their) in enumerate(
            zip(kept.tolist(), columns[best].tolist(), heard.tolist(), strict=True)
        ):
            found[row] += [entry for entry in zip(mine, who, their, strict=True) if entry[0] < NEVER]
    return [sorted(entries)[:_AT_ONCE] for entries in found]
