"""The engine finds the best there is: known by exhaustive search, and by another solver where that is too much."""

from __future__ import annotations

import random
import subprocess
import sys
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import (
    FULL,
    Forbidden,
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
from mentornet.matching.engine.outcomes import Result
from mentornet.matching.engine.proof.audit import Auditor
from mentornet.matching.engine.rounds import solve_checked

from . import pools

Pairs = list[tuple[str, str]]
SUMS = (Objective.MOST, Objective.TOTAL)


def pairs_of(result: Result) -> Pairs:
    return sorted((pair.mentee, pair.mentor) for pair in result.pairs)


def exhaustive(people: Pool, rules: Rules, wanted: Settings) -> tuple[int, int]:
    """Return the best (placed, total) in the objective's own order, by trying everything."""
    auditor = Auditor(rules, wanted)
    locked = {lock.mentee: lock.mentor for lock in rules.locked}
    options = [
        [
            (place, score)
            for place, mentor in enumerate(people.mentors)
            if not auditor.broken_by(mentee, mentor)
            for score in [score_pair(mentee, mentor, wanted)]
            if score >= wanted.minimum_score or locked.get(mentee.id) == mentor.id
            if locked.get(mentee.id, mentor.id) == mentor.id
        ]
        for mentee in people.mentees
    ]

    def order(outcome: tuple[int, int]) -> tuple[int, int]:
        return outcome if wanted.objective is Objective.MOST else (outcome[1], outcome[0])

    @cache
    def best(row: int, seats: tuple[int, ...]) -> tuple[int, int]:
        if row == len(options):
            return 0, 0
        outcomes = []
        if people.mentees[row].id not in locked:
            outcomes.append(best(row + 1, seats))
        for place, score in options[row]:
            if seats[place]:
                left = (*seats[:place], seats[place] - 1, *seats[place + 1 :])
                placed, total = best(row + 1, left)
                if placed >= 0:
                    outcomes.append((placed + 1, total + score))
        return max(outcomes, key=order, default=(-(10**6), 0))

    return best(0, tuple(mentor.seats for mentor in people.mentors))


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    sizes=st.tuples(st.integers(1, 6), st.integers(1, 5)),
    objective=st.sampled_from(SUMS),
    minimum=st.sampled_from((0, 0, 150_000, 400_000)),
)
def test_small_rounds_are_solved_as_exhaustive_search_solves_them(
    seed: int, sizes: tuple[int, int], objective: Objective, minimum: int
) -> None:
    draw = random.Random(seed)
    people = pools.pool(draw, *sizes)
    rules = pools.rules(draw, people)
    wanted = Settings(objective=objective, minimum_score=minimum, seed=seed)
    result = solve(people, rules, wanted)
    assert (len(result.pairs), result.total) == exhaustive(people, rules, wanted)
    assert result.optimal
    assert not any(result.violations.values())
    assert {lock.mentee: lock.mentor for lock in rules.locked}.items() <= dict(pairs_of(result)).items()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), clones=st.sampled_from((0.2, 0.8)), objective=st.sampled_from(SUMS))
def test_the_order_of_the_records_makes_no_difference(seed: int, clones: float, objective: Objective) -> None:
    draw = random.Random(seed)
    people = pools.pool(draw, 30, 20, clones=clones)
    rules = pools.rules(draw, people, forbidden=0.03)
    wanted = Settings(objective=objective, seed=seed)
    assert pairs_of(solve(people, rules, wanted)) == pairs_of(
        solve(pools.shuffled(draw, people), rules, wanted)
    )


def test_a_round_of_four_fifths_clones_is_the_same_after_shuffling() -> None:
    draw = random.Random(8)
    people = pools.pool(draw, 400, 250, clones=0.8, most_seats=3)
    first = solve(people, Rules(), Settings(seed=3))
    assert pairs_of(first) == pairs_of(solve(pools.shuffled(draw, people), Rules(), Settings(seed=3)))


def test_the_seed_settles_ties_and_nothing_else() -> None:
    people = Pool(tuple(Mentee(id=f"i{n}") for n in range(9)), tuple(Mentor(id=f"j{n}") for n in range(9)))
    results = [solve(people, Rules(), Settings(seed=seed)) for seed in range(5)]
    assert len({tuple(pairs_of(result)) for result in results}) > 1
    assert {(result.total, len(result.pairs)) for result in results} == {(0, 9)}


@pytest.mark.parametrize("objective", SUMS)
def test_a_round_of_over_a_hundred_is_solved_as_another_solver_solves_it(objective: Objective) -> None:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    draw = random.Random(11)
    people = pools.pool(draw, 120, 70, most_seats=3)
    rules = pools.rules(draw, people, locks=0)
    wanted = Settings(objective=objective, minimum_score=200_000)
    auditor = Auditor(rules, wanted)
    seats = [mentor for mentor in people.mentors for _ in range(mentor.seats)]
    bonus, factor = (120 * FULL + 1, 1) if objective is Objective.MOST else (1, 121)
    cost = np.zeros((120, len(seats) + 120))
    high = 400 * FULL + bonus * factor
    for row, mentee in enumerate(people.mentees):
        allowed = {
            m.id: score_pair(mentee, m, wanted) for m in people.mentors if not auditor.broken_by(mentee, m)
        }
        for column, mentor in enumerate(seats):
            if allowed.get(mentor.id, -1) >= wanted.minimum_score:
                cost[row, column] = high - factor * allowed[mentor.id] - bonus
        cost[row, len(seats) + row] = high
    rows, columns = min_weight_full_bipartite_matching(csr_array(cost))
    best = 120 * high - int(cost[rows, columns].sum())
    result = solve(people, rules, wanted)
    assert result.total * factor + len(result.pairs) * bonus == best
    assert result.optimal


