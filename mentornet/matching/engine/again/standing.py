"""How does a solved round stand, in numbers? Its places, pairs and prices, and what each pair would cost beside them.

With w what a pair is worth, v the price of a seat and u what a mentee gains, the *slack* u + v - w of a pair is never
below nought where the pairs are the best, and nought for the pairs themselves. Places have slacks of their own: filling
one more, or emptying one that is filled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ..best.finding import Task
from ..best.market import Market
from ..best.terms import Terms
from ..outcomes import Result
from ..scoring.hard import Bar
from ..scoring.looks import Array, Grid, Some
from ..scoring.scorer import Prepared, forbidden, prepare
from ..scoring.tiles import LOW, Cell, Room, Tiles
from ..spreading import crew
from ..values import BadPoolError, Objective, Pool, Rules, Settings

if TYPE_CHECKING:
    from .near import Near

FAR = np.inf
PRICED = frozenset({Objective.MOST, Objective.TOTAL})
"""Objectives that are one sum, with prices for every pair."""


@dataclass(slots=True)
class Ground:
    """What never changes: the people, how they score, and who may be paired."""

    pool: Pool
    prepared: Prepared
    bars: tuple[Bar, ...]
    minimum: int
    rows: dict[str, int]
    columns: dict[str, int]
    _mentors: Cell | None = None

    def scores(self, rows: Array) -> Array:
        """Return the exact scores of some mentees with every mentor; below nought where a pair may not be."""
        values = self.lay_out().scores(rows, Room())
        values[values < (self.minimum or LOW)] = -FAR
        return values

    def lay_out(self) -> Cell:
        """Return what scores whole rows, laid out once."""
        if self._mentors is None:
            size = len(self.pool.mentees), len(self.pool.mentors)
            tiles = Tiles(
                self.prepared.scorer,
                self.bars,
                rows=size[0],
                columns=np.arange(size[1]),
                mentors=size[1],
                exact=True,
            )
            self._mentors = tiles.cell(0, size[1])
        return self._mentors

    def asking(self, column: int) -> Array:
        """Return the exact scores of every mentee with one mentor; below nought where a pair may not be."""
        look = Grid(np.arange(len(self.pool.mentees)), np.array([column]))
        values = self.prepared.scorer.scores(look).astype(float)
        values[forbidden(self.bars, look, values.shape) | (values < self.minimum)] = -FAR
        found: Array = values[:, 0]
        return found

    def scores_of(self, rows: Array, columns: Array) -> Array:
        """Return what some pairs score, whatever the rules say of them."""
        found: Array = self.prepared.scorer.scores(Some(rows, columns)).astype(np.int64)
        return found


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
    pairs: dict[int, set[int]]
    """The mentors of each mentee, locked ones apart."""
    mates: dict[int, dict[int, int]]
    """And the mentees of each mentor, with what the pair is worth before any bonus."""
    apart: set[tuple[int, int]] = field(default_factory=set)
    """Pairs that may be no more."""
    near: Near | None = None
    """Pairs worth nearly their prices, once they have been listed."""

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
            pairs={row: set(columns) for row, columns in self.pairs.items()},
            mates={column: dict(rows) for column, rows in self.mates.items()},
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
        for place, row in enumerate(rows.tolist()):
            for column in self.pairs.get(row, ()):
                scores[place, column] = FAR
        for row, column in self.apart:
            for place in np.flatnonzero(rows == row).tolist():
                scores[place, column] = FAR
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

    def keeping(self, column: int) -> list[tuple[int, int]]:
        """Return by how much each mentee of a mentor is worth more there than the two prices."""
        price, gain = int(self.price[column]), self.gain
        return [(row, worth - int(gain[row]) - price) for row, worth in self.mates.get(column, {}).items()]

    def add(self, rows: Array, columns: Array, scores: Array) -> None:
        """Make pairs."""
        worth = self.market.worth(scores, rows)
        for row, column, own in zip(rows.tolist(), columns.tolist(), worth.tolist(), strict=True):
            self.pairs.setdefault(row, set()).add(column)
            self.mates.setdefault(column, {})[row] = own

    def drop(self, row: int, column: int) -> None:
        """Part a pair."""
        self.pairs[row].discard(column)
        del self.mates[column][row]

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
        found = sorted((row, column) for row, columns in self.pairs.items() for column in columns)
        ends = np.array(found, dtype=np.int64).reshape(-1, 2)
        return ends[:, 0], ends[:, 1]

    def names(self) -> set[tuple[str, str]]:
        """Return the open pairs by the ids of both."""
        pool = self.ground.pool
        return {
            (pool.mentees[row].id, pool.mentors[column].id)
            for row, columns in self.pairs.items()
            for column in columns
        }


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
    ground = _ground(pool, rules, settings)
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
        {},
        {},
    )
    ends = np.array(made, dtype=np.int64).reshape(-1, 3)
    standing.add(ends[:, 0], ends[:, 1], ends[:, 2])
    return standing


def _ground(pool: Pool, rules: Rules, settings: Settings) -> Ground:
    prepared = prepare(pool, rules, settings)
    return Ground(
        pool,
        prepared,
        tuple(prepared.bars),
        settings.minimum_score,
        {mentee.id: row for row, mentee in enumerate(pool.mentees)},
        {mentor.id: column for column, mentor in enumerate(pool.mentors)},
    )


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
