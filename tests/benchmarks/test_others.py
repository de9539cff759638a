"""Plain scipy, changes, the road and the peer are measured as they say, at toy sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import __main__ as whole
from benchmarks import peer, plain, resolving, rounds
from benchmarks.children import Figures
from benchmarks.generated import make_rules
from benchmarks.shapes import even

COST: Figures = {"total": 2.0, "pairs_alone": 1.0, "peak": 100.0, "placed": 5.0, "score_total": 9.0}


@pytest.mark.parametrize("mentees", [40, 110, 300])
def test_plain_scipy_and_the_engine_agree(mentees: int) -> None:
    pool = even(mentees)
    theirs, ours = plain.by_plain(pool, make_rules(pool)), plain.by_engine(pool, make_rules(pool))
    assert {name: ours[name] for name in theirs} == theirs


def test_both_sides_are_told_as_ratios(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(_module: str, *arguments: str) -> Figures:
        return {**COST, "total": 1.0, "peak": 990.0} if arguments[-1] == "plain" else COST

    monkeypatch.setattr(plain, "ask", answer)
    rows = [row for part in plain.parts([200], 10_000) for row in part.rows]
    assert [row.holds for row in rows] == [True, False, False, False]
    assert rows[3].measured == "9.90 x (100 MB, plain 990)"


def test_sides_that_do_not_agree_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    totals = iter((9.0, 10.0))
    monkeypatch.setattr(plain, "ask", lambda *_: {**COST, "score_total": next(totals)})
    with pytest.raises(RuntimeError, match="do not agree"):
        plain.both(200)


def test_one_side_is_measured() -> None:
    assert plain.measure(30, "plain")["placed"] == plain.measure(30, "engine")["placed"]


def test_changes_are_measured_and_end_as_good_as_solving_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolving, "DECLINES", 8)
    monkeypatch.setattr(resolving, "FROZEN", 2)
    monkeypatch.setattr(resolving, "EDITS", 2)
    monkeypatch.setattr(resolving, "ask", lambda *_: resolving.measure(60))
    rows = [row for part in resolving.parts(60) for row in part.rows]
    assert [row.holds for row in rows] == [True] * 5


def test_the_road_is_told_as_a_multiple_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    found = rounds.measure(30)
    assert found["placed"] > 0
    row = rounds.row_of(10_000, "SQLite", {**found, "total": 100.0})
    assert row.holds is False
    assert rounds.row_of(30, "SQLite", found).holds is None
    monkeypatch.setattr(rounds, "ask", lambda *_: found)
    assert [row.what for part in rounds.parts(30, ["SQLite"]) for row in part.rows] == ["30 mentees, SQLite"]


def test_the_peers_people_are_solved_by_our_engine_from_the_same_files(tmp_path: Path) -> None:
    peer.make_files(tmp_path, 40, 2)
    ours = peer.solve_alone(tmp_path)
    assert ours["optimal"]
    assert ours["pairs"] > ours["placed"] > 0


def test_the_peer_is_told_as_ratios() -> None:
    theirs = {"cpu": 100.0, "more": 1_000.0, "placed": 38.0}
    ours = {"cpu": 0.3, "placed": 40.0, "optimal": 1.0}
    rows = list(peer.rows_of(theirs, ours, {"cpu": 1.0, "more": 101.0, "placed": 40.0}))
    assert [row.holds for row in rows] == [None, False, True, False, True]
    assert rows[-1].measured == "ours 0, theirs 2"


def test_the_table_has_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    options = whole._asked(["--at", "10000", "--large", "--sqlite", "--python", "/usr/bin/python"])
    told = " ".join(part.title for part in whole.parts(options))
    for word in ("as many seats", "shapes", "Objectives", "Options", "Several", "Stopped"):
        assert word in told
    for word in ("linear_sum_assignment", "Changes", "From the button", "mentor-match"):
        assert word in told


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        whole.main(["nothing"])
    assert "nothing" in capsys.readouterr().err
