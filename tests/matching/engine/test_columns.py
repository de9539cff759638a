"""Rounds of any size: columns find what exhaustive search and one table find, with every option together."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import (
    FULL,
    Custom,
    Kind,
    Lock,
    Mentee,
    Mentor,
    Objective,
    Pool,
    Rules,
    Settings,
    Why,
    score_pair,
    solve,
    verify,
)
from mentornet.matching.engine.best import columns, finding, sweeps
from mentornet.matching.engine.proof.audit import Auditor

from . import pools
from .test_solver import pairs_of

SUMS = (Objective.MOST, Objective.TOTAL)


@pytest.fixture(name="by_columns")
def only_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the way of large rounds however small they are."""
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 4)


def with_places(draw: random.Random, people: Pool) -> Pool:
    """Let some want several mentors, some come first, and some mentors wait for somebody."""
    return Pool(
        tuple(
            replace(one, most_mentors=draw.choice((1, 1, 2, 3)), priority=draw.choice((0, 0, 0, 250_000)))
            for one in people.mentees
        ),
        tuple(replace(one, lower_seats=draw.randint(0, one.seats)) for one in people.mentors),
    )


def choices_of(
    mentee: Mentee, people: Pool, rules: Rules, wanted: Settings
) -> Iterator[tuple[frozenset[int], int]]:
    """Yield each set of mentors that the mentee may have, with its worth."""
    auditor = Auditor(rules, wanted)
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    must = {place for place, mentor in enumerate(people.mentors) if (mentee.id, mentor.id) in locked}
    scores = [score_pair(mentee, mentor, wanted) + mentee.priority for mentor in people.mentors]
    able = [
        place
        for place, mentor in enumerate(people.mentors)
        if place in must
        or (not auditor.broken_by(mentee, mentor) and scores[place] - mentee.priority >= wanted.minimum_score)
    ]
    for count in range(mentee.most_mentors + 1):
        for some in itertools.combinations(able, count):
            if must <= set(some):
                yield frozenset(some), sum(scores[place] for place in some)


def exhaustive(people: Pool, rules: Rules, wanted: Settings) -> tuple[int, int]:
    """Return the largest (placed, worth) in the objective's own order, by trying everything.

    The worth is scores, priorities and a little more than a whole for each lower seat filled, locked pairs among them.
    """
    choices = [list(choices_of(mentee, people, rules, wanted)) for mentee in people.mentees]

    def order(outcome: tuple[int, int]) -> tuple[int, int]:
        return outcome if wanted.objective is Objective.MOST else (outcome[1], outcome[0])

    @cache
    def search(row: int, taken: tuple[int, ...]) -> tuple[int, int]:
        if row == len(choices):
            filled = sum(
                min(count, mentor.lower_seats) for count, mentor in zip(taken, people.mentors, strict=True)
            )
            return 0, filled * (FULL + 1)
        found = [(-(10**6), -(10**12))]
        for some, worth in choices[row]:
            after = tuple(count + (place in some) for place, count in enumerate(taken))
            if all(count <= mentor.seats for count, mentor in zip(after, people.mentors, strict=True)):
                placed, total = search(row + 1, after)
                found.append((placed + bool(some), total + worth))
        return max(found, key=order)

    return search(0, (0,) * len(people.mentors))


def worth_of(people: Pool, result_pairs: list[tuple[str, str]], wanted: Settings) -> tuple[int, int]:
    mentees, mentors = {one.id: one for one in people.mentees}, {one.id: one for one in people.mentors}
    worth = sum(score_pair(mentees[a], mentors[b], wanted) + mentees[a].priority for a, b in result_pairs)
    filled = sum(
        min(mentor.lower_seats, sum(other == mentor.id for _, other in result_pairs))
        for mentor in people.mentors
    )
    return len({mentee for mentee, _ in result_pairs}), worth + filled * (FULL + 1)


