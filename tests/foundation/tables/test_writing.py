"""Tables out: readable anywhere, never run, never half written."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mentornet.foundation.tables import read_table, safe_cell, stream_csv, stream_xlsx, write_csv, write_xlsx

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "\uff1d1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_begins_like_a_formula_gets_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "ada", "a=b", "'ada", "1-2", "o'-x"])
def test_everything_else_stays_as_it_is(text):
    assert safe_cell(text) == text


@given(st.text("=+-@'a \t", max_size=5), st.text("=+-@'a \t", max_size=5))
def test_two_texts_never_become_one(left, right):
    assert (safe_cell(left) == safe_cell(right)) == (left == right)


def test_a_csv_file_keeps_accents_for_spreadsheet_programs():
    raw = b"".join(
        stream_csv(["id", "name", "years", "on", "at"], [["=x", "José", 2.5, date(2026, 1, 2), None]])
    )
    assert raw == "\ufeffid,name,years,on,at\r\n'=x,José,2.5,2026-01-02,\r\n".encode()


def test_a_long_csv_file_comes_in_pieces():
    taken: list[int] = []

    def rows() -> Iterator[list[str]]:
        for number in range(100_000):
            taken.append(number)
            yield [f"row {number}"]

    pieces = stream_csv(["id"], rows())
    next(pieces)
    assert len(taken) < 20_000


def test_a_workbook_holds_formulas_as_text():
    moment = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    rows: list[list[Any]] = [[text, 2, 2.5, moment] for text in DANGEROUS] + [
        ["bell\x07", None, 0, date(2026, 1, 2)]
    ]
    raw = b"".join(stream_xlsx(["id", "=seats", "years", "at"], rows))
    sheet: Any = load_workbook(io.BytesIO(raw)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    with read_table(io.BytesIO(raw), name="out.xlsx") as table:
        assert table.headings == ("id", "=seats", "years", "at")
        assert next(iter(table)).cells == {
            "id": "=1+1",
            "=seats": "2",
            "years": "2.5",
            "at": "2026-01-02 03:04",
        }
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, write):
    path = tmp_path / "out"
    path.write_text("what was there")

    def rows() -> Iterator[list[str]]:
        yield ["ada"]
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write(path, ["id"], rows())
    assert path.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [path]


def test_a_written_file_can_be_read_by_a_csv_reader(tmp_path: Path):
    path = tmp_path / "out.csv"
    write_csv(path, ["id", "about"], [["ada", 'says "hi";\nand goes']])
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{"id": "ada", "about": 'says "hi";\nand goes'}]


def test_a_link_stays_a_link(tmp_path: Path):
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    link.symlink_to(target)
    write_csv(link, ["id"], [["ada"]])
    assert link.is_symlink()
    assert target.read_bytes() == b"id\r\nada\r\n"
