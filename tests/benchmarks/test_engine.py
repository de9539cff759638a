"""The benchmark of the engine measures what it says, at toy sizes."""

from __future__ import annotations

import sys

import pytest

from benchmarks import engine
from benchmarks.children import Figures, ask, run
from benchmarks.generated import SEATS
from benchmarks.shapes import SHAPES, VARIANTS, even
from mentornet.matching.engine.best import columns, finding

COST = {
    "total": 0.5, "processor": 0.7, "peak": 110.0, "mentors": 625.0, "near": 0.1, "bound": 9.0, "value": 9.0,
    "verify": 0.2, "proved": True,
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_solved_and_proved(name: str) -> None:
    cost = engine.measure(60, name)
    assert cost["proved"]
    assert 0 < cost["placed"] <= min(60, cost["seats"])
    assert cost["total"] > 0
    assert cost["peak"] > 0


def test_the_even_round_has_about_as_many_seats_as_mentees() -> None:
    pool = even(2_000)
    assert len(pool.mentors) == 1_250
    assert sum(mentor.seats for mentor in pool.mentors) == pytest.approx(2_000, rel=0.05)
    assert pytest.approx(1.6) == SEATS


@pytest.mark.parametrize(
    ("name", "share"), [("scarce-0.5", 0.5), ("scarce-0.8", 0.8), ("plentiful-1.5", 1.5)]
)
def test_a_variant_has_the_seats_its_name_says(name: str, share: float) -> None:
    pool = VARIANTS[name].make(2_000)
    assert sum(mentor.seats for mentor in pool.mentors) == pytest.approx(2_000 * share, rel=0.05)


def test_small_language_groups_cannot_all_be_placed() -> None:
    pool = VARIANTS["languages"].make(4_000)
    alone = [one.languages[0] for one in pool.mentees if one.languages[0].startswith("tongue")]
    seats = sum(one.seats for one in pool.mentors if one.languages[0].startswith("tongue"))
    assert len(set(alone)) == 10
    assert seats < len(alone)


def test_the_first_moment_near_the_best_is_noted_and_a_stop_there_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 50)
    whole = engine.measure(300, "even")
    assert 0 < whole["near"] < whole["total"]
    stopped = engine.measure(300, "even", enough=300_000)
    assert stopped["holds"]
    assert stopped["score_total"] <= whole["score_total"]


def test_a_missed_target_says_no() -> None:
    rows = {row.what: row for row in engine.rows_of_size(1_000, dict(COST))}
    assert rows["1,000 and 625: time"].holds is False
    assert rows["1,000 and 625: peak memory"].holds is True
    assert rows["1,000 and 625: proved over all pairs"].holds is True
    assert rows["1,000 and 625: known to be within 0.1 %"].holds is True


def test_a_size_without_a_target_has_none() -> None:
    rows = list(engine.rows_of_size(77, dict(COST)))
    assert [row.holds for row in rows[:3]] == [None, None, None]


def test_growth_is_the_power_of_the_size() -> None:
    assert engine.growth([(10, 3.0), (100, 300.0), (1_000, 30_000.0)]) == pytest.approx(2.0)
    rows = list(engine.growth_rows({10: {**COST, "total": 1.0}, 100: {**COST, "total": 1_000.0}}))
    assert rows[0].holds is False
    assert not list(engine.growth_rows({10: dict(COST)}))


def test_all_parts_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def answer(*arguments: str) -> Figures:
        asked.append(arguments)
        return {**COST, "placed": 5.0, "seats": 6.0, "score_total": 100.0, "holds": True}

    monkeypatch.setattr(engine, "ask", answer)
    rows = [row for part in engine.parts([40, 80], 80, 40) for row in part.rows]
    assert {arguments[4] for arguments in asked} == {*SHAPES}
    assert all(row.holds is not False for row in rows)


def test_a_child_prints_its_figures() -> None:
    assert ask("engine", "--one", "30", "--shape", "even")["proved"]
    with pytest.raises(RuntimeError, match="failed"):
        ask("engine", "--one", "30", "--shape", "no such shape")


def test_a_commands_peak_is_its_own_and_not_its_parents() -> None:
    parents = bytearray(200_000_000)
    seconds, _, peak = run([sys.executable, "-c", "pass"])
    assert seconds > 0
    assert 1 < peak < 50 < len(parents)
    with pytest.raises(RuntimeError, match="ended with 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])
