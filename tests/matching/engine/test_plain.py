"""A scorer written apart says the same of every pair as the one that solves."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from mentornet.matching.engine import Custom, Kind, Pool, Rules, Settings, score_pair, solve, verify
from mentornet.matching.engine.proof.plain import plain_score
from mentornet.matching.engine.proof.sampling import sample_faults
from mentornet.matching.engine.scoring import tiles
from mentornet.matching.engine.scoring.looks import Array

from . import pools

OWN = (
    Custom(name="shift", kind=Kind.EQUAL),
    Custom(name="town", kind=Kind.DIFFERENT, weight=0.25),
    Custom(name="books", kind=Kind.OVERLAP, weight=3),
    Custom(name="age", kind=Kind.DIFFERENCE, low=0, high=10, weight=0.5),
)


@pytest.mark.parametrize("seed", range(12))
def test_every_pair_scores_the_same_in_plain_python(seed: int) -> None:
    draw = random.Random(seed)
    people = pools.pool(draw, 25, 20)

    def answers() -> dict[str, tuple[str, ...] | float]:
        told: dict[str, tuple[str, ...] | float] = {
            "shift": draw.choice((("day",), ("night",))),
            "town": (draw.choice("xy"),),
            "books": pools.some(draw, pools.WORDS, 3),
            "age": float(draw.randint(20, 60)),
        }
        return {name: answer for name, answer in told.items() if draw.random() < 0.8}

    people = replace(
        people,
        mentees=tuple(replace(one, answers=answers()) for one in people.mentees),
        mentors=tuple(replace(one, answers=answers()) for one in people.mentors),
    )
    weights = {"goals": draw.choice((0, 0.7, 9)), "experience": draw.choice((1, 2.5))}
    settings = Settings(weights=weights, customs=OWN if seed % 2 else ())
    for mentee in people.mentees:
        for mentor in people.mentors:
            assert plain_score(mentee, mentor, settings) == score_pair(mentee, mentor, settings)


def test_an_inflated_score_is_told_by_the_plain_scorer_too() -> None:
    people, rules, settings = pools.pool(random.Random(3), 8, 6), Rules(), Settings()
    result = solve(people, rules, settings)
    first = result.pairs[0]
    pairs = (replace(first, score=first.score + 1), *result.pairs[1:])
    spoiled = replace(result, pairs=pairs, total=result.total + 1)
    assert any("in plain Python" in fault for fault in verify(people, rules, settings, spoiled).faults)


@pytest.mark.parametrize("seed", range(8))
def test_a_sample_of_all_pairs_agrees_with_plain_python(seed: int) -> None:
    draw = random.Random(seed)
    people = pools.pool(draw, 60, 40)
    rules = pools.rules(draw, people)
    assert not sample_faults(people, rules, Settings(seed=seed))
    assert not sample_faults(Pool((), people.mentors), Rules(), Settings())


def test_a_fault_of_the_fast_pass_shows_though_the_pairs_taken_are_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people, rules, settings = pools.pool(random.Random(3), 20, 15), Rules(), Settings()
    result = solve(people, rules, settings)
    scores = tiles.Cell.scores

    def low(cell: tiles.Cell, rows: Array, room: tiles.Room | None = None) -> Array:
        return scores(cell, rows, room) - np.float32(50)

    monkeypatch.setattr(tiles.Cell, "scores", low)
    faults = verify(people, rules, settings, result).faults
    assert any("in the fast pass" in fault for fault in faults)
