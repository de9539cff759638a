"""What holds of every round, whatever is sought: no rule broken, no seat too many, the same pairs whoever asks in what order."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import (
    Lock,
    Mentee,
    Mentor,
    Objective,
    Pool,
    Rules,
    Settings,
    score_pair,
    solve,
    verify,
)
from mentornet.matching.engine.best import columns, finding
from mentornet.matching.engine.proof.audit import Auditor

from . import pools
from .exhaustive import with_places
from .test_solver import pairs_of

STABLE = (Objective.STABLE_MENTEES, Objective.STABLE_MENTORS)


def a_round(seed: int, mentees: int, mentors: int, *, clones: float = 0.2) -> tuple[Pool, Rules]:
    draw = random.Random(seed)
    people = with_places(draw, pools.pool(draw, mentees, mentors, clones=clones))
    return people, pools.rules(draw, people, forbidden=0.05)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    sizes=st.tuples(st.integers(1, 30), st.integers(1, 20)),
    objective=st.sampled_from(Objective),
    minimum=st.sampled_from((0, 250_000)),
    by_columns=st.booleans(),
)
def test_no_rule_is_broken_and_no_place_taken_twice(
    seed: int, sizes: tuple[int, int], objective: Objective, minimum: int, *, by_columns: bool
) -> None:
    people, rules = a_round(seed, *sizes)
    wanted = Settings(objective=objective, minimum_score=minimum, seed=seed)
    with pytest.MonkeyPatch.context() as patch:
        if by_columns:
            patch.setattr(finding, "CELLS", -1)
            patch.setattr(columns, "FEW", 40)
        result = solve(people, rules, wanted)
    mentees, mentors = {one.id: one for one in people.mentees}, {one.id: one for one in people.mentors}
    auditor, made = Auditor(rules, wanted), pairs_of(result)
    assert len(made) == len(set(made))
    for mentee, mentor in made:
        assert not auditor.broken_by(mentees[mentee], mentors[mentor])
        score = score_pair(mentees[mentee], mentors[mentor], wanted)
        assert score >= minimum or Lock(mentee, mentor) in rules.locked
    had, held = (Counter(names) for names in zip(*made, strict=True)) if made else (Counter(), Counter())
    assert all(count <= mentees[name].most_mentors for name, count in had.items())
    assert all(count <= mentors[name].seats for name, count in held.items())
    assert {one.mentee for one in result.unplaced} == mentees.keys() - had.keys()
    assert verify(people, rules, wanted, result).holds


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), objective=st.sampled_from((Objective.MOST, Objective.FAIREST)))
def test_one_more_seat_anywhere_never_places_fewer(seed: int, objective: Objective) -> None:
    people, rules = a_round(seed, 20, 8)
    wanted = Settings(objective=objective, seed=seed)
    before = len({mentee for mentee, _ in pairs_of(solve(people, rules, wanted))})
    for place, mentor in enumerate(people.mentors[:4]):
        more = list(people.mentors)
        more[place] = replace(mentor, seats=mentor.seats + 1)
        result = solve(Pool(people.mentees, tuple(more)), rules, wanted)
        assert len({mentee for mentee, _ in pairs_of(result)}) >= before


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize("clones", [0.2, 0.8])
def test_neither_the_order_of_the_rows_nor_threads_change_the_pairs(
    monkeypatch: pytest.MonkeyPatch, objective: Objective, clones: float
) -> None:
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 400)
    people, rules = a_round(8, 90, 60, clones=clones)
    wanted, draw = Settings(objective=objective, seed=4), random.Random(4)
    found = [
        pairs_of(solve(pools.shuffled(draw, people), rules, wanted, workers=workers)) for workers in (1, 2, 3)
    ]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("objective", [Objective.MOST, Objective.TOTAL])
def test_several_mentors_each_are_worth_what_an_integer_program_says(objective: Objective) -> None:
    from scipy.optimize import Bounds, LinearConstraint, milp

    people, rules = a_round(21, 40, 25)
    people = replace(people, mentors=tuple(replace(one, lower_seats=0) for one in people.mentors))
    rules = replace(rules, locked=())
    wanted = Settings(objective=objective, minimum_score=150_000)
    result = solve(people, rules, wanted)
    auditor, size = Auditor(rules, wanted), (len(people.mentees), len(people.mentors))
    scores = np.array([[score_pair(a, b, wanted) for b in people.mentors] for a in people.mentees])
    may = np.array([[not auditor.broken_by(a, b) for b in people.mentors] for a in people.mentees])
    worth = scores + np.array([one.priority for one in people.mentees])[:, None]
    many = (1, 10**9) if objective is Objective.MOST else (1000, 1)
    cost = -np.concatenate([worth.ravel() * many[0], np.full(size[0], many[1])]).astype(float)
    wants, seats = (
        np.array([one.most_mentors for one in people.mentees]),
        np.array([one.seats for one in people.mentors]),
    )
    of_mentee = np.kron(np.eye(size[0]), np.ones(size[1]))
    held = np.hstack([np.kron(np.ones(size[0]), np.eye(size[1])), np.zeros((size[1], size[0]))])
    able = (may & (scores >= wanted.minimum_score)).ravel().astype(float)
    best = milp(
        cost,
        constraints=[
            LinearConstraint(np.hstack([of_mentee, np.zeros((size[0],) * 2)]), ub=wants),
            LinearConstraint(np.hstack([of_mentee, -np.eye(size[0])]), lb=0),
            LinearConstraint(held, ub=seats),
        ],
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, np.concatenate([able, np.ones(size[0])])),
    )
    placed = len({pair.mentee for pair in result.pairs})
    priority = {one.id: one.priority for one in people.mentees}
    value = sum(pair.score + priority[pair.mentee] for pair in result.pairs)
    assert value * many[0] + placed * many[1] == round(-best.fun)
    assert result.optimal


def test_one_mentee_has_the_best_of_a_hundred_thousand_mentors() -> None:
    mentors = tuple(Mentor(id=f"j{n}", goals=("rn",) if n == 77_777 else ("x",)) for n in range(100_000))
    result = solve(Pool((Mentee(id="ben", goals=("rn",)),), mentors), Rules(), Settings())
    assert pairs_of(result) == [("ben", "j77777")]
    assert result.optimal


def test_everybody_alike_with_several_each_fills_every_place() -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}", most_mentors=3) for n in range(150)),
        tuple(Mentor(id=f"j{n}", seats=3) for n in range(150)),
    )
    result = solve(people, Rules(), Settings())
    assert (len(result.pairs), result.optimal) == (450, True)
    shut = replace(people, mentors=tuple(replace(one, seats=0) for one in people.mentors))
    assert solve(shut, Rules(), Settings()).optimal
