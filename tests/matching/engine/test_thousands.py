"""Thousands of tiny rounds for each objective, every option together, by both ways: known by trying everything."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from mentornet.matching.engine import FULL, Objective, Unranked, solve, verify
from mentornet.matching.engine.best import columns, finding
from mentornet.matching.engine.outcomes import Result

from . import textbook, tiny

BATCHES = 50
"""Of thirty rounds each, twice: with one mentor a mentee, and with several."""
STABLE_BATCHES = 18
"""As many rounds for both objectives and both ways of the unranked."""


@cache
def drawn(seed: int, *, is_single: bool) -> tuple[tiny.Batch, tiny.Laid]:
    """Draw a batch and lay it out, once for all objectives and ways."""
    made = tiny.batch(seed, single=is_single)
    return made, tiny.lay_out(made)


def outcomes(made: tiny.Batch, result: Result) -> list[tuple[int, int]]:
    """Return how many each group placed, and what its pairs are worth."""
    priority = {one.id: one.priority for one in made.pool.mentees}
    lower = {one.id: one.lower_seats for one in made.pool.mentors}
    had = Counter(pair.mentor for pair in result.pairs)
    placed: list[set[str]] = [set() for _ in made.sizes]
    worth = [0] * len(made.sizes)
    for pair in result.pairs:
        group = tiny.group_of(pair.mentee)
        placed[group].add(pair.mentee)
        worth[group] += pair.score + priority[pair.mentee]
    for mentor, count in had.items():
        worth[tiny.group_of(mentor)] += min(count, lower[mentor]) * (FULL + 1)
    return [(len(some), value) for some, value in zip(placed, worth, strict=True)]


def assert_best(made: tiny.Batch, result: Result, expected: list[tuple[int, int]]) -> None:
    assert outcomes(made, result) == expected
    assert result.optimal, verify(made.pool, made.rules, made.wanted, result).faults
    assert not any(result.violations.values())
    assert {(one.mentee, one.mentor) for one in made.rules.locked} <= {
        (pair.mentee, pair.mentor) for pair in result.pairs
    }


@pytest.mark.parametrize("is_single", [True, False])
@pytest.mark.parametrize("objective", [Objective.MOST, Objective.TOTAL])
@pytest.mark.parametrize("by_columns", [False, True])
def test_tiny_rounds_have_no_better_answer(
    monkeypatch: pytest.MonkeyPatch, objective: Objective, *, is_single: bool, by_columns: bool
) -> None:
    if by_columns:
        monkeypatch.setattr(finding, "CELLS", -1)
        monkeypatch.setattr(columns, "FEW", 400)
    for seed in range(BATCHES):
        made, laid = drawn(seed, is_single=is_single)
        made = replace(made, wanted=replace(made.wanted, objective=objective))
        expected = tiny.search(laid, made.wanted.minimum_score, objective)
        assert_best(made, solve(made.pool, made.rules, made.wanted), expected)


@pytest.mark.parametrize("is_single", [True, False])
def test_tiny_rounds_have_no_fairer_answer(*, is_single: bool) -> None:
    for seed in range(BATCHES):
        made, laid = drawn(seed, is_single=is_single)
        least = tiny.highest_threshold(laid, made.wanted.minimum_score)
        made = replace(made, wanted=replace(made.wanted, objective=Objective.FAIREST))
        result = solve(made.pool, made.rules, made.wanted)
        paper = result.certificate.fairness
        assert paper is not None
        if least is not None:
            assert paper.threshold == least
        assert_best(made, result, tiny.search(laid, paper.threshold, Objective.MOST))
    assert np.any(laid.may)


@pytest.mark.parametrize("unranked", Unranked)
@pytest.mark.parametrize("is_single", [True, False])
def test_tiny_rounds_are_as_stable_as_the_textbook_has_them(unranked: Unranked, *, is_single: bool) -> None:
    for seed in range(STABLE_BATCHES):
        made = tiny.batch(seed, single=is_single, ranked=True)
        for objective in (Objective.STABLE_MENTEES, Objective.STABLE_MENTORS):
            made = replace(made, wanted=replace(made.wanted, objective=objective, unranked=unranked))
            result = solve(made.pool, made.rules, made.wanted)
            assert {(pair.mentee, pair.mentor) for pair in result.pairs} == textbook.stable_pairs(made)
            assert result.optimal, verify(made.pool, made.rules, made.wanted, result).faults
            assert not any(result.violations.values())
