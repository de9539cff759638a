"""Pairs that may never be: found in the people themselves, and counted afterwards by other means."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import (
    Auditor,
    Custom,
    Forbidden,
    Kind,
    Mentee,
    Mentor,
    Pool,
    Rule,
    Rules,
    Settings,
    Why,
    count_violations,
    solve,
)
from mentornet.matching.engine.scoring.hard import bars_of
from mentornet.matching.engine.scoring.looks import blocks
from mentornet.matching.engine.scoring.scorer import forbidden

from . import pools

GRADE = Custom(name="grade", kind=Kind.DIFFERENCE, low=1, high=2, is_rule=True)

CASES = [
    ("same_person", Mentee(id="b", identities=("ada@x",)), Mentor(id="a", identities=("old@x", "ada@x"))),
    ("supervisor", Mentee(id="b", managers=("a",)), Mentor(id="a")),
    ("supervisor", Mentee(id="b", managers=("ada@x",)), Mentor(id="a", identities=("ada@x",))),
    ("supervisor", Mentee(id="b"), Mentor(id="a", managers=("b",))),
    ("employer", Mentee(id="b", employer="n", allows_same_employer=True), Mentor(id="a", employer="n")),
    ("language", Mentee(id="b", languages=("en",)), Mentor(id="a", languages=("es",))),
    ("grade", Mentee(id="b", answers={"grade": 3.0}), Mentor(id="a", answers={"grade": 6.0})),
]


@pytest.mark.parametrize(("rule", "mentee", "mentor"), CASES)
def test_a_pair_that_may_not_be_is_left_and_the_rule_named(rule: str, mentee: Mentee, mentor: Mentor) -> None:
    wanted = Settings(customs=(GRADE,))
    result = solve(Pool((mentee,), (mentor,)), Rules(), wanted)
    (left,) = result.unplaced
    assert (left.why, dict(left.removed), left.mentors) == (Why.NO_ELIGIBLE, {rule: 1}, 1)
    assert Auditor(Rules(), wanted).broken_by(mentee, mentor) == [rule]
    assert count_violations(Pool((mentee,), (mentor,)), Rules(), wanted, [("b", "a")])[rule] == 1


@pytest.mark.parametrize("rule", [Rule.BLOCKED, Rule.DECLINED, Rule.ENDED, Rule.FORBIDDEN])
def test_a_listed_pair_may_not_be(rule: Rule) -> None:
    people = Pool((Mentee(id="b"),), (Mentor(id="a"),))
    result = solve(people, Rules(forbidden=(Forbidden("b", "a", rule),)), Settings())
    assert dict(result.unplaced[0].removed) == {rule: 1}


def test_both_may_allow_their_own_employer() -> None:
    mentee = Mentee(id="b", employer="n", allows_same_employer=True)
    mentor = Mentor(id="a", employer="n", allows_same_employer=True)
    assert len(solve(Pool((mentee,), (mentor,)), Rules(), Settings()).pairs) == 1


def test_a_program_may_relax_the_employer_rule() -> None:
    people = Pool((Mentee(id="b", employer="n"),), (Mentor(id="a", employer="n"),))
    assert solve(people, Rules(relaxed=frozenset({Rule.EMPLOYER})), Settings()).pairs


def test_what_nobody_said_forbids_nothing() -> None:
    people = Pool((Mentee(id="b", languages=("en",), employer="n"),), (Mentor(id="a"),))
    assert solve(people, Rules(), Settings(customs=(GRADE,))).pairs


def test_a_minimum_leaves_whom_no_mentor_suits_and_says_how_near_they_came() -> None:
    people = Pool((Mentee(id="b", goals=("x", "y")),), (Mentor(id="a", goals=("y",)),))
    (left,) = solve(people, Rules(), Settings(minimum_score=500_000)).unplaced
    assert (left.why, left.best_mentor, left.best_score, left.below_minimum) == (
        Why.BELOW_MINIMUM,
        "a",
        333_333,
        1,
    )


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_blocks_and_single_pairs_agree_on_what_is_forbidden(seed: int) -> None:
    draw = random.Random(seed)
    people = pools.pool(draw, 8, 8)
    rules = pools.rules(draw, people)
    (block,) = blocks(8, 8)
    barred = forbidden(bars_of(people, rules, Settings()), block, (8, 8))
    auditor = Auditor(rules, Settings())
    for row, mentee in enumerate(people.mentees):
        for column, mentor in enumerate(people.mentors):
            assert barred[row, column] == bool(auditor.broken_by(mentee, mentor))
