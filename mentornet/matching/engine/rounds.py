"""How does a round go, from the pool to proven pairs? Score, solve, price, certify, explain."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from .best.finding import Best, Task, find_best
from .checks import ensure_solvable
from .memory import give_back, kept
from .objectives import OTHERWISE, check_otherwise, solve_otherwise
from .outcomes import Certificate, Check, Pair, Result, Unplaced
from .proof import certificate
from .proof.laying import Laying
from .proof.plain import plain_faults
from .proof.sampling import sample_faults
from .scoring.explaining import explain_pairs
from .scoring.scorer import Prepared, prepare
from .seeding import in_seeded_order, numbers
from .spreading import Crew, crew
from .unplaced import explain_unplaced
from .values import FULL, Pool, Report, Rules, Settings

_STAGES = {"sweep": "solve", "ties": "prices"}
"""Stages that are told as a part of others."""
_AHEAD = 20_000
"""Mentees up to whom the pool is laid out for the certificate while a process solves; beyond, memory counts for more."""


def _silent(stage: str, fraction: float) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class _Watch:
    """Times the stages, and reports where each begins."""

    report: Report
    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _since: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self.report(name, 0.0)
        begun = time.perf_counter()
        yield
        self._add(name, time.perf_counter() - begun)
        self.report(name, 1.0)

    def tell(self, stage: str, done: float, gap: float | None) -> None:
        """Hear what the search is at: each moment counts for the stage that was named last."""
        now = time.perf_counter()
        if self._stage:
            self._add(self._stage, now - self._since)
        self._stage, self._since = _STAGES.get(stage, stage), now
        if gap is not None:
            hear = getattr(self.report, "hear_gap", None)
            if hear:
                hear(gap)
            done = max(0.0, min(1.0, math.log10(1 / max(gap, 1e-6)) / 6))
        self.report(self._stage, done)

    def close(self) -> None:
        """Count the last moment of the search."""
        if self._stage:
            self._add(self._stage, time.perf_counter() - self._since)
        self._stage = ""

    def _add(self, name: str, seconds: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds


def solve(
    pool: Pool,
    rules: Rules,
    settings: Settings,
    report: Report | None = None,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
) -> Result:
    """Return the best pairs, each with its reasons, and everybody left out with theirs.

    Locked pairs are taken out first with their seats; forbidden pairs never are. The result is a function of the
    people, rules, settings and seed alone: the order of the records makes no difference.

    Args:
        pool: Everybody in the round.
        rules: Locked and forbidden pairs.
        settings: Weights, objective, minimum score, seed.
        report: Hears each stage and how far it is; may raise to cancel. Where it has `hear_gap`, that hears how much
            better the best could be at most; where it has `takes`, that is asked a few times a second whether such a
            gap is near enough, and a yes ends the search with the pairs at hand.
        executor: Where pairs are priced: any executor, left open afterwards. Threads of its own where none is given.
        workers: On how many parts it works at a time; as many as there are processors where it does not say.

    Raises:
        BadPoolError: Something cannot be matched; the sentence names the record.
    """
    ensure_solvable(pool, rules, settings)
    with crew(executor, workers) as own:
        return solve_checked(pool, rules, settings, report, own)


def solve_checked(
    pool: Pool, rules: Rules, settings: Settings, report: Report | None = None, own: Crew | None = None
) -> Result:
    """Solve as `solve` does, where the pool is known to be sound; with threads where no crew is given."""
    if own is None:
        with crew() as threads:
            return solve_checked(pool, rules, settings, report, threads)
    if settings.objective in OTHERWISE:
        return solve_otherwise(pool, rules, settings, (report or _silent, own), solve_checked)
    watch = _Watch(report or _silent)
    people = in_seeded_order(pool, settings.seed)
    laying = Laying(people, rules, settings)
    result = _solved(people, rules, settings, (watch, own), laying)
    give_back()
    with watch.stage("certificate"), kept():
        held = certificate.look(people, rules, settings, result, watch.report, own, laying=laying)
    order = {mentee.id: place for place, mentee in enumerate(pool.mentees)}
    columns = {mentor.id: place for place, mentor in enumerate(pool.mentors)}
    return replace(
        result,
        pairs=tuple(sorted(result.pairs, key=lambda pair: (order[pair.mentee], columns[pair.mentor]))),
        unplaced=tuple(sorted(result.unplaced, key=lambda one: order[one.mentee])),
        violations=held.violations,
        optimal=held.holds and held.bound == held.value,
        certificate=replace(result.certificate, bound=held.bound),
        seconds=watch.seconds,
    )


def _solved(
    people: Pool, rules: Rules, settings: Settings, doing: tuple[_Watch, Crew], laying: Laying
) -> Result:
    """Return the best pairs with their reasons, as yet unproved; what was laid out for them is given up on return."""
    watch, _ = doing
    with watch.stage("score"), kept():
        prepared = prepare(people, rules, settings)
    task = _task(people, rules, settings, prepared, doing)
    best = find_best(replace(task, meanwhile=laying) if len(people.mentees) <= _AHEAD else task)
    watch.close()
    with watch.stage("reasons"), kept():
        pairs = _pairs(task, best)
        left = _left(task, best, watch)
        return _result(people, pairs, left, _certificate(task, best))


def verify(  # noqa: PLR0913  # what a round is, what is claimed, who hears and who works
    pool: Pool,
    rules: Rules,
    settings: Settings,
    result: Result,
    report: Report | None = None,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
) -> Check:
    """Confirm a result against all pairs, scored anew; shares nothing with the solver.

    Args:
        pool: Everybody in the round.
        rules: Locked and forbidden pairs.
        settings: What the result was solved with.
        result: What is claimed.
        report: Hears how far it is; may raise to cancel.
        executor: Where pairs are scored, as in `solve`.
        workers: On how many parts it works at a time.
    """
    with crew(executor, workers) as own, kept():
        if settings.objective in OTHERWISE:
            held = check_otherwise(pool, rules, settings, result, (report or _silent, own))
        else:
            held = certificate.check(pool, rules, settings, result, report or _silent, own)
    faults = [*plain_faults(pool, settings, result), *sample_faults(pool, rules, settings)]
    return replace(held, holds=held.holds and not faults, faults=(*held.faults, *faults))


def _task(
    pool: Pool, rules: Rules, settings: Settings, prepared: Prepared, doing: tuple[_Watch, Crew]
) -> Task:
    watch, own = doing
    rows = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
    return Task(
        pool=pool,
        rules=rules,
        settings=settings,
        prepared=prepared,
        locked=[(rows[lock.mentee], columns[lock.mentor]) for lock in rules.locked],
        draws=(
            numbers(settings.seed, "mentee", (mentee.id for mentee in pool.mentees)),
            numbers(settings.seed, "mentor", (mentor.id for mentor in pool.mentors)),
        ),
        tell=watch.tell,
        is_enough=partial(_is_enough, settings.enough / FULL, watch.report),
        crew=own,
    )


def _is_enough(enough: float, report: Report, gap: float) -> bool:
    takes = getattr(report, "takes", None)
    return gap > 0 and (gap <= enough or bool(takes and takes(gap)))


def _certificate(task: Task, best: Best) -> Certificate:
    return Certificate(
        objective=task.settings.objective,
        factor=best.terms.factor,
        bonus=best.terms.bonus,
        care=best.terms.care,
        prices={task.pool.mentors[place].id: price for place, price in best.prices.items()},
        value=best.value,
        bound=best.bound,
    )


def _left(task: Task, best: Best, watch: _Watch) -> Sequence[Unplaced]:
    placed = np.zeros(len(task.pool.mentees), dtype=bool)
    placed[best.rows] = True
    placed[[row for row, _ in task.locked]] = True
    return explain_unplaced(
        task.pool,
        task.prepared,
        task.settings.minimum_score,
        rows=np.flatnonzero(~placed),
        seats=task.market(best.terms).seats,
        beat=lambda done: watch.report("reasons", done),
    )


def _result(  # gathers what the stages made
    pool: Pool, pairs: Sequence[Pair], left: Sequence[Unplaced], paper: Certificate
) -> Result:
    return Result(
        pairs=tuple(pairs),
        unplaced=tuple(left),
        total=sum(pair.score for pair in pairs),
        seats=sum(mentor.seats for mentor in pool.mentors),
        violations={},
        optimal=False,
        certificate=paper,
        seconds={},
    )


def _pairs(task: Task, best: Best) -> tuple[Pair, ...]:
    pool, locked = task.pool, set(task.locked)
    places = sorted([*zip(best.rows.tolist(), best.columns.tolist(), strict=True), *locked])
    told = explain_pairs(pool, task.prepared.scorer, places)
    return tuple(
        Pair(
            mentee=pool.mentees[row].id,
            mentor=pool.mentors[column].id,
            score=explanation.score,
            explanation=explanation,
            is_locked=(row, column) in locked,
        )
        for (row, column), explanation in zip(places, told, strict=True)
    )
