"""Which pairs are best for all together, where no table of all pairs fits? Column generation, to the last unit.

1. Guess prices from a random sample of both sides, solved the same way.
2. Look at every pair once and keep some candidates of each mentee and of each mentor.
3. Solve exactly on the candidates (`flow`), and find the smallest prices that prove it (`pricing`).
4. Ask every pair that could matter whether it is worth more than the two prices (`sweeps`); take such pairs in.
5. Again from 3, until none is: then the prices prove the pairs the best of all.

The value at hand and the bound over all pairs close in on one another from round to round, so that the work can stop early
with a gap that is known.

L. R. Ford, D. R. Fulkerson, *A suggested computation for maximal multi-commodity network flows*, 1958, had the idea of
columns that are made when they are needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..memory import give_back
from ..scoring.looks import Array
from .choosing import best_of_each
from .flow import Network
from .ground import NEVER, Ground
from .looking import best_left, every_pair, first_look
from .market import Edges, Market
from .pricing import Prices, smallest_prices
from .sweeps import Bounds, Found, sweep

MINE, THEIRS = 12, 8
"""Candidates a mentee, and a mentor's seat."""

_CLOSE = 20_000
"""How far below its prices a candidate is still solved on, in parts per million of a score."""

_FIRST = 6
"""Candidates a mentee, and a mentor's seat, that the first solving begins with: the others mostly wait in vain."""
_MANY_EDGES = 50_000
"""Up to here all candidates are solved on from the beginning."""
_NEARLY = 100
"""One pair found for so many mentees is so few that the next sweep may be the last: it looks closely."""
_HARDLY_ANY, _MOST_ROUNDS = 100, 200
"""So few new candidates may change nothing but prices; and how long that is looked into."""
_OWNERS = 1 << 14
"""People whose candidates are put in order at once, for the sake of memory."""
_LARGE = 20_000
"""Mentees from which on it is worth giving memory back between two steps."""
_FEW_CHANGES = 50
"""One new candidate for so many mentees is few: the last prices are then worth beginning with."""

Solver = Callable[[Network, Callable[[], None]], Array]
"""Solves a network exactly; calls back while it works, which may raise."""


class NoProofError(ArithmeticError):
    """Say that a solver's answer has no prices, which exact ones always have."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The best pairs, and what proves them."""

    edges: Edges
    """The pairs themselves."""
    prices: Prices
    value: int
    bound: int
    tight: Edges | None
    """Every pair worth exactly its prices, these among them; nothing where the work stopped early, or there are too many."""

    @property
    def gap(self) -> float:
        """How much better the best could be at most, as a share of what the pairs are worth without bonuses."""
        return (self.bound - self.value) / max(int(self.edges.worth.sum()), 1)


Tell = Callable[[str, float, float | None], None]
"""Hears what goes on, the share of it that is done, and the gap where there is one."""


Enough = Callable[[float], bool]
"""Says whether a gap is near enough to stop at; asked whenever anything is told, since somebody may decide so meanwhile."""


def settle(
    ground: Ground, edges: Edges, bounds: Bounds, solve: Solver, tell: Tell, *, enough: Enough
) -> tuple[Settled, Edges]:
    """Return the best pairs of all, beginning with some candidates, and all candidates in the end.

    Where a gap is near enough, the pairs at hand are returned with their bound.
    """
    hearing = _Hearing(tell, enough)
    try:
        return _settle(ground, edges, bounds, solve, hearing)
    except _TakenError as taken:
        return taken.settled, edges


class _TakenError(Exception):
    """Ends the work: what is at hand is near enough."""

    def __init__(self, settled: Settled) -> None:
        super().__init__()
        self.settled = settled


