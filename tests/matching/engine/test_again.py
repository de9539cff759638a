"""What a solved round becomes after one change is what solving it anew would find."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from mentornet.matching.engine import (
    Forbidden,
    Objective,
    Pool,
    Rule,
    Rules,
    Settings,
    solve,
)
from mentornet.matching.engine.again.changing import add_seat, bring_in, part, take_out, take_seat
from mentornet.matching.engine.again.standing import Standing, stand

from . import pools

SEEDS = range(30)


def drawn(seed: int) -> tuple[random.Random, Pool, Rules, Settings]:
    draw = random.Random(seed)
    people = pools.pool(draw, draw.randint(2, 12), draw.randint(1, 7), most_seats=draw.choice((1, 2, 3)))
    if seed % 3 == 0:
        people = Pool(
            tuple(replace(one, most_mentors=draw.randint(1, 2)) for one in people.mentees),
            tuple(replace(one, lower_seats=draw.randint(0, one.seats)) for one in people.mentors),
        )
    rules = pools.rules(draw, people)
    objective = draw.choice((Objective.MOST, Objective.TOTAL))
    minimum = draw.choice((0, 0, 300_000))
    return draw, people, rules, Settings(objective=objective, minimum_score=minimum, seed=seed)


def ensure_proved(standing: Standing) -> None:
    """No pair is worth more than its prices, and every place is filled as its price says."""
    rows = np.flatnonzero(standing.market.wants > 0)
    if len(rows) and len(standing.price):
        slack = standing.slack(rows)
        open_columns = standing.market.seats > 0
        assert (slack[:, open_columns] >= 0).all()
    assert (standing.keeping(np.arange(len(standing.held.rows))) >= 0).all()
    assert (standing.leaving(rows) >= 0).all()
    assert (standing.coming() >= 0).all()
    assert (standing.emptying() >= 0).all()
    assert (standing.filling(np.flatnonzero(standing.market.seats > 0)) >= 0).all()


def value_of(people: Pool, rules: Rules, settings: Settings, standing: Standing) -> int:
    """Return what the same round is worth solved anew, in the terms of the standing one."""
    edges = stand(people, rules, settings, solve(people, rules, settings)).edges()
    market = standing.market
    return market.value(*edges, market.worth(standing.ground.scores_of(*edges), edges[0]))


@pytest.mark.parametrize("seed", SEEDS)
def test_after_each_of_many_declines_the_round_is_as_good_as_solved_anew(seed: int) -> None:
    draw, people, rules, settings = drawn(seed)
    standing = stand(people, rules, settings, solve(people, rules, settings))
    ensure_proved(standing)
    for _ in range(4):
        names = sorted(standing.names())
        if not names:
            break
        mentee, mentor = draw.choice(names)
        part(standing, standing.ground.rows[mentee], standing.ground.columns[mentor])
        ensure_proved(standing)
        rules = replace(rules, forbidden=(*rules.forbidden, Forbidden(mentee, mentor, Rule.DECLINED)))
        assert standing.value() == value_of(people, rules, settings, standing)


@pytest.mark.parametrize("seed", SEEDS)
def test_seats_that_come_and_go_leave_the_round_as_good_as_solved_anew(seed: int) -> None:
    draw, people, rules, settings = drawn(seed)
    standing = stand(people, rules, settings, solve(people, rules, settings))
    locked = [lock.mentor for lock in rules.locked]
    for _ in range(4):
        column = draw.randrange(len(people.mentors))
        mentor = people.mentors[column]
        if draw.random() < 0.6 or mentor.seats <= max(mentor.lower_seats, locked.count(mentor.id)):
            add_seat(standing, column)
            change = 1
        else:
            take_seat(standing, column)
            change = -1
        mentors = [*people.mentors]
        mentors[column] = replace(mentor, seats=mentor.seats + change)
        people = replace(people, mentors=tuple(mentors))
        ensure_proved(standing)
        assert standing.value() == value_of(people, rules, settings, standing)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mentee_who_goes_and_comes_back_leaves_the_round_as_good_as_it_was(seed: int) -> None:
    draw, people, rules, settings = drawn(seed)
    people = replace(people, mentees=tuple(replace(one, most_mentors=1) for one in people.mentees))
    rules = replace(rules, locked=())
    standing = stand(people, rules, settings, solve(people, rules, settings))
    before = standing.value()
    row = draw.randrange(len(people.mentees))
    take_out(standing, row)
    ensure_proved(standing)
    others = replace(people, mentees=people.mentees[:row] + people.mentees[row + 1 :])
    kept = replace(
        rules, forbidden=tuple(one for one in rules.forbidden if one.mentee != people.mentees[row].id)
    )
    wishing = replace(
        others,
        mentors=tuple(
            replace(one, wishes=tuple(name for name in one.wishes if name != people.mentees[row].id))
            for one in others.mentors
        ),
    )
    assert len(standing.names()) == len(solve(wishing, kept, settings).pairs)
    bring_in(standing, row)
    ensure_proved(standing)
    assert standing.value() == before


def test_scores_of_some_mentees_stay_when_others_are_scored() -> None:
    people = pools.pool(random.Random(5), 30, 20)
    ground = stand(people, Rules(), Settings(), solve(people, Rules(), Settings())).ground
    some = ground.scores(np.arange(10))
    kept = some.copy()
    ground.scores(np.arange(10, 20))
    assert (some == kept).all()
