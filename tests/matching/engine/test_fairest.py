"""The worst fit is raised as far as it goes and nobody loses a place: known by trying every threshold."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import FULL, Mentee, Mentor, Pool, Rules, Settings
from mentornet.matching.engine.others import fairest as method
from mentornet.matching.engine.others.fairest import raise_worst
from mentornet.matching.engine.proof.fairness import most_placed

from . import pools
from .test_solver import exhaustive


def silent(stage: str, fraction: float) -> None:
    """Tell nobody."""


@settings(max_examples=200, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    sizes=st.tuples(st.integers(1, 6), st.integers(1, 5)),
    minimum=st.sampled_from((0, 0, 200_000)),
    at_once=st.sampled_from((1, 24)),
)
def test_the_threshold_is_the_highest_that_places_as_many(
    seed: int, sizes: tuple[int, int], minimum: int, at_once: int
) -> None:
    draw = random.Random(seed)
    people = pools.pool(draw, *sizes)
    rules = pools.rules(draw, people, locks=seed % 3)
    wanted = Settings(minimum_score=minimum)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(method, "_AT_ONCE", at_once)
        found = raise_worst(people, rules, wanted, silent)

    def placed(least: int) -> int:
        return exhaustive(people, rules, replace(wanted, minimum_score=least))[0] - len(rules.locked)

    assert found.placed == placed(minimum) == placed(found.threshold)
    assert not found.placed or placed(found.threshold + 1) < found.placed
    low = most_placed(people, rules, wanted, minimum, found.full_at_minimum, silent)
    high = most_placed(people, rules, wanted, found.threshold + 1, found.full_above, silent)
    assert low == found.placed
    assert not found.placed or high < found.placed


def test_scores_all_equal_leave_the_threshold_there() -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}") for n in range(300)), tuple(Mentor(id=f"j{n}", seats=2) for n in range(140))
    )
    found = raise_worst(people, Rules(), Settings(), silent)
    assert (found.threshold, found.placed) == (0, 280)


def test_a_perfect_round_has_a_perfect_threshold() -> None:
    people = Pool((Mentee(id="ben", goals=("rn",)),), (Mentor(id="ada", goals=("rn",)),))
    assert raise_worst(people, Rules(), Settings(), silent).threshold == FULL


@pytest.mark.parametrize(("mentees", "mentors"), [(0, 0), (2, 0), (0, 2)])
def test_an_empty_side_has_no_threshold_above_the_minimum(mentees: int, mentors: int) -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}") for n in range(mentees)), tuple(Mentor(id=f"j{n}") for n in range(mentors))
    )
    found = raise_worst(people, Rules(), Settings(minimum_score=5), silent)
    assert (found.threshold, found.placed) == (5, 0)