class _Hearing:
    """Passes on what goes on, and ends the work where what is at hand is near enough."""

    def __init__(self, tell: Tell, enough: Enough) -> None:
        self._tell, self._enough = tell, enough
        self._at_hand: Settled | None = None

    def __call__(self, stage: str, done: float, gap: float | None) -> None:
        self._tell(stage, done, gap)
        if self._at_hand is not None and self._enough(self._at_hand.gap):
            raise _TakenError(self._at_hand)

    def hold(self, settled: Settled) -> None:
        """Keep what is at hand; end the work where that is near enough."""
        self._at_hand = settled
        self("sweep", 1.0, settled.gap)


def _settle(
    ground: Ground, edges: Edges, bounds: Bounds, solve: Solver, tell: _Hearing
) -> tuple[Settled, Edges]:
    width = ground.shape[1]
    gap: float | None = None
    close = False
    work = _Work(ground.market, solve, edges, bounds.prices * ground.market.factor)
    settled: tuple[Array, Prices] | None = None
    while True:
        taken, prices = settled or work.settle(tell, gap)
        mates = work.edges.of(taken)
        value = ground.market.value(mates.rows, mates.columns, mates.worth)
        found = sweep(ground, bounds, prices.mentors, prices.mentees, _sweeping(tell, gap), close=close)
        fresh = _fresh(found, prices, work.edges, width)
        is_last = not len(fresh) and not work.has_missed
        is_nearly = len(fresh) * _NEARLY <= ground.shape[0]
        bound = value + found.excess
        gap = (bound - value) / max(int(mates.worth.sum()), 1)
        if close and is_last:
            tight = None if found.is_crowded else found.edges
            return Settled(mates, prices, value, value, tight), work.edges
        tell.hold(Settled(mates, prices, value, bound, None))
        close = close or is_nearly
        settled = (taken, prices) if is_last else None
        work.add(fresh, width)
        if ground.shape[0] >= _LARGE:
            give_back()


class _Work:
    """The candidates, of which only those near their prices are solved on; the rest wait until prices reach them."""

    def __init__(self, market: Market, solve: Solver, edges: Edges, guess: Array) -> None:
        self.edges = edges
        self.has_missed = False
        """Whether a candidate that was not solved on is worth more than its prices; it is, the next time."""
        self._market, self._solve = market, solve
        self._is_active = _promising(market, edges, guess)
        self._prices: Array | None = None
        self._taken = np.zeros(len(edges), dtype=bool)
        self._changed = 0

    def settle(self, tell: Tell, gap: float | None) -> tuple[Array, Prices]:
        """Return the best of the candidates that are solved on, and the smallest prices that prove it."""
        near = self.edges.of(self._is_active)
        prices = self._prices_of_the_last(near)
        if prices is None:
            known = self._prices if self._changed * _FEW_CHANGES <= len(self._market.wants) else None
            network = self._market.network(near.rows, near.columns, near.worth, known)
            chosen = self._solve(network, partial(tell, "solve", 0.0, gap))
            tell("prices", 0.0, gap)
            prices = smallest_prices(self._market, near, chosen)
            if prices is None:
                raise NoProofError
            self._taken = np.zeros(len(self.edges), dtype=bool)
            self._taken[np.flatnonzero(self._is_active)[chosen]] = True
        taken = self._taken
        left = self.edges.worth - prices.mentors[self.edges.columns] - prices.mentees[self.edges.rows]
        missed = (left > 0) & ~self._is_active
        self.has_missed, self._changed = bool(missed.any()), int(missed.sum())
        if self._prices is None:
            self._is_active = taken | (left >= -_CLOSE * self._market.factor)
        self._is_active |= missed
        self._prices = prices.mentors
        return taken, prices

    def _prices_of_the_last(self, near: Edges) -> Prices | None:
        """Return prices that prove the last best pairs the best still, which the last few new pairs often change nothing of."""
        if self._prices is None or self._changed > _HARDLY_ANY:
            return None
        return smallest_prices(self._market, near, self._taken[self._is_active], most_rounds=_MOST_ROUNDS)

    def add(self, fresh: Edges, width: int) -> None:
        """Take new candidates in."""
        if not len(fresh):
            return
        self._changed += len(fresh)
        fresh, places = self.edges.places_for(fresh, width)
        self.edges = self.edges.inserted(fresh, places)
        self._is_active = np.insert(self._is_active, places, values=True)
        self._taken = np.insert(self._taken, places, values=False)


