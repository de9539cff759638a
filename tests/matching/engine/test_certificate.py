"""A certificate holds for the best pairs and for nothing else."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from mentornet.matching.engine import (
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
from mentornet.matching.engine.outcomes import Result

from . import pools

WANTED = Settings(seed=4, minimum_score=100_000)


@pytest.fixture(name="round_", scope="module")
def a_solved_round() -> tuple[Pool, Rules, Result]:
    draw = random.Random(21)
    people = pools.pool(draw, 40, 20, most_seats=2)
    rules = pools.rules(draw, people)
    return people, rules, solve(people, rules, WANTED)


def test_a_true_result_holds(round_: tuple[Pool, Rules, Result]) -> None:
    people, rules, result = round_
    check = verify(people, rules, WANTED, result)
    assert check.holds, check.faults
    assert check.value == check.bound == result.certificate.value
    assert result.unplaced


def with_mentors(people: Pool, result: Result, changed: dict[str, str]) -> Result:
    """Give some mentees other mentors, with honest scores, total and value."""
    mentees, mentors = {one.id: one for one in people.mentees}, {one.id: one for one in people.mentors}
    pairs = []
    for pair in result.pairs:
        mentor = changed.get(pair.mentee, pair.mentor)
        score = score_pair(mentees[pair.mentee], mentors[mentor], WANTED)
        pairs.append(replace(pair, mentor=mentor, score=score))
    total = sum(pair.score for pair in pairs)
    paper = replace(result.certificate, value=result.certificate.value + total - result.total)
    return replace(result, pairs=tuple(pairs), total=total, certificate=paper)


def test_two_mentees_who_changed_mentors_are_found_however_honest_the_sums(
    round_: tuple[Pool, Rules, Result],
) -> None:
    people, rules, result = round_
    worse = 0
    for first, second in itertools.pairwise(result.pairs):
        swapped = with_mentors(people, result, {first.mentee: second.mentor, second.mentee: first.mentor})
        if swapped.total != result.total:
            worse += 1
            assert not verify(people, rules, WANTED, swapped).holds
    assert worse > 5


def test_a_wrong_price_is_found(round_: tuple[Pool, Rules, Result]) -> None:
    people, rules, result = round_
    for name, price in list(result.certificate.prices.items())[:5]:
        for wrong in (price - 1, price + 10**9, -price, 0):
            paper = replace(result.certificate, prices={**result.certificate.prices, name: wrong})
            assert not verify(people, rules, WANTED, replace(result, certificate=paper)).holds


def test_somebody_dropped_is_found(round_: tuple[Pool, Rules, Result]) -> None:
    people, rules, result = round_
    assert not verify(people, rules, WANTED, replace(result, pairs=result.pairs[1:])).holds
    assert not verify(people, rules, WANTED, replace(result, unplaced=result.unplaced[1:])).holds


def test_a_score_or_total_made_up_is_found(round_: tuple[Pool, Rules, Result]) -> None:
    people, rules, result = round_
    flattered = replace(result.pairs[0], score=result.pairs[0].score + 1)
    assert not verify(people, rules, WANTED, replace(result, pairs=(flattered, *result.pairs[1:]))).holds
    assert not verify(people, rules, WANTED, replace(result, total=result.total + 1)).holds


def test_terms_that_do_not_express_the_objective_are_found(round_: tuple[Pool, Rules, Result]) -> None:
    people, rules, result = round_
    for paper in (
        replace(result.certificate, bonus=1),
        replace(result.certificate, objective=Objective.TOTAL),
        replace(result.certificate, value=result.certificate.value + 1),
    ):
        assert not verify(people, rules, WANTED, replace(result, certificate=paper)).holds


def test_a_stranger_is_found(round_: tuple[Pool, Rules, Result]) -> None:
    people, rules, result = round_
    stranger = replace(result.pairs[0], mentor="nobody")
    check = verify(people, rules, WANTED, replace(result, pairs=(stranger, *result.pairs[1:])))
    assert check.faults == (f"The pair {stranger.mentee} and nobody names somebody who is not in the round.",)


def test_the_best_total_with_too_few_people_is_no_answer_to_most() -> None:
    people = Pool(
        (Mentee(id="b", goals=("rn",)), Mentee(id="d", goals=("lead",), languages=("es",))),
        (Mentor(id="a", goals=("rn",)), Mentor(id="e", goals=("other",), languages=("en",))),
    )
    fewer = solve(people, Rules(), Settings(objective=Objective.TOTAL))
    assert len(fewer.pairs) == 1
    paper = replace(fewer.certificate, objective=Objective.MOST, factor=1, bonus=2_000_001)
    assert not verify(people, Rules(), Settings(), replace(fewer, certificate=paper)).holds


def test_pairs_that_are_not_the_best_have_no_prices() -> None:
    import numpy as np

    from mentornet.matching.engine.best.market import Edges, Market
    from mentornet.matching.engine.best.pricing import smallest_prices
    from mentornet.matching.engine.best.table import assign, price_table, worth_table

    one = np.ones(2, np.int64)
    market = Market(
        wants=one, first=one * 2_000_001, plus=one * 0, seats=one, lower=one * 0, care=0, factor=1
    )
    scores = np.array([[900_000, 500_000], [800_000, 100_000]], dtype=np.int32)
    worth = worth_table(scores, market)
    best = assign(worth, scores >= 0, market)
    assert best.tolist() == [1, 0]
    rows, columns = np.divmod(np.arange(4), 2)
    edges = Edges(rows, columns, market.worth(scores.ravel(), rows))
    assert smallest_prices(market, edges, columns == best[rows]) is not None
    for match in (best, np.array([0, 1]), np.array([0, -1])):
        is_best = match is best
        assert (price_table(worth, scores >= 0, market, match) is not None) == is_best
        assert (smallest_prices(market, edges, columns == match[rows]) is not None) == is_best
