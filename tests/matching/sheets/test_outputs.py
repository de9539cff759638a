"""What is written: all of it or nothing, nowhere it should not, and never a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from mentornet.matching.cli import match, outputs


def arguments(folder: Path, *extra: str) -> list[str]:
    (folder / "mentees.csv").write_text("id\nben\n")
    (folder / "mentors.csv").write_text("id\nada\n")
    return [f"--mentees={folder / 'mentees.csv'}", f"--mentors={folder / 'mentors.csv'}", *extra]


def test_ids_that_begin_like_formulas_can_still_be_traced(command):
    ids = ["=1+1", "+2", "-3", "@sum", "'=1+1", "plain"]
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows([["id"], *[[name] for name in ids]])
    pairs = command.matched(sheet.getvalue(), "id,capacity,goals\n=cmd,9,=x\n")
    assert [mentee for mentee, _ in pairs] == ["'=1+1", "'+2", "'-3", "'@sum", "''=1+1", "plain"]
    for name in ("out", "scores"):
        text = (command.folder / name).read_text()
        assert not any(
            cell.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(text)) for cell in row
        )
    told = command.run("id\n" + "\n".join(f'"{name}"' for name in ids), "id,capacity\n=cmd,1\n")
    assert told.exit_code == 0
    assert {one["id"] for one in command.report["unmatched"]} < set(ids)


@pytest.mark.parametrize("name", ["out", "report", "scores"])
def test_a_place_that_cannot_be_written_is_refused_before_any_work(tmp_path, name):
    files = {"out": tmp_path / "out.csv", name: tmp_path / "no-such-folder" / "file"}
    told = CliRunner().invoke(match, arguments(tmp_path, *(f"--{one}={path}" for one, path in files.items())))
    assert told.exit_code == 1
    assert "there is no folder" in told.output
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_was_brought_is_never_written_over(tmp_path):
    told = CliRunner().invoke(match, arguments(tmp_path, f"--out={tmp_path / 'mentees.csv'}"))
    assert told.exit_code == 1
    assert "is named twice" in told.output
    assert (tmp_path / "mentees.csv").read_text() == "id\nben\n"


def test_where_one_file_cannot_be_written_none_is_changed(tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(outputs, "write_json", full)
    out = tmp_path / "out.csv"
    out.write_text("what was there")
    told = CliRunner().invoke(match, arguments(tmp_path, f"--out={out}", f"--report={tmp_path / 'r'}"))
    assert told.exit_code == 1
    assert "no space left" in told.output
    assert out.read_text() == "what was there"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mentees.csv", "mentors.csv", "out.csv"]


def test_workbooks_are_read_like_tables(tmp_path):
    for name, rows in (
        ("mentees", [["id", "goals"], ["ben", "rn"]]),
        ("mentors", [["id", "capacity"], ["ada", 2.0]]),
    ):
        book: Any = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / f"{name}.xlsx")
    files = [f"--{side}={tmp_path / side}.xlsx" for side in ("mentees", "mentors")]
    told = CliRunner().invoke(match, [*files, f"--out={tmp_path / 'out.csv'}"])
    assert told.exit_code == 0, told.output
    assert "1 of 1 mentees have a mentor; 2 seats." in told.output


def test_a_mentee_who_asks_for_nobody_gets_nobody(command):
    assert command.matched("id,max_mentors\nben,0\nflo,\n", "id,capacity\nada,2\n") == [("flo", "ada")]
    assert command.report["unmatched"] == [{"id": "ben", "reason": "asked for no mentor: max_mentors is 0"}]
    assert (command.report["mentees"], command.report["matched"]) == (2, 1)


def test_why_each_mentee_is_left_is_told(command):
    settings = "minimum_score = 0.6\n[weights]\nspecializations = 0\n"
    mentees = "id,goals,languages\nben,rn,\nflo,rn,\ndrew,lead,\neve,rn,Spanish\n"
    command.run(mentees, "id,goals,languages,capacity\nada,rn,English,1\nnone,rn,,0\n", "", settings)
    reasons = {one["id"]: one["reason"] for one in command.report["unmatched"]}
    assert len(reasons) == 3
    assert reasons["drew"] == "each of the 1 mentors whom the hard rules leave scores below the minimum"
    assert reasons["eve"] == "of 1 mentors with a seat, hard rules leave none: language 1"
    assert {"ben", "flo"} & set(reasons)
    command.run("id\nben\n", "id,capacity\nada,0\n")
    (told,) = command.report["unmatched"]
    assert (told["id"], told["reason"]) == ("ben", "no mentor has a seat")
    assert told["smallest_change"] == {"change": "keep", "mentor": "ada", "total_score": 0.0, "moves": []}
    assert told["instead"] is None
