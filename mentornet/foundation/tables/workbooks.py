"""Which cells stand in this workbook? The first visible sheet of an XLSX file, a row at a time.

A workbook is a zip of XML. Before any of it is read its table of contents is asked how large it unpacks; Python's zip
reader hands out no more than is promised there, so the promise may be trusted. XML that declares entities is refused.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Generator, Iterator
from datetime import date, datetime, time
from itertools import zip_longest
from typing import IO, Any, BinaryIO

from .repairs import Repair, Repairs
from .rows import TableError, letters

SIGNATURE = b"PK\x03\x04"
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 600_000_000
MOST_SHARED = 120_000_000
"""Of the list of shared words, which is held in memory."""
MOST_RATIO = 150
SMALL = 20_000_000
"""What unpacks to less than this may shrink as well as it likes."""
MOST_COLUMNS = 1000
_CHUNK = 1 << 18
_OVERLAP = 200
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
SAVE_AGAIN = "Open it in a spreadsheet program and save it again as XLSX or as CSV UTF-8."

Record = tuple[int, list[str]]


def read_records(stream: BinaryIO, file: str, repairs: Repairs) -> Generator[Record, None, None]:
    """Yield each row of the first visible sheet, as text.

    Raises:
        TableError: This is no sound workbook, or it unpacks to more than anybody types.
    """
    _ensure_harmless(stream, file)
    from openpyxl import load_workbook  # noqa: PLC0415 - for those who bring workbooks, not for every process

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and validations, which are not read
        try:
            values = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            sheet = _first_sheet(values, file, repairs)
            if _has_formulas(stream, sheet, file):
                written = load_workbook(stream, read_only=True, keep_links=False)[sheet.title]
                yield from _checked(sheet, written, file)
            else:
                yield from _records(sheet, file)
        except TableError:
            raise
        except Exception as trouble:
            # openpyxl raises whatever the XML made it stumble over; all of it says that this is no sound workbook.
            raise TableError(file, f"the workbook cannot be read. {SAVE_AGAIN}") from trouble


def _ensure_harmless(stream: BinaryIO, file: str) -> None:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise TableError(file, f"this is no XLSX workbook. {SAVE_AGAIN}")
            _ensure_sizes(parts, file)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        _ensure_plain(opened, file)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as trouble:
        if isinstance(trouble, TableError):
            raise
        raise TableError(file, f"the workbook is damaged or locked. {SAVE_AGAIN}") from trouble


def _ensure_sizes(parts: list[zipfile.ZipInfo], file: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    shared = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    overlaps = len({part.header_offset for part in parts}) < len(parts)
    dense = unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1)
    if unpacked > MOST_UNPACKED or shared > MOST_SHARED or dense or overlaps:
        raise TableError(
            file,
            f"the workbook unpacks to {unpacked // 1_000_000:,} MB, more than people type. "
            "Bring fewer rows at a time, or save the sheet as CSV UTF-8.",
        )


def _ensure_plain(part: IO[bytes], file: str) -> None:
    if b"<!DOCTYPE" in part.read(1024).upper():
        raise TableError(
            file, f"the workbook declares entities, which no spreadsheet program does. {SAVE_AGAIN}"
        )


def _first_sheet(book: Any, file: str, repairs: Repairs) -> Any:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise TableError(file, "the workbook has no visible sheet.")
    if len(sheets) > 1:
        repairs.note(Repair.OTHER_SHEETS, times=len(sheets) - 1)
    first = sheets[0]
    first.reset_dimensions()  # what the file says of its own size may be wrong
    return first


def _has_formulas(stream: BinaryIO, sheet: Any, file: str) -> bool:
    """Tell whether the sheet has formulas; refuse one with merged cells below the first row."""
    found, rest = False, b""
    part = sheet._worksheet_path  # noqa: SLF001 - the one way to a sheet's own file
    with zipfile.ZipFile(stream) as packed, packed.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            piece = rest + chunk
            found = found or bool(_FORMULA.search(piece))
            for merged in _MERGED.finditer(piece):
                if int(merged[4]) > 1:
                    raise _merged(file, merged)
            rest = piece[-_OVERLAP:]
    return found


def _merged(file: str, found: re.Match[bytes]) -> TableError:
    left, top, right, bottom = (group.decode() for group in found.groups())
    return TableError(
        file,
        f"the cells {left}{top} to {right}{bottom} are merged, so that it is not clear whose they are. Unmerge them.",
        line=int(top),
        column=left,
    )


def _records(sheet: Any, file: str) -> Iterator[Record]:
    for line, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if len(values) > MOST_COLUMNS:
            raise TableError(
                file,
                f"the row has more than {MOST_COLUMNS:,} columns. Delete those beside the table.",
                line=line,
            )
        yield line, [_text(value, file, line, place) for place, value in enumerate(values)]


def _checked(sheet: Any, written: Any, file: str) -> Iterator[Record]:
    """Yield the rows where some cells are formulas; one whose outcome was not kept is refused."""
    written.reset_dimensions()
    for (line, cells), formulas in zip_longest(_records(sheet, file), written.iter_rows(values_only=True)):
        for place, (cell, formula) in enumerate(zip(cells, formulas, strict=False)):
            if not cell and formula not in (None, "") and str(formula).startswith("="):
                raise TableError(
                    file,
                    "the cell is a formula whose outcome was not kept. Open the file in a spreadsheet program, "
                    "save it, or paste the values.",
                    line=line,
                    column=letters(place),
                )
        yield line, cells


def _text(value: object, file: str, line: int, place: int) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        if value in _ERRORS:
            raise TableError(
                file, f"the cell shows the error {value}. Mend or empty it.", line=line, column=letters(place)
            )
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return _moment(value) if isinstance(value, date | time) else str(value)


def _moment(value: date | time) -> str:
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else str(value)
