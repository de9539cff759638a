"""Edges between people of several places: the program takes what a matching of copies takes, or says that it cannot tell."""

from __future__ import annotations

import numpy as np
import pytest

from mentornet.matching.engine.best import flow, program
from mentornet.matching.engine.best.flow import Network, Places
from mentornet.matching.engine.scoring.looks import Array


def places(draw: np.random.Generator, count: int, bonus: int) -> Places:
    nought = np.zeros(count, np.int64)
    return Places(
        must=nought,
        dear=draw.integers(0, 2, count),
        bonus=np.full(count, bonus, np.int64),
        plain=draw.integers(0, 3, count),
    )


def network(seed: int, size: int = 12, largest: int = 1_000_000) -> Network:
    draw = np.random.default_rng(seed)
    rows, columns = np.nonzero(draw.random((size, size)) < 0.6)
    worth = draw.integers(0, largest, len(rows), endpoint=True)
    left, right = (places(draw, size, int(draw.integers(0, 2)) * 1_000_001) for _ in range(2))
    return Network(rows, columns, worth, left, right)


def value(one: Network, taken: Array) -> int:
    worth = int(one.worth[taken].sum())
    for side, ends in ((one.left, one.rows), (one.right, one.columns)):
        filled = np.bincount(ends[taken], minlength=len(side.must)) - side.must
        assert ((filled >= 0) & (filled <= side.dear + side.plain)).all()
        worth += int((np.minimum(filled, side.dear) * side.bonus).sum())
    return worth


@pytest.mark.parametrize("few", [program.FEW_EDGES, 0])
@pytest.mark.parametrize("largest", [0, 3, 1_000_000, 2**40])
def test_the_program_finds_what_a_matching_of_copies_finds(
    monkeypatch: pytest.MonkeyPatch, few: int, largest: int
) -> None:
    monkeypatch.setattr(program, "FEW_EDGES", few)
    monkeypatch.setattr(program, "_EACH", 2)
    for seed in range(25):
        one = network(seed, largest=largest)
        found = program.best_edges(one)
        assert found is not None
        assert value(one, found) == value(one, flow.best_edges(one))


def test_places_that_must_be_filled_are_filled() -> None:
    for seed in range(25):
        one = network(seed)
        begun = flow.best_edges(one)
        sides = []
        for side, ends in ((one.left, one.rows), (one.right, one.columns)):
            filled = np.bincount(ends[begun], minlength=len(side.must))
            total, nought = side.dear + side.plain, np.zeros_like(side.must)
            sides.append(Places(must=filled, dear=nought, bonus=nought, plain=total - filled))
        draw = np.random.default_rng(seed).integers(0, 2**40, len(one.rows))
        tied = Network(one.rows, one.columns, draw, sides[0], sides[1])
        found = program.best_edges(tied, begun)
        assert found is not None
        assert value(tied, found) == value(tied, flow.best_edges(tied))


def test_sums_that_floats_do_not_hold_are_left_to_others() -> None:
    assert program.best_edges(network(1, largest=2**50)) is None


def test_an_answer_that_whole_numbers_do_not_prove_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    solved = program._solved  # what HiGHS says, to be spoiled

    def spoiled(*asked: object) -> object:
        found = solved(*asked)  # type: ignore[arg-type]  # handed on as it came
        assert found is not None
        found.left[0] += 2**40
        return found

    monkeypatch.setattr(program, "_solved", spoiled)
    assert program.best_edges(network(2)) is None


def test_only_people_of_several_places_on_both_sides_need_it() -> None:
    one = network(3)
    single = Places(
        must=one.left.must,
        dear=np.minimum(one.left.dear, 1),
        bonus=one.left.bonus,
        plain=np.zeros_like(one.left.plain),
    )
    assert program.suits(one)
    assert not program.suits(Network(one.rows, one.columns, one.worth, single, one.right))
