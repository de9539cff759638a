"""Which pairs are best for all together? Small rounds by one table, large ones by columns; proved either way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ..memory import give_back
from ..scoring.hard import Bar, bar_listing
from ..scoring.layout import side_by_side
from ..scoring.looks import Array, Sparse
from ..scoring.scorer import Prepared
from ..scoring.tiles import Closely, Tiles
from ..spreading import Crew
from ..values import FULL, BadPoolError, Objective, Pool, Rules, Settings
from .columns import NoProofError, Settled, begin, in_samples, settle
from .flow import EXACT, TooLargeError
from .ground import Field, Ground
from .market import Edges, Market
from .most import find_cover
from .pricing import Prices
from .several import settle_several
from .solving import NetworkSolver
from .table import assign, price_table, score_open, settled_pairs, worth_table
from .terms import Terms, terms_of
from .ties import draw_among

CELLS = 2_250_000
"""Pairs of mentee and seat that one table holds; above, columns are faster."""
_STEP = 8
_MANY = 8_000
"""Mentees from which on a process of its own will be wanted for the flows: it starts while scores are made."""

Tell = Callable[[str, float, float | None], None]


def _never(_gap: float) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Best:
    """The pairs by their places in the pool, and what proves them."""

    rows: Array
    columns: Array
    terms: Terms
    prices: Mapping[int, int]
    """By the mentor's place in the pool; nought where left out."""
    value: int
    bound: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A round as it is handed to a method: in the order that the seed drew, with what is settled before."""

    pool: Pool
    rules: Rules
    settings: Settings
    prepared: Prepared
    locked: Sequence[tuple[int, int]]
    """Rows and columns of the locked pairs."""
    draws: tuple[Array, Array]
    """A random number for each mentee and each mentor, by the seed."""
    tell: Tell
    crew: Crew
    is_enough: Callable[[float], bool] = _never
    """Whether a gap is near enough to stop at."""
    meanwhile: Iterator[None] | None = None
    """What can be done, step by step, while another process solves."""

    def market(self, terms: Terms) -> Market:
        """Return the places that the locked pairs leave, for all people."""
        wants = np.array([mentee.most_mentors for mentee in self.pool.mentees], dtype=np.int64)
        seats = np.array([mentor.seats for mentor in self.pool.mentors], dtype=np.int64)
        lower = np.array([mentor.lower_seats for mentor in self.pool.mentors], dtype=np.int64)
        first = np.full(len(wants), terms.bonus, dtype=np.int64)
        for row, column in self.locked:
            wants[row] -= 1
            first[row] = 0
            seats[column] -= 1
            lower[column] -= 1
        plus = np.array([mentee.priority for mentee in self.pool.mentees], dtype=np.int64) * terms.factor
        return Market(
            wants=wants,
            first=first,
            plus=plus,
            seats=seats,
            lower=np.clip(lower, 0, seats),
            care=terms.care,
            factor=terms.factor,
        )

    def bars(self) -> Sequence[Bar]:
        """Return the hard rules, with the locked pairs among them: nobody gets the same mentor twice."""
        if not self.locked:
            return self.prepared.bars
        listed = Sparse(dict.fromkeys(self.locked, 1), len(self.pool.mentors))
        return (*self.prepared.bars, bar_listing("locked", listed))


def find_best(task: Task) -> Best:
    """Return the best pairs for the objectives that weigh everybody together.

    Raises:
        BadPoolError: The numbers would be too large to be exact.
    """
    terms = terms_of(task.settings.objective, task.pool)
    market = task.market(terms)
    rows, columns = np.flatnonzero(market.wants > 0), np.flatnonzero(market.seats > 0)
    if not len(rows) or not len(columns):
        nobody = np.empty(0, np.int64)
        waiting = {column: -terms.care for column in columns.tolist() if market.lower[column] and terms.care}
        return Best(nobody, nobody, terms, waiting, 0, 0)
    open_market = _open(market, rows, columns)
    solver = NetworkSolver(task.meanwhile)
    try:
        if _fits_a_table(open_market):
            found = _by_table(task, open_market, (rows, columns), terms, solver)
            if found is not None:
                return found
        return _by_columns(task, open_market, (rows, columns), terms, solver)
    except (TooLargeError, NoProofError) as error:
        raise BadPoolError(
            f"{len(rows):,} mentees and {len(columns):,} mentors give sums too large to be exact. Split the round."
        ) from error
    finally:
        solver.close()


def _open(market: Market, rows: Array, columns: Array) -> Market:
    return replace(
        market,
        wants=market.wants[rows],
        first=market.first[rows],
        plus=market.plus[rows],
        seats=market.seats[columns],
        lower=market.lower[columns],
    )


def _fits_a_table(market: Market) -> bool:
    largest = (
        (FULL * market.factor + int(market.plus.max(initial=0)))
        + int(market.first.max(initial=0))
        + market.care
    )
    is_single = int(market.wants.max(initial=0)) <= 1
    columns = int(np.minimum(market.seats, len(market.wants)).sum()) if is_single else len(market.seats)
    return len(market.wants) * columns <= CELLS and 4 * (len(market.wants) + 1) * largest < EXACT


Ends = tuple[Array, Array]


def _by_table(task: Task, market: Market, ends: Ends, terms: Terms, solver: NetworkSolver) -> Best | None:
    """Solve on the scores of all pairs; none where that takes longer than columns do."""
    size = len(task.pool.mentees), len(task.pool.mentors)
    task.tell("score", 0.0, None)
    scores = score_open(
        task.prepared.scorer, task.bars(), ends, size, lambda done: task.tell("score", done, None)
    )
    scores[scores < task.settings.minimum_score] = -1
    task.tell("solve", 0.0, None)
    is_single = int(market.wants.max()) <= 1
    settled = _settled_singly(task, scores, market) if is_single else settle_several(scores, market)
    return None if settled is None else _drawn(task, market, ends, terms, settled, solver)


def _settled_singly(task: Task, scores: Array, market: Market) -> Settled:
    worth = worth_table(scores, market)
    may = scores >= 0
    match = assign(worth, may, market)
    task.tell("prices", 0.0, None)
    price = price_table(worth, may, market, match)
    if price is None:
        raise NoProofError
    pairs, tight, prices = settled_pairs(scores, worth, market, price, match)
    value = market.value(pairs.rows, pairs.columns, pairs.worth)
    return Settled(pairs, prices, value, value, tight)


def _drawn(
    task: Task, market: Market, ends: Ends, terms: Terms, settled: Settled, solver: NetworkSolver
) -> Best:
    """Settle ties, and name everybody by their place in the pool."""
    rows, columns = ends
    pairs = settled.edges
    if settled.bound == settled.value and settled.tight is not None:
        draws = task.draws[0][rows], task.draws[1][columns]
        pairs = draw_among(
            market,
            settled.tight,
            (settled.edges, settled.prices),
            draws,
            solver,
            lambda: task.tell("prices", 0.5, None),
        )
    prices = settled.prices.mentors.tolist()
    paid = {place: price for place, price in zip(columns.tolist(), prices, strict=True) if price}
    return Best(rows[pairs.rows], columns[pairs.columns], terms, paid, settled.value, settled.bound)


def _by_columns(task: Task, market: Market, ends: Ends, terms: Terms, solver: NetworkSolver) -> Best:
    size = len(task.pool.mentees), len(task.pool.mentors)
    if len(ends[0]) > _MANY:
        solver.start()
    task.tell("score", 0.0, None)
    ends = ends[0], in_samples(ends[1], partial(side_by_side, task.prepared.scorer))
    market = _open(task.market(terms), *ends)
    tiles = Tiles(
        task.prepared.scorer,
        task.bars(),
        rows=size[0],
        columns=ends[1],
        mentors=size[1],
        exact=False,
    )
    bonus = (
        min(terms.bonus, FULL + 1 + terms.care) if task.settings.objective is Objective.MOST else terms.bonus
    )
    ground = Ground(
        field=Field(
            tiles, task.settings.minimum_score, Closely(task.prepared.scorer, task.bars(), size, ends[1])
        ),
        scorer=task.prepared.scorer,
        market=_with_bonus(market, bonus),
        mentors=ends[1],
        mentees=ends[0],
        crew=task.crew,
    )
    give_back()
    settled, own = _settled(task, ground, bonus, terms, solver)
    return _drawn(task, _with_bonus(market, own.bonus), ends, own, settled, solver)


def _with_bonus(market: Market, bonus: int) -> Market:
    return replace(market, first=np.where(market.first > 0, bonus, 0))


def _settled(
    task: Task, ground: Ground, bonus: int, terms: Terms, solver: NetworkSolver
) -> tuple[Settled, Terms]:
    """Solve with a small bonus a person; where that could have left somebody out, with a larger one.

    A small bonus keeps numbers small and rounds few. That nobody more could be placed is then proved by itself, and
    both proofs add up to prices for the full bonus.
    """
    edges, bounds = begin(ground, solver, task.tell)
    give_back()
    while True:
        settled, edges = settle(ground, edges, bounds, solver, task.tell, enough=task.is_enough)
        if bonus >= terms.bonus:
            return settled, terms
        cover = _cover(ground, settled.edges, lambda done: task.tell("prices", done, 0.0))
        if cover is None and settled.bound > settled.value:
            cover = _everybody(ground)
        if cover is not None:
            return _with_full_bonus(ground.market, settled, cover, terms.bonus - bonus), terms
        bonus = min(bonus * _STEP, terms.bonus)
        ground.market = _with_bonus(ground.market, bonus)


def _cover(ground: Ground, pairs: Edges, beat: Callable[[float], None]) -> tuple[Array, Array] | None:
    """Return the mentors and mentees that are reached from those who wait, where nobody more could be placed."""
    market = ground.market
    had = np.bincount(pairs.rows, minlength=len(market.wants)) > 0
    if (had | (market.first == 0)).all():
        return _everybody(ground)
    if (had & (market.first > 0)).sum() == market.seats.sum():
        return np.ones(len(market.seats), dtype=bool), np.ones(len(had), dtype=bool)
    return find_cover(ground, pairs, beat)


def _everybody(ground: Ground) -> tuple[Array, Array]:
    """Return the cover that rules nothing out: all mentees could be placed."""
    return np.zeros(ground.shape[1], dtype=bool), np.zeros(ground.shape[0], dtype=bool)


def _with_full_bonus(market: Market, settled: Settled, cover: tuple[Array, Array], more: int) -> Settled:
    """Add the proof that nobody more could be placed, weighed by what the bonus grew by.

    In that proof a seat of a mentor reached costs one, and so does the bonus of a mentee reached. What is tight must
    be so in both proofs.
    """
    mentors, mentees = cover
    first = market.first > 0
    placed = np.bincount(settled.edges.rows, minlength=len(first)) > 0
    rise = more * int((first & placed).sum())
    prices = Prices(
        settled.prices.mentors + more * mentors, settled.prices.mentees - more * (mentees & first)
    )
    tight = settled.tight
    if tight is not None:
        tight = tight.of(mentors[tight.columns].astype(int) <= (mentees & first)[tight.rows])
    return replace(
        settled, prices=prices, value=settled.value + rise, bound=settled.bound + rise, tight=tight
    )
