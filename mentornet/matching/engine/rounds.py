"""How does a round go, from the pool to proven pairs? Score, solve, price, certify, explain."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np

from . import certificate
from .audit import count_violations
from .checks import ensure_solvable
from .explaining import explain_pairs
from .looks import Array
from .objectives import OTHERWISE, check_otherwise, solve_otherwise
from .outcomes import Certificate, Check, Pair, Result, Unplaced
from .scoring import Prepared, prepare, score_table
from .seeding import in_seeded_order
from .solver import UNPLACED, Worth, assign, prices, worth_of
from .unplaced import explain_unplaced
from .values import Pool, Report, Rules, Settings


def _silent(stage: str, fraction: float) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class _Watch:
    """Times the stages, and reports where each begins."""

    report: Report
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self.report(name, 0.0)
        begun = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begun
        self.report(name, 1.0)


def solve(pool: Pool, rules: Rules, settings: Settings, report: Report | None = None) -> Result:
    """Return the best pairs, each with its reasons, and everybody left out with theirs.

    Locked pairs are taken out first with their seats; forbidden pairs never are. The result is a function of the
    people, rules, settings and seed alone: the order of the records makes no difference.

    Args:
        pool: Everybody in the round.
        rules: Locked and forbidden pairs.
        settings: Weights, objective, minimum score, seed.
        report: Hears each stage and how far it is; may raise to cancel.

    Raises:
        BadPoolError: Something cannot be matched; the sentence names the record.
    """
    ensure_solvable(pool, rules, settings)
    return solve_checked(pool, rules, settings, report)


def solve_checked(pool: Pool, rules: Rules, settings: Settings, report: Report | None = None) -> Result:
    """Solve as `solve` does, where the pool is known to be sound."""
    if settings.objective in OTHERWISE:
        return solve_otherwise(pool, rules, settings, report or _silent, solve_checked)
    watch = _Watch(report or _silent)
    sorted_pool = in_seeded_order(pool, settings.seed)
    with watch.stage("score"):
        prepared = prepare(sorted_pool, rules, settings)
        scores = score_table(sorted_pool, prepared, watch.report)
    drawn = _solve_table(sorted_pool, rules, settings, scores, watch)
    with watch.stage("reasons"):
        pairs = _pairs(sorted_pool, prepared, drawn)
        left = _left(sorted_pool, prepared, settings, scores, drawn)
        result = _result(sorted_pool, rules, settings, pairs, left, drawn.certificate)
    with watch.stage("certificate"):
        held = certificate.check(sorted_pool, rules, settings, result, watch.report)
    order = {mentee.id: place for place, mentee in enumerate(pool.mentees)}
    return replace(
        result,
        pairs=tuple(sorted(result.pairs, key=lambda pair: order[pair.mentee])),
        unplaced=tuple(sorted(result.unplaced, key=lambda one: order[one.mentee])),
        optimal=held.holds,
        certificate=replace(result.certificate, bound=held.bound),
        seconds=watch.seconds,
    )


def verify(
    pool: Pool, rules: Rules, settings: Settings, result: Result, report: Report | None = None
) -> Check:
    """Confirm a result against all pairs, scored anew; shares nothing with the solver."""
    if settings.objective in OTHERWISE:
        return check_otherwise(pool, rules, settings, result, report or _silent)
    return certificate.check(pool, rules, settings, result, report or _silent)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The pairs as rows, before anybody explains them."""

    match: Array
    seats: Array
    is_locked: Array
    certificate: Certificate


def _solve_table(pool: Pool, rules: Rules, settings: Settings, scores: Array, watch: _Watch) -> _Drawn:
    rows = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
    seats = np.array([min(mentor.seats, len(rows)) for mentor in pool.mentors], dtype=np.int64)
    match = np.full(len(rows), UNPLACED, dtype=np.int64)
    for lock in rules.locked:
        match[rows[lock.mentee]] = columns[lock.mentor]
        seats[columns[lock.mentor]] -= 1
    is_locked = match != UNPLACED
    left, able = np.flatnonzero(~is_locked), np.flatnonzero(seats > 0)
    worth = worth_of(settings.objective, min(len(rows), sum(mentor.seats for mentor in pool.mentors)))
    table = scores[np.ix_(left, able)]
    with watch.stage("solve"):
        found = assign(table, seats[able], worth, settings.minimum_score)
    with watch.stage("prices"):
        price = prices(table, seats[able], found, worth, settings.minimum_score)
    placed = found != UNPLACED
    match[left[placed]] = able[found[placed]]
    names = [pool.mentors[column].id for column in able]
    paid = {} if price is None else {name: int(one) for name, one in zip(names, price, strict=True) if one}
    return _Drawn(match, seats, is_locked, _certificate(settings, worth, paid, table, found))


def _certificate(
    settings: Settings, worth: Worth, paid: dict[str, int], table: Array, found: Array
) -> Certificate:
    placed = np.flatnonzero(found != UNPLACED)
    value = int(worth.of(table[placed, found[placed]], 0).sum())
    return Certificate(
        objective=settings.objective,
        factor=worth.factor,
        bonus=worth.bonus,
        prices=paid,
        value=value,
        bound=value,
    )


def _left(
    pool: Pool, prepared: Prepared, settings: Settings, scores: Array, drawn: _Drawn
) -> Sequence[Unplaced]:
    rows = np.flatnonzero(drawn.match == UNPLACED).tolist()
    return explain_unplaced(pool, prepared.bars, settings, scores=scores, rows=rows, seats=drawn.seats)


def _result(  # gathers what the stages made
    pool: Pool,
    rules: Rules,
    settings: Settings,
    pairs: Sequence[Pair],
    left: Sequence[Unplaced],
    paper: Certificate,
) -> Result:
    return Result(
        pairs=tuple(pairs),
        unplaced=tuple(left),
        total=sum(pair.score for pair in pairs),
        seats=sum(mentor.seats for mentor in pool.mentors),
        violations=count_violations(pool, rules, settings, [(pair.mentee, pair.mentor) for pair in pairs]),
        optimal=False,
        certificate=paper,
        seconds={},
    )


def _pairs(pool: Pool, prepared: Prepared, drawn: _Drawn) -> tuple[Pair, ...]:
    rows = np.flatnonzero(drawn.match != UNPLACED).tolist()
    places = [(row, int(drawn.match[row])) for row in rows]
    told = explain_pairs(pool, prepared.scorer, places)
    return tuple(
        Pair(
            mentee=pool.mentees[row].id,
            mentor=pool.mentors[column].id,
            score=explanation.score,
            explanation=explanation,
            is_locked=bool(drawn.is_locked[row]),
        )
        for (row, column), explanation in zip(places, told, strict=True)
    )
