"""What stands in this file? Rows of text with their places, whatever program wrote them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ...foundation.words import folded

SEPARATORS = (",", ";", "\t")
LIST_SEPARATOR = ";"


class SheetError(ValueError):
    """Say which file, line and column cannot be read, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person's line."""

    file: str
    line: int
    cells: Mapping[str, str]
    """By folded heading."""

    def text(self, heading: str) -> str:
        """Return a cell without stray spaces; empty where there is no such column."""
        return " ".join(self.cells.get(folded(heading), "").split())

    def words(self, heading: str, separator: str = LIST_SEPARATOR) -> tuple[str, ...]:
        """Return a cell's list, each word once."""
        parts = (" ".join(part.split()) for part in self.cells.get(folded(heading), "").split(separator))
        return tuple(dict.fromkeys(part for part in parts if part))

    def refuse(self, heading: str, trouble: str) -> SheetError:
        """Return a refusal that names this place."""
        return SheetError(f'{self.file}, line {self.line}, column "{heading}": {trouble}')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's rows and its headings as they were written."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def has(self, heading: str) -> bool:
        """Tell whether there is such a column, however its heading is spelled."""
        return folded(heading) in {folded(own) for own in self.headings}


def read_sheet(path: Path) -> Sheet:
    """Read a file of comma, semicolon or tab separated values.

    Raises:
        SheetError: There is no heading, or a heading stands there twice.
    """
    text = _decoded(path.read_bytes())
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    headings = tuple(" ".join(heading.split()) for heading in next(lines, []))
    keys = [folded(heading) for heading in headings]
    _ensure_headings(path.name, keys)
    rows = tuple(
        _row(path.name, lines.line_num, keys, cells)
        for cells in lines
        if any(cell.strip() for cell in cells) and [folded(cell) for cell in cells] != keys
    )
    return Sheet(path.name, headings, rows)


def _row(file: str, line: int, keys: list[str], cells: list[str]) -> Row:
    if any(cell.strip() for cell in cells[len(keys) :]):
        raise SheetError(f"{file}, line {line} has more cells than there are headings. Put lists in quotes.")
    return Row(file, line, dict(zip(keys, cells, strict=False)))


def _decoded(raw: bytes) -> str:
    """Read UTF-8 with or without its mark; else what spreadsheet programs on Windows write."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _ensure_headings(file: str, keys: list[str]) -> None:
    if not any(keys):
        raise SheetError(f"{file} has no headings. Write the columns' names in its first line.")
    twice = next((key for key in keys if key and keys.count(key) > 1), None)
    if twice:
        raise SheetError(f'{file}, line 1: the heading "{twice}" stands there twice. Rename one of them.')