def _promising(market: Market, edges: Edges, guess: Array) -> Array:
    """Tell which candidates are among the best few of their mentee or of their mentor's seats, at prices that were guessed."""
    if len(edges) <= _MANY_EDGES:
        return np.ones(len(edges), dtype=bool)
    left = edges.worth - guess.astype(np.int64)[edges.columns]
    best = np.full(len(market.wants), -_FAR)
    np.maximum.at(best, edges.rows, left)
    left -= best[edges.rows]
    promising = np.zeros(len(edges), dtype=bool)
    for owners, places in ((edges.rows, market.wants), (edges.columns, market.seats)):
        for start in range(0, len(places), _OWNERS):
            some = np.flatnonzero((owners >= start) & (owners < start + _OWNERS))
            promising[some[best_of_each(owners[some], left[some], _FIRST * places)]] = True
    return promising


def _fresh(found: Found, prices: Prices, edges: Edges, width: int) -> Edges:
    """Return the pairs worth more than their prices that were not among the edges."""
    more = found.edges.worth > prices.mentors[found.edges.columns] + prices.mentees[found.edges.rows]
    new, known = found.edges.of(more), edges.keys(width)
    keys = new.keys(width)
    places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return new.of(known[places] != keys) if len(known) else new


_FAR = np.int64(2**62)
FEW = 40_000
"""Pairs that are all taken as candidates."""
_SHARE = 10
_NEAR = 1e-4
"""The gap to which a sample is solved."""


def begin(ground: Ground, solve: Solver, tell: Tell) -> tuple[Edges, Bounds]:
    """Return the first candidates, and bounds for the sweeps."""
    rows, columns = ground.shape
    if rows * columns <= max(FEW, 1):
        bounds = Bounds(np.full((len(ground.cells()), rows), -NEVER, np.float32), np.zeros(columns))
        return every_pair(ground), bounds
    prices, gains = _guess(ground, solve, tell)
    return first_look(ground, prices, gains, lambda done: tell("score", done, None), mine=MINE, theirs=THEIRS)


def in_samples(columns: Array, together: Callable[[Array], Array]) -> Array:
    """Put columns together within each sample, so that the first few are a random sample still."""
    ends = [len(columns)]
    while ends[-1] > _SHARE:
        ends.append(-(-ends[-1] // _SHARE))
    starts = [0, *reversed(ends[1:])]
    parts = [columns[start:end] for start, end in zip(starts, reversed(ends), strict=True)]
    return np.concatenate([together(part) for part in parts])


def _guess(ground: Ground, solve: Solver, tell: Tell) -> tuple[Array, Array]:
    """Guess what a seat costs and what a mentee gains, from the first tenth of both sides, which is a random one."""
    some = ground.part(*(-(-count // _SHARE) for count in ground.shape))
    sample, _ = settle(some, *begin(some, solve, _quietly(tell)), solve, _quietly(tell), enough=_is_near)
    beat = _beat(tell)
    offers = best_left(
        ground.part(some.shape[0], ground.shape[1]), sample.prices.mentees, beat, of_mentees=True
    )
    gains = best_left(
        ground.part(ground.shape[0], some.shape[1]), sample.prices.mentors, beat, of_mentees=False
    )
    return np.maximum(0, offers), np.maximum(gains, -ground.market.first)


def _is_near(gap: float) -> bool:
    return gap <= _NEAR


def _sweeping(tell: Tell, gap: float | None) -> Callable[[float], None]:
    return lambda done: tell("sweep", done, gap)


def _beat(tell: Tell) -> Callable[[float], None]:
    return lambda done: tell("score", done * 0.1, None)


def _quietly(tell: Tell) -> Tell:
    return lambda _stage, _done, _gap: tell("score", 0.0, None)
