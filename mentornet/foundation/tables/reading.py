"""What stands in this file? Headings, then rows of text with their places, whatever program wrote them."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from ..words import folded
from . import separated, workbooks
from .repairs import Repair, Repairs
from .rows import Row, TableError, cleaned, letters

MOST_BYTES = 80_000_000
MOST_COLUMNS = workbooks.MOST_COLUMNS


class Table:
    """An open table: its headings at once, its rows as they are asked for, once."""

    def __init__(self, file: str, stream: BinaryIO, *, is_ours: bool) -> None:
        self.file = file
        self.repairs = Repairs()
        """Complete when the last row was read."""
        self._stream = stream
        self._is_ours = is_ours
        self._records = _records(stream, file, self.repairs)
        self.headings_line, self.headings = self._read_headings()
        self._keys = [folded(heading) for heading in self.headings]
        self._first = next(place for place, key in enumerate(self._keys) if key)
        self._ensure_unique()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[Row]:
        """Yield each row that says anything.

        Raises:
            TableError: A row cannot be read.
        """
        for line, cells in self._records:
            kept = self._cleaned(line, cells)
            if not any(kept):
                self.repairs.note(Repair.BLANK_LINES, line=line)
            elif self._repeats(kept):
                self.repairs.note(Repair.REPEATED_HEADINGS, line=line)
            else:
                yield self._row(line, kept)

    def has(self, heading: str) -> bool:
        """Tell whether there is such a column, however its heading is spelled."""
        return folded(heading) in self._keys

    def close(self) -> None:
        """Close the file, if it was opened here."""
        self._records.close()
        if self._is_ours:
            self._stream.close()

    def _read_headings(self) -> tuple[int, tuple[str, ...]]:
        for line, cells in self._records:
            headings = [" ".join(heading.split()) for heading in self._cleaned(line, cells)]
            while headings and not headings[-1]:
                headings.pop()
            if headings:
                return line, tuple(headings)
            self.repairs.note(Repair.BLANK_LINES, line=line)
        raise TableError(
            self.file, "there are no headings. Write the columns' names in the first line.", line=1
        )

    def _ensure_unique(self) -> None:
        seen: set[str] = set()
        for key, heading in zip(self._keys, self.headings, strict=True):
            if key in seen:
                raise TableError(
                    self.file,
                    "the heading stands there twice. Rename or delete one of the two columns.",
                    line=self.headings_line,
                    column=heading,
                )
            seen |= {key} - {""}

    def _cleaned(self, line: int, cells: Iterable[str]) -> list[str]:
        kept = []
        for cell in cells:
            clean = cleaned(cell)
            if clean is not cell and clean != cell:
                self.repairs.note(Repair.SPACES, line=line)
            kept.append(clean)
        return kept

    def _repeats(self, cells: list[str]) -> bool:
        place = self._first
        if place >= len(cells) or folded(cells[place]) != self._keys[place]:
            return False
        while len(cells) > len(self._keys) and not cells[-1]:
            cells.pop()
        return [folded(cell) for cell in cells] == self._keys

    def _row(self, line: int, cells: list[str]) -> Row:
        width = len(self._keys)
        if len(cells) != width:
            self._note_width(line, cells)
        if "" in self._keys:
            self._ensure_headed(line, cells)
        row = dict(zip(self._keys, cells, strict=False))
        return Row(self.file, line, row)

    def _note_width(self, line: int, cells: list[str]) -> None:
        width = len(self._keys)
        beyond = next((place for place in range(width, len(cells)) if cells[place]), None)
        if beyond is not None:
            raise TableError(
                self.file,
                f'"{cells[beyond][:40]}" stands beyond the last heading. '
                "Give that column a heading; put a cell that holds a separator in quotes.",
                line=line,
                column=letters(beyond),
            )
        self.repairs.note(Repair.SHORT_ROWS if len(cells) < width else Repair.LONG_ROWS, line=line)

    def _ensure_headed(self, line: int, cells: list[str]) -> None:
        for place, (key, cell) in enumerate(zip(self._keys, cells, strict=False)):
            if cell and not key:
                raise TableError(
                    self.file,
                    f'"{cell[:40]}" stands in a column without a heading. Give it one, or empty it.',
                    line=line,
                    column=letters(place),
                )


def read_table(source: Path | BinaryIO, *, name: str | None = None, most_bytes: int = MOST_BYTES) -> Table:
    """Open a table of comma, semicolon or tab separated values, or a workbook; what it is, its content tells.

    Args:
        source: A path, or a stream that can be sought; a stream stays open and is the caller's to close.
        name: How refusals call the file; a path's own name where none is given.
        most_bytes: A larger file is refused before it is read.

    Raises:
        TableError: The file is too large, is no table, has no headings, or one of them twice.
    """
    is_path = isinstance(source, Path)
    file = name or (source.name if isinstance(source, Path) else "the file")
    stream = _opened(source, file) if isinstance(source, Path) else source
    try:
        _ensure_size(stream, file, most_bytes)
        return Table(file, stream, is_ours=is_path)
    except BaseException:
        if is_path:
            stream.close()
        raise


def _opened(path: Path, file: str) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as trouble:
        raise TableError(file, f"the file cannot be opened: {trouble.strerror}.") from trouble


def _ensure_size(stream: BinaryIO, file: str, most: int) -> None:
    size = stream.seek(0, os.SEEK_END)
    if size > most:
        raise TableError(
            file,
            f"the file has {size // 1_000_000:,} MB; at most {most // 1_000_000:,} can be read. "
            "Bring the rows in several files.",
        )
    stream.seek(0)


def _records(stream: BinaryIO, file: str, repairs: Repairs) -> Generator[tuple[int, list[str]], None, None]:
    stream.seek(0)
    head = stream.read(8)
    if head.startswith(workbooks.SIGNATURE):
        return workbooks.read_records(stream, file, repairs)
    if head.startswith(workbooks.OLD_SIGNATURE):
        raise TableError(file, f"this is an old or locked workbook. {workbooks.SAVE_AGAIN}")
    if head.startswith((b"%PDF", b"{\\rtf")):
        raise TableError(
            file, "this is a document and no table. Bring the sheet itself, as XLSX or CSV UTF-8."
        )
    return separated.read_records(stream, file, repairs)
