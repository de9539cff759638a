"""Every option together: several mentors, seats that wait, priorities, locks and a minimum, as exhaustive search has it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import Lock, Mentee, Mentor, Objective, Pool, Rules, Settings, solve, verify
from mentornet.matching.engine.best import columns, finding

from . import pools
from .exhaustive import exhaustive, with_places, worth_of
from .test_solver import pairs_of

SUMS = (Objective.MOST, Objective.TOTAL)


OPTIONS = {
    "seed": st.integers(0, 2**32),
    "sizes": st.tuples(st.integers(1, 5), st.integers(1, 4)),
    "objective": st.sampled_from(SUMS),
    "minimum": st.sampled_from((0, 0, 150_000, 400_000)),
}


def assert_best(seed: int, sizes: tuple[int, int], objective: Objective, minimum: int) -> None:
    draw = random.Random(seed)
    people = with_places(draw, pools.pool(draw, *sizes))
    rules = pools.rules(draw, people)
    wanted = Settings(objective=objective, minimum_score=minimum, seed=seed)
    result = solve(people, rules, wanted)
    assert worth_of(people, pairs_of(result), wanted) == exhaustive(people, rules, wanted)
    assert result.optimal, verify(people, rules, wanted, result).faults
    assert not any(result.violations.values())


@settings(max_examples=80, deadline=None)
@given(**OPTIONS)
def test_every_option_together_is_solved_as_exhaustive_search_solves_it(
    seed: int, sizes: tuple[int, int], objective: Objective, minimum: int
) -> None:
    assert_best(seed, sizes, objective, minimum)


@settings(max_examples=80, deadline=None)
@given(**OPTIONS)
def test_columns_find_what_exhaustive_search_finds(
    seed: int, sizes: tuple[int, int], objective: Objective, minimum: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "CELLS", -1)
        patch.setattr(columns, "FEW", 4)
        assert_best(seed, sizes, objective, minimum)


def test_a_mentee_with_several_mentors_never_gets_the_same_one_twice() -> None:
    people = Pool(
        (Mentee(id="ben", goals=("rn",), most_mentors=3),), (Mentor(id="ada", seats=3, goals=("rn",)),)
    )
    result = solve(people, Rules(), Settings())
    assert pairs_of(result) == [("ben", "ada")]
    locked = solve(people, Rules(locked=(Lock("ben", "ada"),)), Settings())
    assert pairs_of(locked) == [("ben", "ada")]
    assert locked.optimal


def test_everybody_has_one_mentor_before_anybody_has_two() -> None:
    people = Pool(
        (Mentee(id="ben", goals=("rn",), most_mentors=2), Mentee(id="drew", goals=("lead",))),
        (Mentor(id="ada", goals=("rn",)), Mentor(id="eve", goals=("rn",))),
    )
    assert {mentee for mentee, _ in pairs_of(solve(people, Rules(), Settings()))} == {"ben", "drew"}


def test_a_mentor_who_waits_for_somebody_comes_before_anothers_second_seat() -> None:
    mentees = tuple(Mentee(id=f"i{n}", goals=("rn",)) for n in range(2))
    ada, eve = Mentor(id="ada", goals=("rn",), seats=2), Mentor(id="eve", goals=("lead",), seats=2)
    alone = solve(Pool(mentees, (ada, eve)), Rules(), Settings())
    shared = solve(Pool(mentees, (ada, replace(eve, lower_seats=1))), Rules(), Settings())
    assert {mentor for _, mentor in pairs_of(alone)} == {"ada"}
    assert {mentor for _, mentor in pairs_of(shared)} == {"ada", "eve"}
    assert shared.optimal


def test_whom_the_last_round_let_down_comes_first_and_the_fit_shown_stays_true() -> None:
    ben, drew = Mentee(id="ben", goals=("rn", "x")), Mentee(id="drew", goals=("rn",))
    ada = Mentor(id="ada", goals=("rn",))
    first = solve(Pool((ben, drew), (ada,)), Rules(), Settings())
    second = solve(Pool((replace(ben, priority=400_000), drew), (ada,)), Rules(), Settings())
    assert pairs_of(first) == [("drew", "ada")]
    assert pairs_of(second) == [("ben", "ada")]
    assert second.total == second.pairs[0].score == 666_667
    assert second.optimal


def test_many_equals_who_all_want_several_are_drawn() -> None:
    draw = random.Random(6)
    words = ("a", "b", "c")
    people = Pool(
        tuple(Mentee(id=f"i{n}", goals=(draw.choice(words),), most_mentors=3) for n in range(70)),
        tuple(Mentor(id=f"j{n}", goals=(draw.choice(words),), seats=3) for n in range(70)),
    )
    result = solve(people, Rules(), Settings(seed=2))
    assert (len(result.pairs), result.optimal) == (210, True)
    assert pairs_of(result) == pairs_of(solve(pools.shuffled(draw, people), Rules(), Settings(seed=2)))