def test_scores_all_equal_still_fill_every_seat() -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}") for n in range(60)), tuple(Mentor(id=f"j{n}", seats=2) for n in range(25))
    )
    for objective in SUMS:
        result = solve(people, Rules(), Settings(objective=objective))
        assert (len(result.pairs), result.total, result.optimal) == (50, 0, True)
        assert {one.why for one in result.unplaced} == {Why.SEATS_TAKEN}


@pytest.mark.parametrize(("mentees", "mentors"), [(0, 0), (3, 0), (0, 3)])
def test_where_kept_pairs_leave_nobody_on_a_side_there_are_no_pairs(mentees: int, mentors: int) -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}") for n in range(mentees)), tuple(Mentor(id=f"j{n}") for n in range(mentors))
    )
    result = solve_checked(people, Rules(), Settings())
    assert not result.pairs
    assert result.optimal
    assert [one.why for one in result.unplaced] == [Why.NO_SEATS] * mentees


def test_mentors_without_seats_place_nobody() -> None:
    result = solve(Pool((Mentee(id="ben"),), (Mentor(id="ada", seats=0),)), Rules(), Settings())
    assert result.unplaced[0].why is Why.NO_SEATS
    assert result.optimal


def test_a_mentor_everybody_wants_goes_to_whom_it_serves_best() -> None:
    mentees = tuple(Mentee(id=f"i{n}", goals=("rn",) if n != 4 else ("rn", "lead")) for n in range(9))
    star = Mentor(id="star", goals=("rn", "lead"))
    plain = tuple(Mentor(id=f"j{n}", goals=("lead",)) for n in range(8))
    result = solve(Pool(mentees, (star, *plain)), Rules(), Settings())
    assert len(result.pairs) == 9
    assert dict(pairs_of(result))["i4"] != "star"
    assert result.optimal


def test_more_people_come_before_a_better_total() -> None:
    ben, drew = Mentee(id="ben", goals=("rn",)), Mentee(id="drew", goals=("lead",))
    ada, eve = Mentor(id="ada", goals=("rn",)), Mentor(id="eve", goals=("other",))
    rules = Rules(forbidden=(Forbidden("drew", "eve"),))
    most = solve(Pool((ben, drew), (ada, eve)), rules, Settings())
    total = solve(Pool((ben, drew), (ada, eve)), rules, Settings(objective=Objective.TOTAL))
    assert pairs_of(most) == [("ben", "eve"), ("drew", "ada")]
    assert pairs_of(total) == [("ben", "ada")]


def test_locked_pairs_are_kept_with_their_seats() -> None:
    ben, drew = Mentee(id="ben", goals=("rn",)), Mentee(id="drew", goals=("lead",))
    ada, eve = Mentor(id="ada", goals=("rn",)), Mentor(id="eve", goals=("lead",))
    rules = Rules(locked=(Lock("drew", "ada"),))
    result = solve(Pool((ben, drew), (ada, eve)), rules, Settings())
    assert pairs_of(result) == [("ben", "eve"), ("drew", "ada")]
    assert [pair.is_locked for pair in result.pairs] == [False, True]
    assert result.optimal


def test_one_more_seat_never_places_fewer() -> None:
    draw = random.Random(5)
    people = pools.pool(draw, 40, 20)
    placed = []
    for extra in range(4):
        mentors = (*people.mentors, *(Mentor(id=f"extra{n}") for n in range(extra)))
        placed.append(len(solve(Pool(people.mentees, mentors), Rules(), Settings()).pairs))
    assert placed == sorted(placed)


def test_progress_is_told_stage_by_stage_and_may_stop_the_work() -> None:
    class Stop(Exception):  # a signal, not an error
        pass

    heard: list[str] = []

    def report(stage: str, fraction: float) -> None:
        assert 0 <= fraction <= 1
        heard.append(stage)
        if stage == "prices":
            raise Stop

    people = Pool((Mentee(id="ben"),), (Mentor(id="ada"),))
    with pytest.raises(Stop):
        solve(people, Rules(), Settings(), report)
    assert list(dict.fromkeys(heard)) == ["score", "solve", "prices"]


def test_a_long_chain_of_moves_is_found_and_proved() -> None:
    size = 120
    mentees = tuple(Mentee(id=f"i{n}", answers={"tie": (f"w{n}", f"w{n + 1}")}) for n in range(size))
    mentors = tuple(Mentor(id=f"j{n}", answers={"tie": (f"w{n + 1}",)}) for n in range(size))
    from mentornet.matching.engine import Custom, Kind

    wanted = Settings(customs=(Custom(name="tie", kind=Kind.OVERLAP, is_rule=True),))
    result = solve(Pool(mentees, mentors), Rules(), wanted)
    assert len(result.pairs) == size
    assert result.optimal
    assert verify(Pool(mentees, mentors), Rules(), wanted, result).holds


def test_the_engine_loads_without_scipy() -> None:
    told = "import sys, mentornet.matching.engine; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
