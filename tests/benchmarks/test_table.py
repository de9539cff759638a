"""Figures are printed beside their targets, and a missed one is not hidden."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import table
from benchmarks.table import Part, Row, least, most

PARTS = [
    Part("Speed", [most("time", 0.345, 0.4, "s"), least("faster", 9.96, 10, "x"), Row("size", "12 people")])
]


def test_a_limit_holds_up_to_itself() -> None:
    assert [most("time", measured, 0.4, "s").holds for measured in (0.4, 0.41)] == [True, False]
    assert [least("faster", measured, 10, "x").holds for measured in (9.9, 10)] == [False, True]


def test_every_row_is_printed_with_its_target_and_whether_it_holds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = table.tell(PARTS)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "what measured target holds"
    assert lines[2:] == [
        "Speed:",
        "time 0.34 s at most 0.4 s yes",
        "faster 9.96 x at least 10 x no",
        "size 12 people",
    ]
    assert [title for title, _ in found] == ["Speed"] * 3


def test_as_markdown_it_is_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    table.tell(PARTS, is_markdown=True)
    assert capsys.readouterr().out.splitlines()[1:5] == [
        "| --- | --- | --- | --- |",
        "| **Speed** |  |  |  |",
        "| time | 0.34 s | at most 0.4 s | yes |",
        "| faster | 9.96 x | at least 10 x | no |",
    ]


def test_what_does_not_hold_is_named_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert table.summary(table.tell(PARTS)) == "1 of 2 targets hold. Not: faster."


def test_the_file_keeps_every_figure_and_the_machine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.keep(tmp_path / "figures.json", table.tell(PARTS))
    kept = json.loads((tmp_path / "figures.json").read_text())
    assert kept["rows"][0]["figures"] == {"measured": 0.345, "limit": 0.4}
    assert kept["rows"][1]["part"] == "Speed"
    assert set(kept["machine"]) >= {"python", "processors", "numpy", "scipy"}
