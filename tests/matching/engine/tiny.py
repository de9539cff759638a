"""Many tiny rounds in one pool, kept apart by a rule, and every one of them solved by trying everything at once.

A round of thirty groups costs little more than one group alone, and the best of the whole is the best of each group. The
search goes over all groups together: a table of seats taken, mentee after mentee, for every choice that a mentee has.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from mentornet.matching.engine import (
    FULL,
    Custom,
    Forbidden,
    Kind,
    Lock,
    Mentee,
    Mentor,
    Objective,
    Pool,
    Rules,
    Settings,
    with_circle,
)
from mentornet.matching.engine.proof.audit import Auditor
from mentornet.matching.engine.scoring.looks import Array, Block
from mentornet.matching.engine.scoring.scorer import Scorer

from . import pools

Person = TypeVar("Person", Mentee, Mentor)

GROUPS = 30
MENTEES, MENTORS, SEATS = 5, 4, 3
APART = Custom(name="group", kind=Kind.EQUAL, is_rule=True)
NONE = -(2**60)
_PLACED = 2**40
_WEIGHTS: tuple[dict[str, float], ...] = (
    {},
    {},
    dict.fromkeys(("path_walked", "skills", "credentials", "availability", "licence_state"), 0),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some tiny rounds as one."""

    pool: Pool
    rules: Rules
    wanted: Settings
    sizes: tuple[tuple[int, int], ...]
    """Of each group."""


def batch(seed: int, *, single: bool, ranked: bool = False) -> Batch:
    """Draw a batch: every option together, but several mentors a mentee only where they are not `single`."""
    draw = random.Random(seed)
    left: list[Mentee] = []
    right: list[Mentor] = []
    forbidden: list[Forbidden] = []
    locked: list[Lock] = []
    sizes = []
    for group in range(GROUPS):
        sizes.append((draw.randint(0, MENTEES - ranked), draw.randint(0, MENTORS - ranked)))
        people = _with_options(draw, pools.pool(draw, *sizes[-1], clones=draw.choice((0.2, 0.8))), single)
        people = _with_wishes(draw, people) if ranked else people
        rules = pools.rules(draw, people, locks=draw.randint(0, 2))
        left += [_of_group(group, one) for one in people.mentees]
        right += [_of_group(group, one) for one in people.mentors]
        forbidden += [
            replace(one, mentee=f"g{group}{one.mentee}", mentor=f"g{group}{one.mentor}")
            for one in rules.forbidden
        ]
        locked += [Lock(f"g{group}{one.mentee}", f"g{group}{one.mentor}") for one in rules.locked]
    wanted = Settings(
        seed=seed,
        customs=(APART,),
        minimum_score=draw.choice((0, 0, 150_000, 400_000)),
        weights=draw.choice(_WEIGHTS),
    )
    whole = Pool(tuple(left), tuple(right))
    return Batch(whole, Rules(forbidden=tuple(forbidden), locked=tuple(locked)), wanted, tuple(sizes))


def _with_options(draw: random.Random, people: Pool, single: bool) -> Pool:  # noqa: FBT001  # one of two kinds
    """Let some want several mentors or come first, and some mentors wait for somebody or keep a circle."""
    mentors = [replace(one, lower_seats=draw.randint(0, one.seats)) for one in people.mentors]
    mentors = [
        with_circle(one, SEATS - one.seats, least=1) if one.seats < SEATS and draw.random() < 0.2 else one
        for one in mentors
    ]
    mentors = [replace(one, seats=SEATS) if one.seats > SEATS else one for one in mentors]
    mentees = (
        replace(
            one,
            most_mentors=1 if single else draw.choice((1, 1, 2, 3)),
            priority=draw.choice((0, 0, 0, 250_000)),
        )
        for one in people.mentees
    )
    return Pool(
        tuple(mentees), tuple(replace(one, lower_seats=min(one.lower_seats, one.seats)) for one in mentors)
    )


def _with_wishes(draw: random.Random, people: Pool) -> Pool:
    mentees, mentors = [one.id for one in people.mentees], [one.id for one in people.mentors]

    def some(names: list[str]) -> tuple[str, ...]:
        return tuple(draw.sample(names, draw.randint(0, len(names))))

    return Pool(
        tuple(replace(one, wishes=some(mentors)) for one in people.mentees),
        tuple(replace(one, wishes=some(mentees)) for one in people.mentors),
    )


def _of_group(group: int, one: Person) -> Person:
    return replace(
        one,
        id=f"g{group}{one.id}",
        wishes=tuple(f"g{group}{name}" for name in one.wishes),
        managers=tuple(f"g{group}{name}" for name in one.managers),
        answers={"group": (f"g{group}",)},
    )


@dataclass(frozen=True, slots=True)
class Laid:
    """The groups of a batch, one beside the other; nobody where a group is smaller."""

    scores: Array
    """By group, mentee and mentor."""
    may: Array
    must: Array
    seats: Array
    lower: Array
    wants: Array
    priority: Array


