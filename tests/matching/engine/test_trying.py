"""A lock taken back and a lower minimum, made up for from a solved round's prices, are worth what a full solve is."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from mentornet.matching.engine import Lock, Objective, Pool, Result, Rules, Settings, solve
from mentornet.matching.engine.again.standing import Standing, stand
from mentornet.matching.engine.again.trying import pairs_of, total_of, unlocked, with_minimum

from . import pools

SEEDS = range(40)


def drawn(seed: int) -> tuple[Pool, Rules, Settings]:
    draw = random.Random(seed)
    people = pools.pool(draw, draw.randint(6, 40), draw.randint(2, 15), most_seats=2)
    objective = draw.choice((Objective.MOST, Objective.TOTAL))
    rules = pools.rules(draw, people, forbidden=draw.choice((0.1, 0.4)), locks=3)
    return people, rules, Settings(objective=objective, minimum_score=500_000, seed=seed)


def worth(people: Pool, rules: Rules, settings: Settings, result: Result) -> int:
    return stand(people, rules, settings, result).value()


def assert_is_as_good(standing: Standing, people: Pool, rules: Rules, settings: Settings) -> None:
    full = solve(people, rules, settings)
    assert full.optimal
    placed = pairs_of(standing, rules.locked)
    assert standing.value() == worth(people, rules, settings, full)
    assert len(placed) == len({pair.mentee for pair in full.pairs})
    assert total_of(standing, rules.locked) == full.total
    kept = [(one, other) for one, mentors in placed.items() for other in mentors]
    assert all(sum(mentor == one.id for _, mentor in kept) <= one.seats for one in people.mentors)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_lock_taken_back_leads_to_the_best_without_it(seed: int) -> None:
    people, rules, settings = drawn(seed)
    result = solve(people, rules, settings)
    for lock in rules.locked:
        left = replace(rules, locked=tuple(one for one in rules.locked if one != lock))
        standing = unlocked(people, rules, settings, result, lock)
        if standing is None:  # a mentee of several mentors, whose places one way does not fill
            assert next(one for one in people.mentees if one.id == lock.mentee).most_mentors > 1
        else:
            assert_is_as_good(standing, people, left, settings)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_lower_minimum_leads_to_the_best_at_it(seed: int) -> None:
    people, rules, settings = drawn(seed)
    result = solve(people, rules, settings)
    for minimum in (400_000, 200_000, 0):
        lower = replace(settings, minimum_score=minimum)
        standing = with_minimum(people, rules, lower, result)
        if standing is None:
            assert any(one.most_mentors > 1 for one in people.mentees)
        else:
            assert_is_as_good(standing, people, rules, lower)


def test_a_lock_that_held_a_mentors_only_seat_frees_it_for_whom_it_serves_best() -> None:
    draw = random.Random(5)
    people = pools.pool(draw, 12, 4, most_seats=1)
    rules = pools.rules(draw, people, forbidden=0, locks=1)
    settings = Settings(seed=5)
    result = solve(people, rules, settings)
    (lock,) = rules.locked or (Lock("", ""),)
    standing = unlocked(people, rules, settings, result, lock)
    assert standing is not None
    assert_is_as_good(standing, people, replace(rules, locked=()), settings)