OPTIONS = {
    "seed": st.integers(0, 2**32),
    "sizes": st.tuples(st.integers(0, 5), st.integers(0, 4)),
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


@pytest.mark.parametrize("objective", SUMS)
@pytest.mark.parametrize(("clones", "most_seats", "minimum"), [(0.2, 3, 0), (0.8, 3, 0), (0.2, 1, 300_000)])
def test_columns_and_one_table_settle_on_the_same_pairs(
    monkeypatch: pytest.MonkeyPatch, objective: Objective, clones: float, most_seats: int, minimum: int
) -> None:
    draw = random.Random(clones)
    people = pools.pool(draw, 300, 190, clones=clones, most_seats=most_seats)
    rules = pools.rules(draw, people, forbidden=0.01, locks=5)
    wanted = Settings(objective=objective, minimum_score=minimum, seed=5)
    by_table = solve(people, rules, wanted)
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 400)
    by_columns = solve(pools.shuffled(draw, people), rules, wanted)
    assert by_table.optimal
    assert by_columns.optimal
    assert by_columns.total == by_table.total
    assert pairs_of(by_columns) == pairs_of(by_table)
    assert {one.mentee: one.why for one in by_columns.unplaced} == {
        one.mentee: one.why for one in by_table.unplaced
    }


@pytest.mark.usefixtures("by_columns")
def test_scores_all_equal_still_fill_every_seat_by_columns() -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}") for n in range(60)), tuple(Mentor(id=f"j{n}", seats=2) for n in range(25))
    )
    for objective in SUMS:
        result = solve(people, Rules(), Settings(objective=objective))
        assert (len(result.pairs), result.total, result.optimal) == (50, 0, True)
        assert {one.why for one in result.unplaced} == {Why.SEATS_TAKEN}


@pytest.mark.parametrize("has_star", [False, True])
def test_a_thousand_who_are_all_alike_need_few_sweeps(
    monkeypatch: pytest.MonkeyPatch, *, has_star: bool
) -> None:
    swept = []

    def counted(*asked: Any, **how: Any) -> Any:
        swept.append(how)
        return sweeps.sweep(*asked, **how)

    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "sweep", counted)
    monkeypatch.setattr(sweeps, "MOST_TIGHT", 100_000)
    star = (Mentor(id="star", goals=("rn",)),) if has_star else ()
    alike = tuple(Mentor(id=f"j{n}", goals=("rn",) if not has_star else ()) for n in range(1_000))
    people = Pool(tuple(Mentee(id=f"i{n}", goals=("rn",)) for n in range(1_000)), (*star, *alike))
    result = solve(people, Rules(), Settings())
    assert (len(result.pairs), result.optimal) == (1_000, True)
    assert result.total == (FULL if has_star else 1_000 * FULL)
    assert len(swept) < 20


@pytest.mark.usefixtures("by_columns")
def test_a_long_chain_of_moves_is_found_and_proved_by_columns() -> None:
    size = 120
    mentees = tuple(Mentee(id=f"i{n}", answers={"tie": (f"w{n}", f"w{n + 1}")}) for n in range(size))
    mentors = tuple(Mentor(id=f"j{n}", answers={"tie": (f"w{n + 1}",)}) for n in range(size))
    wanted = Settings(customs=(Custom(name="tie", kind=Kind.OVERLAP, is_rule=True),))
    result = solve(Pool(mentees, mentors), Rules(), wanted)
    assert len(result.pairs) == size
    assert result.optimal


@pytest.mark.usefixtures("by_columns")
def test_small_groups_that_cannot_all_be_placed_are_proved_without_a_large_bonus() -> None:
    draw = random.Random(3)
    spoken = [draw.choice(("en", "en", "en", "es", "tl")) for _ in range(200)]
    mentees = tuple(
        Mentee(id=f"i{n}", languages=(tongue,), goals=pools.some(draw, pools.WORDS, 3))
        for n, tongue in enumerate(spoken)
    )
    mentors = tuple(
        Mentor(
            id=f"j{n}",
            seats=2,
            languages=("es" if n < 10 else "en",),
            goals=pools.some(draw, pools.WORDS, 4),
        )
        for n in range(120)
    )
    result = solve(Pool(mentees, mentors), Rules(), Settings())
    able = min(20, spoken.count("es")) + min(220, spoken.count("en"))
    assert len(result.pairs) == able
    assert result.optimal


@pytest.mark.usefixtures("by_columns")
@pytest.mark.parametrize(("mentees", "mentors"), [(1, 3000), (3000, 1), (0, 5), (5, 0)])
def test_lopsided_rounds_are_solved(mentees: int, mentors: int) -> None:
    draw = random.Random(1)
    people = pools.pool(draw, mentees, mentors)
    result = solve(people, Rules(), Settings())
    assert result.optimal


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
