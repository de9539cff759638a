"""Tables as people really save them: read and counted, or refused with their place."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from mentornet.foundation.tables import Repair, Row, Table, TableError, read_table

PLAIN = "id,name,goals\r\n1,José,rn;lead\r\n2,Ada,\r\n"
READ = [{"id": "1", "name": "José", "goals": "rn;lead"}, {"id": "2", "name": "Ada", "goals": ""}]


def read(raw: bytes | str) -> tuple[list[Row], Table]:
    with read_table(io.BytesIO(raw.encode() if isinstance(raw, str) else raw), name="file.csv") as table:
        return list(table), table


def refusal(raw: bytes | str) -> TableError:
    with pytest.raises(TableError) as refused:
        read(raw)
    return refused.value


@pytest.mark.parametrize(
    ("raw", "repairs"),
    [
        (PLAIN.replace("\r\n", "\n").encode(), {}),
        (PLAIN.encode(), {Repair.LINE_ENDS: 3}),
        (PLAIN.replace("\r\n", "\r").encode(), {Repair.LINE_ENDS: 3}),
        (PLAIN.encode("utf-8-sig"), {Repair.BYTE_ORDER_MARK: 1, Repair.LINE_ENDS: 3}),
        (PLAIN.encode("utf-16"), {Repair.UTF_16: 1, Repair.LINE_ENDS: 3}),
        (PLAIN.encode("utf-16-le"), {Repair.UTF_16: 1, Repair.LINE_ENDS: 3}),
        (PLAIN.encode("utf-16-be"), {Repair.UTF_16: 1, Repair.LINE_ENDS: 3}),
        (PLAIN.encode("cp1252"), {Repair.WINDOWS_1252: 1, Repair.LINE_ENDS: 3}),
        (b"id\tname\tgoals\n1\tJos\xc3\xa9\trn;lead\n2\tAda\t\n", {Repair.SEPARATOR: 1}),
        (b'id;name;goals\n1;Jos\xc3\xa9;"rn;lead"\n2;Ada;\n', {Repair.SEPARATOR: 1}),
        (b'sep=;\nid;name;goals\n1;Jos\xc3\xa9;"rn;lead"\n2;Ada;\n', {Repair.SEPARATOR: 1}),
        (
            "\nid,name,goals\n\n 1 ,Jos\u00e9\u00a0,rn;lead\nid,Name, goals\n2,\u200bAda,\n,,\n".encode(),
            {Repair.BLANK_LINES: 3, Repair.SPACES: 3, Repair.REPEATED_HEADINGS: 1},
        ),
        (
            b"id,name,goals\n1,Jos\xc3\xa9,rn;lead,,\n2,Ada\n",
            {Repair.LONG_ROWS: 1, Repair.SHORT_ROWS: 1},
        ),
        (b'"id","name","goals"\n"1" , "Jos\xc3\xa9","rn;lead" \n"2","Ada",""\n', {}),
    ],
)
def test_what_is_sure_is_read_and_counted(raw, repairs):
    rows, table = read(raw)
    assert [{heading: row.text(heading) for heading in table.headings} for row in rows] == READ
    assert table.repairs.counts == repairs
    assert len(table.repairs.sentences()) == len(repairs)


@pytest.mark.parametrize(
    ("raw", "line", "column", "words"),
    [
        ("", 1, None, "no headings"),
        ("\n\n,,\n", 1, None, "no headings"),
        ("id,ID\n1,2\n", 1, "ID", "twice"),
        ("id,name\n1,Ada\n2,Ben,extra\n", 3, "C", '"extra" stands beyond the last heading'),
        ("id,,name\n1,,Ada\n2,x,Ben\n", 3, "B", "without a heading"),
        ('id,name\n1,"Ada\n2,Ben\n', 2, "B", "never closes"),
        ('id,name,about\n"1",Ada,"x\n2,Ben,y\n', 2, "C", "never closes"),
        ('id,name\n1,"Ada"Lovelace\n', 2, "B", "behind a closing quote"),
        ('id,name\n"1","A,""da"" x"L,z\n', 2, "B", "behind a closing quote"),
        (b"id,name\n1,Ada\n2,\x81\xe9\n", 3, None, "letter 3 cannot be read"),
        ("id,name\n1,Zoé\n".encode() + b"2,Zo\xe9\n", 3, None, "two encodings; letter 5 here"),
        (b"id,name\n1,A\0da\n", 2, None, "no text"),
        ("id,name\n1,Ada\n".encode("utf-16")[:-1], 2, None, "cannot be read"),
        (b"%PDF-1.7 ...", None, None, "a document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None, None, "old or locked workbook"),
        ("id\n" + '"' + "x" * 200_000 + '"\n', 2, "A", "longer than"),
        ("id\n" + "x" * 2_000_000 + "\n", 2, None, "longer than"),
    ],
)
def test_what_is_not_is_refused_with_its_place(raw, line, column, words):
    refused = refusal(raw)
    assert (refused.file, refused.line, refused.column) == ("file.csv", line, column)
    assert words in str(refused)
    assert refused.sentence.endswith(".")


def test_a_cell_of_several_lines_stays_one_cell_and_the_next_row_keeps_its_line():
    rows, _ = read('id,about\n1,"first\r\nsecond  line"\n2,none\n')
    assert rows[0].cells["about"] == "first\nsecond line"
    assert rows[0].text("about") == "first second line"
    assert [row.line for row in rows] == [2, 4]


def test_a_heading_is_found_however_it_is_spelled():
    rows, table = read(" E-Mail  Address ;Ünit\na@x.example;b\n")
    assert table.has("e-mail address")
    assert rows[0].text("unit") == "b"


def test_a_list_names_each_word_once():
    rows, _ = read("id,goals\n1, rn ;; lead;rn\n")
    assert rows[0].words("goals") == ("rn", "lead")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(TableError, match="100 MB; at most 80"):
        read_table(large)


def test_a_missing_file_is_refused_in_words(tmp_path: Path):
    with pytest.raises(TableError, match="cannot be opened"):
        read_table(tmp_path / "none.csv")


def test_rows_are_read_one_at_a_time():
    lines = iter(read_table(io.BytesIO(b"id\n" + b"1\n" * 200_000), name="many.csv"))
    assert next(lines).line == 2
