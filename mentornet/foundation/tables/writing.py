"""How is a table written so that any spreadsheet program reads it and runs nothing? Streamed, row by row."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from .rows import without_controls

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PIECE = 1 << 16
_LONGEST = 32_000
"""A workbook's cell holds 32,767 characters."""

_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

Cell = str | int | float | date | None


def safe_cell(text: str) -> str:
    """Return the text in a form that no spreadsheet program runs as a formula.

    An apostrophe is put before it, which those programs take for "this is text". A text that had apostrophes before such
    a sign gets one more, so that taking one away always gives back what was there.
    """
    return f"'{text}" if text.lstrip(" '\u00a0").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def stream_csv(
    headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, is_marked: bool = True
) -> Iterator[bytes]:
    """Yield a CSV file in pieces.

    Args:
        headings: The first line.
        rows: Cells in the order of the headings; moments are written in UTC.
        is_marked: Whether it begins with a byte-order mark, with which spreadsheet programs read accents as they are.
    """
    buffer = io.StringIO(_MARK if is_marked else "", newline="")
    buffer.seek(0, os.SEEK_END)
    lines = csv.writer(buffer)
    lines.writerow([safe_cell(heading) for heading in headings])
    for row in rows:
        lines.writerow([_plain(cell) for cell in row])
        if buffer.tell() >= _PIECE:
            yield _emptied(buffer)
    yield _emptied(buffer)


def stream_xlsx(
    headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = "Sheet"
) -> Iterator[bytes]:
    """Yield a workbook of one sheet in pieces; the rows go through a file on disk, never all through memory."""
    with tempfile.TemporaryFile(prefix="mentornet-") as file:
        _save_workbook(file, headings, rows, title)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def write_csv(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, is_marked: bool = False
) -> None:
    """Write a CSV file whole or not at all."""
    with replacing(path) as file:
        for piece in stream_csv(headings, rows, is_marked=is_marked):
            file.write(piece)


def write_xlsx(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = "Sheet"
) -> None:
    """Write a workbook whole or not at all."""
    with replacing(path) as file:
        _save_workbook(file, headings, rows, title)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of `path` when all of it is written, and vanishes where something fails."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        with path.open(
            "wb"
        ) as file:  # a pipe, a device, or somebody's link to a place: not ours to take away
            yield file
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _emptied(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece


def _plain(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_cell(without_controls(cell))
    if isinstance(cell, datetime):
        return _in_utc(cell).isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else cell


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _save_workbook(
    file: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Cell]], title: str
) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - for those who take workbooks out, not for every process

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:_LONGEST_TITLE].strip(" '") or "Sheet")
    sheet.freeze_panes = "A2"
    try:
        sheet.append([_typed(sheet, heading) for heading in headings])
        for row in rows:
            sheet.append([_typed(sheet, cell) for cell in row])
    except BaseException:
        sheet.close()
        sheet._writer.cleanup()  # noqa: SLF001 - else the sheet's file on disk would stay until the process ends
        raise
    book.save(file)


def _typed(sheet: Any, cell: Cell) -> Any:
    """Give a text that begins like a formula the type of a text; then nobody runs it, and nothing is put before it."""
    if isinstance(cell, datetime):
        return _in_utc(cell)
    if not isinstance(cell, str):
        return cell
    text = without_controls(cell)[:_LONGEST]
    if not text.startswith("="):
        return text
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above

    written = WriteOnlyCell(sheet, value=text)
    written.data_type = "s"
    return written
