"""A round for each objective, from the pool to a proof that holds for it and for nothing else."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import (
    Mentee,
    Mentor,
    Objective,
    Pool,
    Rules,
    Settings,
    Unranked,
    Why,
    score_pair,
    solve,
    verify,
)
from mentornet.matching.engine.objectives import OTHERWISE
from mentornet.matching.engine.outcomes import Result
from mentornet.matching.engine.rounds import solve_checked
from mentornet.matching.engine.values import STABLE

from . import pools
from .exhaustive import exhaustive, with_places, worth_of
from .test_solver import pairs_of
from .test_stable import ranked


@settings(max_examples=100, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    sizes=st.tuples(st.integers(1, 5), st.integers(1, 4)),
    minimum=st.sampled_from((0, 150_000, 400_000)),
)
def test_the_fairest_round_is_the_best_of_those_with_the_highest_worst_fit(
    seed: int, sizes: tuple[int, int], minimum: int
) -> None:
    draw = random.Random(seed)
    people = with_places(draw, pools.pool(draw, *sizes))
    rules = pools.rules(draw, people)
    wanted = Settings(objective=Objective.FAIREST, minimum_score=minimum, seed=seed)
    result = solve(people, rules, wanted)
    most = replace(wanted, objective=Objective.MOST)
    thresholds = {
        score_pair(mentee, mentor, wanted) for mentee in people.mentees for mentor in people.mentors
    }
    placed = exhaustive(people, rules, most)[0]
    found = [
        exhaustive(people, rules, replace(most, minimum_score=least))
        for least in sorted({minimum, *thresholds}, reverse=True)
        if least >= minimum
    ]
    nobody = placed == len({lock.mentee for lock in rules.locked})  # then there is no worst fit to raise
    best = found[-1] if nobody else next(best for best in found if best[0] == placed)
    assert worth_of(people, pairs_of(result), wanted) == best
    assert result.optimal
    assert not any(result.violations.values())
    free = [pair.score for pair in result.pairs if not pair.is_locked]
    assert not free or not found or min(free) >= result.certificate.fairness.threshold  # type: ignore[union-attr]  # fairest


@settings(max_examples=80, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    objective=st.sampled_from(sorted(STABLE)),
    unranked=st.sampled_from(Unranked),
    minimum=st.sampled_from((0, 300_000)),
)
def test_a_stable_round_keeps_locks_and_rules_and_is_proved(
    seed: int, objective: Objective, unranked: Unranked, minimum: int
) -> None:
    draw = random.Random(seed)
    people = with_places(draw, ranked(draw, pools.pool(draw, 8, 6)))
    rules = pools.rules(draw, people)
    wanted = Settings(objective=objective, unranked=unranked, minimum_score=minimum, seed=seed)
    result = solve(people, rules, wanted)
    assert result.optimal
    assert not any(result.violations.values())
    assert {(lock.mentee, lock.mentor) for lock in rules.locked} <= set(pairs_of(result))
    assert {pair.mentee for pair in result.pairs if pair.is_locked} == {lock.mentee for lock in rules.locked}
    assert len({pair.mentee for pair in result.pairs}) + len(result.unplaced) == 8
    again = solve(pools.shuffled(draw, people), rules, wanted)
    assert pairs_of(again) == pairs_of(result)


@pytest.fixture(name="spoiled_round", scope="module", params=sorted(OTHERWISE))
def a_round(request: pytest.FixtureRequest) -> tuple[Pool, Rules, Settings, Result]:
    draw = random.Random(7)
    people = with_places(draw, ranked(draw, pools.pool(draw, 40, 20)))
    rules = pools.rules(draw, people)
    wanted = Settings(objective=request.param, minimum_score=100_000, seed=3)
    return people, rules, wanted, solve(people, rules, wanted)


def test_two_mentees_who_changed_mentors_are_found(
    spoiled_round: tuple[Pool, Rules, Settings, Result],
) -> None:
    people, rules, wanted, result = spoiled_round
    mentees, mentors = {one.id: one for one in people.mentees}, {one.id: one for one in people.mentors}
    found = 0
    for first, second in itertools.pairwise(result.pairs):
        changed = [
            replace(
                pair,
                mentor=other.mentor,
                score=score_pair(mentees[pair.mentee], mentors[other.mentor], wanted),
            )
            for pair, other in ((first, second), (second, first))
        ]
        rest = [pair for pair in result.pairs if pair not in (first, second)]
        pairs = (*rest, *changed)
        total = sum(pair.score for pair in pairs)
        if total == result.total or first.mentor == second.mentor:
            continue
        found += 1
        paper = replace(result.certificate, value=result.certificate.value + total - result.total)
        spoiled = replace(result, pairs=pairs, total=total, certificate=paper)
        assert not verify(people, rules, wanted, spoiled).holds
    assert found > 5


def test_somebody_dropped_or_scored_too_high_is_found(
    spoiled_round: tuple[Pool, Rules, Settings, Result],
) -> None:
    people, rules, wanted, result = spoiled_round
    flattered = replace(result.pairs[0], score=result.pairs[0].score + 1)
    for spoiled in (
        replace(result, pairs=result.pairs[1:]),
        replace(result, unplaced=result.unplaced[1:]),
        replace(result, pairs=(flattered, *result.pairs[1:])),
        replace(result, total=result.total + 1),
        replace(result, pairs=(replace(result.pairs[0], mentor="nobody"), *result.pairs[1:])),
        replace(result, certificate=replace(result.certificate, objective=Objective.MOST)),
    ):
        assert not verify(people, rules, wanted, spoiled).holds
    assert verify(people, rules, wanted, result).holds


def test_a_threshold_made_up_is_found() -> None:
    draw = random.Random(12)
    people = pools.pool(draw, 30, 20)
    wanted = Settings(objective=Objective.FAIREST)
    result = solve(people, Rules(), wanted)
    paper = result.certificate.fairness
    assert paper is not None
    assert paper.full_above or paper.placed == len(people.mentees)
    for wrong in (
        replace(paper, threshold=paper.threshold + 1),
        replace(paper, threshold=paper.threshold - 1),
        replace(paper, placed=paper.placed - 1),
        replace(paper, full_above=tuple(one.id for one in people.mentors)),
        None,
    ):
        spoiled = replace(result, certificate=replace(result.certificate, fairness=wrong))
        assert not verify(people, Rules(), wanted, spoiled).holds


def test_fairness_takes_no_place_from_anybody() -> None:
    ben, drew = Mentee(id="ben", goals=("rn",)), Mentee(id="drew", goals=("lead",))
    ada, eve = Mentor(id="ada", goals=("rn",)), Mentor(id="eve", goals=("other",))
    result = solve(Pool((ben, drew), (ada, eve)), Rules(), Settings(objective=Objective.FAIREST))
    assert len(result.pairs) == 2
    assert result.certificate.fairness.threshold == 0  # type: ignore[union-attr]  # fairest


def test_the_worst_fit_comes_before_the_total() -> None:
    mentees = (
        Mentee(id="ben", goals=("a", "b")),
        Mentee(id="drew", goals=("a",), skills=("x", "y", "z", "w")),
    )
    mentors = (
        Mentor(id="ada", goals=("a", "b"), skills=("x",)),
        Mentor(id="eve", goals=("b",), skills=("x",)),
    )
    total = solve(Pool(mentees, mentors), Rules(), Settings())
    fair = solve(Pool(mentees, mentors), Rules(), Settings(objective=Objective.FAIREST))
    assert min(pair.score for pair in fair.pairs) >= min(pair.score for pair in total.pairs)
    assert fair.total <= total.total


def test_whoever_fairness_leaves_out_is_told_by_the_rounds_own_minimum() -> None:
    people = Pool(
        (Mentee(id="ben", goals=("rn",)), Mentee(id="drew", goals=("x",))), (Mentor(id="ada", goals=("rn",)),)
    )
    result = solve(people, Rules(), Settings(objective=Objective.FAIREST))
    assert [(one.mentee, one.why) for one in result.unplaced] == [("drew", Why.SEATS_TAKEN)]


def test_ranks_come_before_scores_where_stability_is_asked_for() -> None:
    ben = Mentee(id="ben", goals=("rn",), wishes=("eve",))
    people = Pool((ben,), (Mentor(id="ada", goals=("rn",)), Mentor(id="eve", goals=("x",))))
    assert pairs_of(solve(people, Rules(), Settings(objective=Objective.STABLE_MENTEES))) == [("ben", "eve")]


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize(("mentees", "mentors", "seats"), [(0, 0, 1), (3, 0, 1), (0, 3, 1), (3, 2, 0)])
def test_a_round_without_people_or_seats_is_a_round_without_pairs(
    objective: Objective, mentees: int, mentors: int, seats: int
) -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}") for n in range(mentees)),
        tuple(Mentor(id=f"j{n}", seats=seats) for n in range(mentors)),
    )
    result = solve_checked(people, Rules(), Settings(objective=objective))
    assert not result.pairs
    assert result.optimal
    assert len(result.unplaced) == mentees


@pytest.mark.parametrize("objective", Objective)
def test_nobody_eligible_is_told_and_proved_for_every_objective(objective: Objective) -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}", languages=("en",)) for n in range(20)),
        tuple(Mentor(id=f"j{n}", languages=("es",)) for n in range(20)),
    )
    result = solve(people, Rules(), Settings(objective=objective))
    assert result.optimal
    assert {one.why for one in result.unplaced} == {Why.NO_ELIGIBLE}


@pytest.mark.parametrize("objective", Objective)
def test_clones_fill_every_seat_for_every_objective(objective: Objective) -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}", goals=("rn",)) for n in range(50)),
        tuple(Mentor(id=f"j{n}", goals=("rn",), seats=2) for n in range(20)),
    )
    result = solve(people, Rules(), Settings(objective=objective))
    assert (len(result.pairs), result.optimal) == (40, True)


@pytest.mark.parametrize("objective", Objective)
def test_the_mentor_whom_everybody_wants_has_her_seat_filled_once(objective: Objective) -> None:
    mentees = tuple(Mentee(id=f"i{n}", goals=("rn",), wishes=("star",)) for n in range(30))
    people = Pool(mentees, (Mentor(id="star", goals=("rn",)), *(Mentor(id=f"j{n}") for n in range(29))))
    result = solve(people, Rules(), Settings(objective=objective))
    assert sorted(pair.mentor for pair in result.pairs).count("star") == 1
    assert len(result.pairs) == 30
    assert result.optimal


@pytest.mark.parametrize("objective", sorted(OTHERWISE))
def test_a_long_chain_of_moves_is_found_for_every_objective(objective: Objective) -> None:
    size = 150
    names = [f"j{n}" for n in range(size)]
    mentees = tuple(Mentee(id=f"i{n}", wishes=tuple(names[max(0, n - 1) : n + 1])) for n in range(size))
    mentors = tuple(
        Mentor(id=name, wishes=tuple(f"i{m}" for m in (n, n + 1) if m < size)) for n, name in enumerate(names)
    )
    wanted = Settings(objective=objective, unranked=Unranked.REFUSE)
    result = solve(Pool(mentees, mentors), Rules(), wanted)
    assert len(result.pairs) == size
    assert result.optimal