def lay_out(made: Batch) -> Laid:
    """Ask of every pair of a group, in plain Python, whether it may be."""
    shape = len(made.sizes), MENTEES, MENTORS
    people = len(made.pool.mentees), len(made.pool.mentors)
    every = Scorer(made.pool, made.wanted).scores(Block(slice(0, people[0]), slice(0, people[1])))
    laid = Laid(
        np.zeros(shape, np.int64),
        np.zeros(shape, bool),
        np.zeros(shape, bool),
        *(np.zeros((len(made.sizes), count), np.int64) for count in (MENTORS, MENTORS, MENTEES, MENTEES)),
    )
    auditor = Auditor(made.rules, made.wanted)
    locked = {(lock.mentee, lock.mentor) for lock in made.rules.locked}
    for group, (rows, columns) in enumerate(_slices(made)):
        for row, mentee in enumerate(made.pool.mentees[rows]):
            laid.wants[group, row], laid.priority[group, row] = mentee.most_mentors, mentee.priority
            for column, mentor in enumerate(made.pool.mentors[columns]):
                place = group, row, column
                laid.scores[place] = every[rows.start + row, columns.start + column]
                laid.must[place] = (mentee.id, mentor.id) in locked
                laid.may[place] = not auditor.broken_by(mentee, mentor)
        for column, mentor in enumerate(made.pool.mentors[columns]):
            laid.seats[group, column], laid.lower[group, column] = mentor.seats, mentor.lower_seats
    return laid


def _slices(made: Batch) -> Iterator[tuple[slice, slice]]:
    row, column = 0, 0
    for mentees, mentors in made.sizes:
        yield slice(row, row + mentees), slice(column, column + mentors)
        row, column = row + mentees, column + mentors


def group_of(name: str) -> int:
    """Return the group of somebody."""
    return int(name[1:].replace("j", "i").split("i")[0])


_TAKEN = np.array(list(itertools.product(range(SEATS + 1), repeat=MENTORS)))
"""Every way in which seats may be taken, by mentor."""
_SIZE = (SEATS + 1) ** np.arange(MENTORS - 1, -1, -1)


def search(laid: Laid, least: int, objective: Objective) -> list[tuple[int, int]]:
    """Return each group's largest (placed, worth) in the objective's own order; locked pairs among them."""
    one, many = (_PLACED, 1) if objective is Objective.MOST else (1, 16)
    worth = (laid.scores + laid.priority[:, :, None]) * many
    able = laid.must | (laid.may & (laid.scores >= least))
    best = np.where((_TAKEN.sum(axis=1) == 0)[None, :], 0, NONE) * np.ones((len(worth), 1), np.int64)
    for row in range(MENTEES):
        best = _after(best, worth[:, row], able[:, row], laid.must[:, row], laid.wants[:, row], one)
    within = (_TAKEN[None] <= laid.seats[:, None]).all(axis=2)
    filled = np.minimum(_TAKEN[None], laid.lower[:, None]).sum(axis=2)
    found = np.where(within & (best > NONE // 2), best + filled * (FULL + 1) * many, NONE).max(axis=1)
    if objective is Objective.MOST:
        return [(int(value) // _PLACED, int(value) % _PLACED) for value in found]
    return [(int(value) % 16, int(value) // 16) for value in found]


def _after(best: Array, worth: Array, able: Array, must: Array, wants: Array, one: int) -> Array:
    """Return the best for all ways of taking seats after one mentee more of every group has chosen."""
    found = np.full_like(best, NONE)
    for chosen in itertools.product((False, True), repeat=MENTORS):
        some = np.array(chosen)
        count = int(some.sum())
        allowed = (able | ~some).all(axis=1) & (~must | some).all(axis=1) & (count <= wants)
        before = np.flatnonzero((_TAKEN + some <= SEATS).all(axis=1))
        more = np.where(allowed, worth[:, some].sum(axis=1) + (one if count else 0), NONE)
        after = before + int(_SIZE[some].sum())
        found[:, after] = np.maximum(found[:, after], best[:, before] + more[:, None])
    return np.maximum(found, NONE)


def highest_threshold(laid: Laid, minimum: int) -> int | None:
    """Return the highest score from which on as many mentees without a lock have a pair as from the minimum on."""
    free: Array = np.logical_not(laid.must.any(axis=2))
    left = replace(
        laid,
        seats=laid.seats - laid.must.sum(axis=1),
        may=laid.may & free[:, :, None],
        must=np.zeros_like(laid.must),
        wants=np.minimum(laid.wants, 1),
        lower=np.zeros_like(laid.lower),
    )

    def placed(least: int) -> int:
        return sum(count for count, _ in search(left, least, Objective.MOST))

    most = placed(minimum)
    if not most:
        return None
    scores: Array = np.unique(laid.scores[left.may & (laid.scores >= minimum)])
    low, high = 0, len(scores) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if placed(int(scores[middle])) == most else (low, middle - 1)
    return max(minimum, int(scores[low]))
