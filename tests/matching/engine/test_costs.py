"""A plain table of costs is solved and proved: known by exhaustive search and by a linear program."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import BadPoolError
from mentornet.matching.engine.others.costs import assign_costs, faults


def table(seed: int, size: int, low: int, high: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(low, high, (size, size), endpoint=True)


@settings(max_examples=200, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    size=st.integers(1, 6),
    reach=st.sampled_from([(0, 0), (1, 2), (-5, 5), (1, 100), (-(10**9), 10**9)]),
)
def test_small_tables_are_solved_as_exhaustive_search_solves_them(
    seed: int, size: int, reach: tuple[int, int]
) -> None:
    costs = table(seed, size, *reach)
    found = assign_costs(costs)
    best = min(
        sum(int(costs[row, column]) for row, column in enumerate(order))
        for order in itertools.permutations(range(size))
    )
    assert found.total == best == found.bound
    assert not faults(costs, found.columns, found.row_prices, found.column_prices)


@pytest.mark.parametrize("seed", range(3))
def test_a_larger_table_costs_what_a_linear_program_says(seed: int) -> None:
    from scipy.optimize import linprog

    size, costs = 25, table(seed, 25, 1, 100)
    each_once = np.vstack(
        [np.kron(np.eye(size), np.ones(size)), np.kron(np.ones(size), np.eye(size))]
    )  # rows, then columns
    program = linprog(costs.ravel(), A_eq=each_once, b_eq=np.ones(2 * size))
    assert assign_costs(costs).total == round(program.fun)


def test_a_chain_that_must_move_as_a_whole_is_proved() -> None:
    size = 200
    costs = np.full((size, size), 1000)
    for row in range(size):
        costs[row, row] = 1
        costs[row, (row + 1) % size] = 0
    costs[size - 1, 0] = 1000
    found = assign_costs(costs)
    assert found.total == found.bound == size


def test_what_is_not_the_cheapest_is_refused() -> None:
    costs = table(4, 30, 1, 100)
    found = assign_costs(costs)
    draw = random.Random(4)
    for _ in range(20):
        one, other = draw.sample(range(30), 2)
        swapped = list(found.columns)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        if sum(int(costs[row, column]) for row, column in enumerate(swapped)) != found.total:
            assert faults(costs, swapped, found.row_prices, found.column_prices)
        for prices, place in ((list(found.row_prices), one), (list(found.column_prices), other)):
            prices[place] += draw.choice((-1, 1))
            rows = prices if place == one else found.row_prices
            columns = prices if place == other else found.column_prices
            assert faults(costs, found.columns, rows, columns)
    assert faults(costs, found.columns[:-1], found.row_prices, found.column_prices)
    assert faults(costs, found.columns, found.row_prices[:-1], found.column_prices)


def test_costs_too_large_for_exact_sums_are_refused() -> None:
    with pytest.raises(BadPoolError, match="too large for exact sums"):
        assign_costs(np.full((9, 9), 10**15))
