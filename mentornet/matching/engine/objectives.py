"""How is a round solved that asks for something else than the best sum? The fairest, and the stable ones.

The fairest round is the best one among pairs at or above a threshold (`fairest.py`); a stable one has a way of its own
(`stable.py`). Both are handed back as any other result, with a proof of their own, and checked before they are called
optimal.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from .others.fairest import raise_worst
from .others.stable import match_stably
from .others.wanting import wanting_of
from .outcomes import Certificate, Check, Pair, Result, Unplaced
from .proof import certificate
from .proof.audit import count_violations
from .proof.fairness import fairness_faults
from .proof.records import record_faults
from .proof.stability import find_blocking
from .scoring.explaining import explain_pairs
from .scoring.looks import Array
from .scoring.scorer import prepare
from .seeding import in_seeded_order
from .spreading import Crew
from .unplaced import explain_unplaced
from .values import STABLE, Forbidden, Objective, Pool, Report, Rules, Settings

SolveBest = Callable[[Pool, Rules, Settings, Report, Crew], Result]
Doing = tuple[Report, Crew]
"""Who hears how far it is, and who works."""

OTHERWISE = STABLE | {Objective.FAIREST}
"""What is not one sum."""


def solve_otherwise(
    pool: Pool, rules: Rules, settings: Settings, doing: Doing, solve_best: SolveBest
) -> Result:
    """Solve a round for one of the objectives that are no sum, with its reasons and its proof."""
    begun = time.perf_counter()
    if settings.objective is Objective.FAIREST:
        result = _fairest(pool, rules, settings, doing, solve_best)
    else:
        result = _stable(pool, rules, settings, doing[0])
    solved = time.perf_counter()
    held = check_otherwise(pool, rules, settings, result, doing)
    is_best = held.holds and held.bound == held.value
    seconds = {**result.seconds, "certificate": time.perf_counter() - solved}
    seconds.setdefault("solve", solved - begun)
    return replace(result, optimal=is_best, seconds=seconds)


def check_otherwise(pool: Pool, rules: Rules, settings: Settings, result: Result, doing: Doing) -> Check:
    """Confirm such a result against all pairs, or name what is wrong."""
    if settings.objective is Objective.FAIREST:
        return _check_fairest(pool, rules, settings, result, doing)
    return _check_stable(pool, rules, settings, result, doing[0])


def _fairest(pool: Pool, rules: Rules, settings: Settings, doing: Doing, solve_best: SolveBest) -> Result:
    begun = time.perf_counter()
    paper = raise_worst(pool, rules, settings, doing[0])
    spent = time.perf_counter() - begun
    result = solve_best(pool, rules, _at(settings, paper.threshold), *doing)
    return replace(
        result,
        unplaced=_left(pool, rules, settings, result.pairs),
        certificate=replace(result.certificate, objective=Objective.FAIREST, fairness=paper),
        seconds={"fairest": spent, **result.seconds},
    )


def _at(settings: Settings, threshold: int) -> Settings:
    """Return the settings for the best pairs at or above the threshold."""
    return replace(settings, objective=Objective.MOST, minimum_score=threshold)


def _check_fairest(pool: Pool, rules: Rules, settings: Settings, result: Result, doing: Doing) -> Check:
    paper = result.certificate.fairness
    if paper is None or result.certificate.objective is not Objective.FAIREST:
        return _failed(f"The certificate does not prove the objective {settings.objective}.")
    terms = replace(result.certificate, objective=Objective.MOST)
    sought = _at(settings, paper.threshold)
    best = certificate.check(pool, rules, sought, replace(result, certificate=terms), *doing)
    faults = fairness_faults(pool, rules, settings, paper, result.pairs, doing[0])
    return replace(best, holds=best.holds and not faults, faults=(*best.faults, *faults))


def _failed(*faults: str) -> Check:
    return Check(holds=False, faults=faults, violations={}, value=0, bound=0)


def _stable(pool: Pool, rules: Rules, settings: Settings, report: Report) -> Result:
    people = in_seeded_order(pool, settings.seed)
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    kept = replace(rules, forbidden=(*rules.forbidden, *(Forbidden(*pair) for pair in sorted(locked))))
    asks = settings.objective is Objective.STABLE_MENTEES
    wanting = wanting_of(people, kept, settings)
    made = match_stably(wanting, _free(people, rules), report, mentees_ask=asks)
    names = [(people.mentees[row].id, people.mentors[column].id) for row, column in made]
    pairs = _pairs(pool, settings, {*names, *locked}, locked)
    total = sum(pair.score for pair in pairs)
    paper = Certificate(
        objective=settings.objective, factor=1, bonus=0, prices={}, value=total, bound=total, blocking=0
    )
    return Result(
        pairs=pairs,
        unplaced=_left(pool, rules, settings, pairs),
        total=total,
        seats=sum(mentor.seats for mentor in pool.mentors),
        violations=count_violations(pool, rules, settings, [(pair.mentee, pair.mentor) for pair in pairs]),
        optimal=False,
        certificate=paper,
        seconds={},
    )


def _free(pool: Pool, rules: Rules) -> tuple[Array, Array]:
    """Return how many more mentors each mentee may have, and how many more mentees each mentor."""
    mentees = Counter(lock.mentee for lock in rules.locked)
    mentors = Counter(lock.mentor for lock in rules.locked)
    return (
        np.array([one.most_mentors - mentees[one.id] for one in pool.mentees], dtype=np.int64),
        np.array([one.seats - mentors[one.id] for one in pool.mentors], dtype=np.int64),
    )


def _pairs(
    pool: Pool, settings: Settings, names: set[tuple[str, str]], locked: set[tuple[str, str]]
) -> tuple[Pair, ...]:
    rows = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
    places = sorted((rows[mentee], columns[mentor]) for mentee, mentor in names)
    told = explain_pairs(pool, prepare(pool, Rules(), settings).scorer, places)
    found = []
    for (row, column), explanation in zip(places, told, strict=True):
        mentee, mentor = pool.mentees[row].id, pool.mentors[column].id
        found.append(
            Pair(
                mentee=mentee,
                mentor=mentor,
                score=explanation.score,
                explanation=explanation,
                is_locked=(mentee, mentor) in locked,
            )
        )
    return tuple(found)


def _left(pool: Pool, rules: Rules, settings: Settings, pairs: Sequence[Pair]) -> tuple[Unplaced, ...]:
    """Tell of everybody without a pair, by the round's own minimum score."""
    placed = {pair.mentee for pair in pairs}
    left = Pool(tuple(mentee for mentee in pool.mentees if mentee.id not in placed), pool.mentors)
    prepared = prepare(left, rules, settings)
    rows, seats = np.arange(len(left.mentees)), _free(pool, rules)[1]
    return tuple(explain_unplaced(left, prepared, settings.minimum_score, rows=rows, seats=seats))


def _check_stable(pool: Pool, rules: Rules, settings: Settings, result: Result, report: Report) -> Check:
    faults = record_faults(pool, rules, settings, result)
    if faults:
        return _failed(*faults)
    names = [(pair.mentee, pair.mentor) for pair in result.pairs]
    blocking = find_blocking(pool, rules, settings, names, report)
    told = [
        f"{mentee} and {mentor} would leave what they have for each other." for mentee, mentor in blocking
    ]
    if result.certificate.objective is not settings.objective:
        told.append(f"The certificate does not prove the objective {settings.objective}.")
    return Check(
        holds=not told,
        faults=tuple(told),
        violations=result.violations,
        value=result.total,
        bound=result.total,
    )
