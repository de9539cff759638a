"""How does a solved round stand, in numbers? Its places, pairs and prices, and what each pair would cost beside them.

With w what a pair is worth, v the price of a seat and u what a mentee gains, the *slack* u + v - w of a pair is never
below nought where the pairs are the best, and nought for the pairs themselves. Places have slacks of their own: filling
one more, or emptying one that is filled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from ..best.finding import Task
from ..best.market import Market
from ..best.terms import Terms
from ..outcomes import Result
from ..scoring.looks import Array
from ..spreading import crew
from ..values import BadPoolError, Objective, Pool, Rules, Settings
from .close import APART, REACH, Close
from .ground import Ground, ground_of
from .held import Held
from .looking import FAR, Lens, Prices

PRICED = frozenset({Objective.MOST, Objective.TOTAL})
"""Objectives that are one sum, with prices for every pair."""


@dataclass(slots=True)
class Standing:
    """A round as it stands; changing it keeps it the best there is."""

    ground: Ground
    market: Market
    price: Array
    """Of each mentor's seat."""
    gain: Array
    """Of each mentee, before bonuses."""
    had: Array
    """How many of a mentee's places are filled, locked ones apart."""
    filled: Array
    """How many of a mentor's seats are."""
    close: Close
    """Pairs worth nearly their prices, as far as they have been asked for."""
    held: Held = field(default_factory=Held)
    """The pairs, locked ones apart."""
    apart: set[tuple[int, int]] = field(default_factory=set)
    """Pairs that may be no more."""
    _lens: Lens | None = None

    def copy(self) -> Standing:
        """Return a round of its own that stands the same."""
        return replace(
            self,
            market=replace(
                self.market,
                wants=self.market.wants.copy(),
                seats=self.market.seats.copy(),
                lower=self.market.lower.copy(),
            ),
            price=self.price.copy(),
            gain=self.gain.copy(),
            had=self.had.copy(),
            filled=self.filled.copy(),
            close=self.close.copy(),
            held=self.held.copy(),
            apart=set(self.apart),
        )

    def slack(self, rows: Array) -> Array:
        """Return by how much each pair of some mentees is worth less than its prices; infinite where it may not be."""
        scores = self.ground.scores(rows)
        market = self.market
        np.multiply(scores, -market.factor, out=scores)
        scores += (self.gain[rows] - market.plus[rows])[:, None]
        scores += self.price[None, :]
        scores[:, market.seats < 1] = FAR
        place = np.full(len(self.had), -1)
        place[rows] = np.arange(len(rows))
        own = self.held.among(rows)
        scores[place[self.held.rows[own]], self.held.columns[own]] = FAR
        for row, column in self.apart:
            scores[rows == row, column] = FAR
        return scores

    def leaving(self, rows: Array) -> Array:
        """Return what it costs a mentee to give a place up; infinite where none is filled."""
        last = np.where(self.had[rows] == 1, self.market.first[rows], 0)
        return np.where(self.had[rows] > 0, (self.gain[rows] + last).astype(float), FAR)

    def coming(self) -> Array:
        """Return what it costs each mentee to take one place more; infinite where there is none."""
        following = np.where(self.had == 0, self.market.first, 0)
        return np.where(self.had < self.market.wants, -(self.gain + following).astype(float), FAR)

    def emptying(self) -> Array:
        """Return what it costs each mentor to have a seat less filled; infinite where none is."""
        last = np.where(self.filled <= self.market.lower, self.market.care, 0)
        return np.where(self.filled > 0, (self.price + last).astype(float), FAR)

    def filling(self, columns: Array) -> Array:
        """Return what it costs a mentor to fill a seat more; infinite where there is none."""
        following = np.where(self.filled[columns] < self.market.lower[columns], self.market.care, 0)
        return np.where(
            self.filled[columns] < self.market.seats[columns],
            -(self.price[columns] + following).astype(float),
            FAR,
        )

    def open_up(self, column: int) -> None:
        """Price the seats of a mentor who had none, so that nobody is worth more there."""
        scores = self.ground.asking(column)
        scores[[row for row, other in self.apart if other == column]] = -FAR
        worth = scores * self.market.factor + (self.market.plus - self.gain)
        least = -self.market.care if self.market.lower[column] else 0
        self.price[column] = max(least, int(max(worth[self.market.wants > 0].max(initial=-FAR), least)))
        self._lens = None
        self.close.forget()

    def look(self, rows: Array, limits: Array) -> None:
        """Look at the pairs of some mentees whose slack is below these limits, if they are not known.

        All of them are known afterwards, unless they are a crowd.
        """
        asked = np.flatnonzero(self.close.ask(rows, limits))
        if len(asked):
            asked = asked[np.argsort(rows[asked])]
            least = REACH * self.market.factor
            limits = np.maximum(limits[asked], least)
            self.close.look(self.lens(), rows[asked], limits, self.prices(), self.apart)

    def nearest(self, rows: Array) -> tuple[Array, Array, Array]:
        """Return the pairs of some mentees that are known: the number of each among these, columns, and slack."""
        prices = self.prices()
        owner, columns, slack = self.close.of(rows, prices)
        left = (self.market.seats[columns] > 0) & (slack < APART)
        tight = np.flatnonzero(slack <= 0)
        left[tight] &= ~self.held.has(rows[owner[tight]], columns[tight])
        return owner[left], columns[left], slack[left]

    def prices(self) -> Prices:
        """Return what decides whether a pair is near."""
        return Prices(self.market, self.gain, self.price)

    def lens(self) -> Lens:
        """Return what finds near pairs, laid out once."""
        if self._lens is None:
            columns = np.flatnonzero(self.market.seats > 0)
            self._lens = self.ground.lens(columns[np.argsort(self.price[columns], kind="stable")])
        return self._lens

    def move(self, gains: Array, prices: Array) -> None:
        """Raise what mentees gain and what seats cost."""
        self.gain += gains
        self.price += prices
        self.close.move(gains, prices)

    def add(self, rows: Array, columns: Array, scores: Array) -> None:
        """Make pairs."""
        self.held.add(rows, columns, self.market.worth(scores, rows))

    def part(self, row: int, column: int) -> None:
        """Forbid a pair for good, which is none at the moment."""
        self.apart.add((row, column))
        self.close.part(row, column)

    def keeping(self, places: Array) -> Array:
        """Return by how much some of the pairs held are worth more than their two prices."""
        held = self.held
        return held.worth[places] - self.gain[held.rows[places]] - self.price[held.columns[places]]

    def value(self) -> int:
        """Return what the open pairs are worth with their bonuses."""
        edges = self.edges()
        worth = self.market.worth(self.ground.scores_of(*edges), edges[0])
        return self.market.value(*edges, worth)

    def total(self) -> int:
        """Return the sum of the open pairs' scores."""
        return int(self.ground.scores_of(*self.edges()).sum())

    def edges(self) -> tuple[Array, Array]:
        """Return the open pairs by rows and columns."""
        order = np.lexsort((self.held.columns, self.held.rows))
        return self.held.rows[order], self.held.columns[order]

    def names(self) -> set[tuple[str, str]]:
        """Return the open pairs by the ids of both."""
        pool, ends = self.ground.pool, (self.held.rows.tolist(), self.held.columns.tolist())
        return {(pool.mentees[row].id, pool.mentors[column].id) for row, column in zip(*ends, strict=True)}


