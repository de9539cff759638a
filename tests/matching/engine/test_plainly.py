"""The short proof in plain Python says the same as the certificate's own check, and refuses what was spoiled."""

from __future__ import annotations

import ast
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import (
    BadPoolError,
    Objective,
    Pool,
    Rules,
    Settings,
    check_plainly,
    score_pair,
    solve,
    verify,
)
from mentornet.matching.engine.best import columns, finding
from mentornet.matching.engine.outcomes import Result
from mentornet.matching.engine.proof import audit, plain, plainly

from . import pools
from .exhaustive import with_places

WANTED = Settings(seed=4, minimum_score=100_000)


@settings(max_examples=120, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    sizes=st.tuples(st.integers(1, 9), st.integers(1, 6)),
    objective=st.sampled_from((Objective.MOST, Objective.TOTAL)),
    minimum=st.sampled_from((0, 150_000, 400_000)),
    by_columns=st.booleans(),
)
def test_it_bounds_every_option_together_as_the_certificate_does(
    seed: int, sizes: tuple[int, int], objective: Objective, minimum: int, *, by_columns: bool
) -> None:
    draw = random.Random(seed)
    people = with_places(draw, pools.pool(draw, *sizes))
    rules = pools.rules(draw, people, locks=draw.randint(0, 2))
    wanted = Settings(objective=objective, minimum_score=minimum, seed=seed)
    with pytest.MonkeyPatch.context() as patched:
        if by_columns:
            patched.setattr(finding, "CELLS", -1)
            patched.setattr(columns, "FEW", 4)
        result = solve(people, rules, wanted)
    check = check_plainly(people, rules, wanted, result)
    assert check.holds, check.faults
    assert (check.value, check.bound) == (result.certificate.value, result.certificate.bound)
    assert check.violations == result.violations


@pytest.fixture(name="round_", scope="module")
def a_solved_round() -> tuple[Pool, Rules, Result]:
    draw = random.Random(21)
    people = pools.pool(draw, 40, 20, most_seats=2)
    rules = pools.rules(draw, people)
    return people, rules, solve(people, rules, WANTED)


def faults(round_: tuple[Pool, Rules, Result], spoiled: Result) -> tuple[str, ...]:
    people, rules, _ = round_
    return check_plainly(people, rules, WANTED, spoiled).faults


def test_two_mentees_who_changed_mentors_are_found_however_honest_the_sums(
    round_: tuple[Pool, Rules, Result],
) -> None:
    people, _, result = round_
    first, second = result.pairs[:2]
    mentees, mentors = {one.id: one for one in people.mentees}, {one.id: one for one in people.mentors}
    swapped = [
        replace(
            one, mentor=other.mentor, score=score_pair(mentees[one.mentee], mentors[other.mentor], WANTED)
        )
        for one, other in ((first, second), (second, first))
    ]
    total = result.total - first.score - second.score + sum(one.score for one in swapped)
    assert total != result.total
    told = faults(round_, replace(result, pairs=(*swapped, *result.pairs[2:]), total=total))
    assert any("is not ruled out" in fault for fault in told)


def test_a_wrong_price_is_found(round_: tuple[Pool, Rules, Result]) -> None:
    result = round_[2]
    for name, price in list(result.certificate.prices.items())[:5]:
        for wrong in (price - 1, price + 10**9, 0):
            paper = replace(result.certificate, prices={**result.certificate.prices, name: wrong})
            assert faults(round_, replace(result, certificate=paper))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda one: replace(one, pairs=one.pairs[1:]), "Not everybody is accounted for once."),
        (lambda one: replace(one, unplaced=one.unplaced[1:]), "Not everybody is accounted for once."),
        (lambda one: replace(one, total=one.total + 1), "The total is wrong."),
        (lambda one: replace(one, pairs=(one.pairs[0], *one.pairs)), "A hard rule is broken."),
        (
            lambda one: replace(one, pairs=(replace(one.pairs[0], score=7), *one.pairs[1:])),
            "A score is wrong.",
        ),
        (
            lambda one: replace(one, certificate=replace(one.certificate, bonus=5)),
            "The certificate proves something else.",
        ),
        (
            lambda one: replace(one, pairs=(replace(one.pairs[0], mentor="nobody"), *one.pairs[1:])),
            "is no pair of this round.",
        ),
    ],
)
def test_what_is_not_so_is_named(round_: tuple[Pool, Rules, Result], spoil, sentence: str) -> None:
    assert any(sentence in fault for fault in faults(round_, spoil(round_[2])))


def test_a_lock_that_was_left_out_and_a_pair_below_the_minimum_are_named(
    round_: tuple[Pool, Rules, Result],
) -> None:
    people, rules, result = round_
    low = min((pair for pair in result.pairs if not pair.is_locked), key=lambda pair: pair.score)
    stricter = replace(WANTED, minimum_score=low.score + 1)
    assert "A score is below the minimum." in check_plainly(people, rules, stricter, result).faults
    locked = [lock for lock in rules.locked if lock.mentee in {pair.mentee for pair in result.pairs}]
    assert locked
    without = tuple(pair for pair in result.pairs if pair.mentee != locked[0].mentee)
    assert "A locked pair is missing." in faults(round_, replace(result, pairs=without))


@pytest.mark.parametrize("objective", [Objective.FAIREST, Objective.STABLE_MENTEES])
def test_what_is_no_sum_is_left_to_the_other_check(
    round_: tuple[Pool, Rules, Result], objective: Objective
) -> None:
    people, rules, _ = round_
    wanted = replace(WANTED, objective=objective)
    result = solve(people, rules, wanted)
    with pytest.raises(BadPoolError, match="Ask verify"):
        check_plainly(people, rules, wanted, result)
    assert verify(people, rules, wanted, result).holds


def test_it_shares_no_line_with_the_solver_or_its_scores() -> None:
    for module in (plainly, audit, plain):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        near = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level}
        assert near <= {"values", "outcomes", "audit", "plain"}
        names = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        assert "numpy" not in names
