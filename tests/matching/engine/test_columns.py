"""Rounds of any size: columns find what one table finds, and the shapes that are known to be hard."""

from __future__ import annotations

import random
from typing import Any

import pytest

from mentornet.matching.engine import (
    FULL,
    Custom,
    Kind,
    Mentee,
    Mentor,
    Objective,
    Pool,
    Rules,
    Settings,
    Why,
    solve,
)
from mentornet.matching.engine.best import columns, finding, sweeps
from mentornet.matching.engine.rounds import solve_checked

from . import pools
from .test_solver import pairs_of

SUMS = (Objective.MOST, Objective.TOTAL)


@pytest.fixture(name="by_columns")
def only_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the way of large rounds however small they are."""
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 4)


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
    result = solve_checked(people, Rules(), Settings())
    assert result.optimal