def stand(pool: Pool, rules: Rules, settings: Settings, result: Result) -> Standing:
    """Return how a solved round stands, from its pairs and the prices that prove them.

    Raises:
        BadPoolError: The objective is no sum, or the pairs were not proved the best.
    """
    paper = result.certificate
    if settings.objective not in PRICED or paper.objective is not settings.objective:
        raise BadPoolError(
            f"A round of the objective {settings.objective} has no prices to go on from. Solve it anew."
        )
    if not result.optimal:
        raise BadPoolError("This round was not proved the best, so its prices lead nowhere. Solve it anew.")
    ground = ground_of(pool, rules, settings)
    locked = {(ground.rows[lock.mentee], ground.columns[lock.mentor]) for lock in rules.locked}
    terms = Terms(paper.factor, paper.bonus, paper.care)
    with crew() as own:
        task = Task(
            pool=pool,
            rules=rules,
            settings=settings,
            prepared=ground.prepared,
            locked=sorted(locked),
            draws=(np.empty(0), np.empty(0)),
            tell=_silent,
            crew=own,
        )
    ground.bars = tuple(task.bars())
    market = task.market(terms)
    price = np.array([paper.prices.get(mentor.id, 0) for mentor in pool.mentors], dtype=np.int64)
    found = [(ground.rows[pair.mentee], ground.columns[pair.mentor], pair.score) for pair in result.pairs]
    made = [(row, column, score) for row, column, score in found if (row, column) not in locked]
    standing = Standing(
        ground,
        market,
        price,
        _gains(market, price, made),
        np.bincount([row for row, _, _ in made], minlength=len(pool.mentees)).astype(np.int64),
        np.bincount([column for _, column, _ in made], minlength=len(pool.mentors)).astype(np.int64),
        Close.nothing(len(pool.mentees)),
    )
    ends = np.array(made, dtype=np.int64).reshape(-1, 3)
    standing.add(ends[:, 0], ends[:, 1], ends[:, 2])
    return standing


def _gains(market: Market, price: Array, made: Iterable[tuple[int, int, int]]) -> Array:
    """Return each u, as the certificate finds it."""
    least = np.full(len(market.wants), np.iinfo(np.int64).max)
    had = np.zeros(len(market.wants), np.int64)
    for row, column, score in made:
        had[row] += 1
        least[row] = min(least[row], score * market.factor + market.plus[row] - price[column])
    left = np.where(had > 0, np.minimum(least, 0), -market.first)
    gains: Array = np.where(had >= np.maximum(market.wants, 1), least, left)
    return gains


def _silent(stage: str, done: float, gap: float | None) -> None:
    """Tell nobody."""
