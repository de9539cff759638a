"""Workbooks in: read as text, and refused at once where they are bombs, damaged or in doubt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from mentornet.foundation.tables import Repair, TableError, read_table

CONTENT = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def workbook(rows: list[list[Any]], change: Callable[[Any], None] = lambda _book: None) -> io.BytesIO:
    book: Any = Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept


def rows_of(stream: io.BytesIO) -> list[tuple[int, list[str]]]:
    with read_table(stream, name="file.xlsx") as table:
        return [(row.line, list(row.cells.values())) for row in table]


def refusal(stream: io.BytesIO) -> TableError:
    with pytest.raises(TableError) as refused:
        rows_of(stream)
    return refused.value


def test_cells_of_every_kind_become_text():
    book = workbook(
        [
            ["id", "seats", "years", "since", "seen", "agreed"],
            ["ada", 2.0, 2.5, date(2026, 11, 23), datetime.fromisoformat("2026-11-23 09:30"), True],
            [],
            ["ben", 1, None, None, None, False],
        ]
    )
    assert rows_of(book) == [
        (2, ["ada", "2", "2.5", "2026-11-23", "2026-11-23 09:30", "true"]),
        (4, ["ben", "1", "", "", "", "false"]),
    ]


def test_the_first_visible_sheet_is_read_and_the_others_are_counted():
    def change(book: Any) -> None:
        book.active.sheet_state = "hidden"
        for name in ("People", "Notes"):
            book.create_sheet(name).append(["id"])
        book["People"].append(["ada"])

    with read_table(workbook([["other"]], change), name="file.xlsx") as table:
        assert [row.text("id") for row in table] == ["ada"]
    assert table.repairs.counts == {Repair.OTHER_SHEETS: 1}


def test_a_formula_without_its_outcome_is_refused_with_its_place():
    refused = refusal(workbook([["id", "seats"], ["ada", "=1+1"]]))
    assert (refused.line, refused.column) == (2, "B")
    assert "formula" in refused.sentence


def test_a_cell_that_shows_an_error_is_refused_with_its_place():
    refused = refusal(workbook([["id", "seats"], ["ada", "#REF!"]]))
    assert (refused.line, refused.column) == (2, "B")


def test_merged_cells_below_the_headings_are_refused():
    refused = refusal(
        workbook([["id", "unit"], ["ada", "x"], ["ben"]], lambda b: b.active.merge_cells("B2:B3"))
    )
    assert (refused.line, refused.column) == (2, "B")
    assert "merged" in refused.sentence


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "no XLSX workbook"),
        (CONTENT, "cannot be read"),
        ({**CONTENT, "xl/worksheets/sheet1.xml": bytes(60_000_000)}, "unpacks to 60 MB"),
        (
            {**CONTENT, "xl/sharedStrings.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'},
            "entities",
        ),
    ],
)
def test_a_zip_that_is_no_workbook_is_refused(parts, words):
    assert words in str(refusal(packed(parts)))


def test_a_bomb_that_lies_about_its_size_is_refused():
    raw = bytearray(packed({**CONTENT, "xl/worksheets/sheet1.xml": bytes(60_000_000)}).getvalue())
    for place in range(len(raw) - 4):
        if raw[place : place + 4] == (60_000_000).to_bytes(4, "little"):
            raw[place : place + 4] = (1000).to_bytes(4, "little")
    assert "damaged" in str(refusal(io.BytesIO(bytes(raw))))


def test_a_truncated_workbook_is_refused():
    assert "damaged" in str(refusal(io.BytesIO(workbook([["id"], ["ada"]]).getvalue()[:-200])))


def test_a_row_that_reaches_too_far_is_refused():
    def change(book: Any) -> None:
        book.active.cell(2, 5000, "x")

    assert "1,000 columns" in str(refusal(workbook([["id"], ["ada"]], change)))
