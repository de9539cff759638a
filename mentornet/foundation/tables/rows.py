"""What is one row of a table? Cells by heading, with their place, so that a refusal can point at it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..words import folded

LIST_SEPARATOR = ";"

_key = lru_cache(maxsize=512)(folded)
"""A heading as rows know it; the same few are asked for in every row."""


class TableError(ValueError):
    """Say which file, line and column cannot be read, and how to mend it."""

    def __init__(
        self, file: str, sentence: str, *, line: int | None = None, column: str | None = None
    ) -> None:
        self.file, self.line, self.column, self.sentence = file, line, column, sentence
        places = [f"line {line}" if line else "", f'column "{column}"' if column else ""]
        super().__init__(f"{', '.join([file, *filter(None, places)])}: {sentence}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    file: str
    line: int
    """Of the file, from 1; a row of several lines stands at its first."""
    cells: Mapping[str, str]
    """By folded heading, without stray spaces; a cell's own line breaks are kept."""

    def text(self, heading: str) -> str:
        """Return a cell on one line; empty where there is no such column."""
        cell = self.cells.get(_key(heading), "")
        return " ".join(cell.split()) if "\n" in cell else cell

    def words(self, heading: str, separator: str = LIST_SEPARATOR) -> tuple[str, ...]:
        """Return a cell's list, each word once."""
        cell = self.cells.get(_key(heading))
        if not cell:
            return ()
        parts = (" ".join(part.split()) for part in cell.split(separator))
        return tuple(dict.fromkeys(part for part in parts if part))

    def refuse(self, heading: str, sentence: str) -> TableError:
        """Return a refusal that names this place."""
        return TableError(self.file, sentence, line=self.line, column=heading)


def cleaned(cell: str) -> str:
    """Return a cell without stray, doubled and non-breaking spaces and characters nobody sees; line breaks stay."""
    if not cell or (cell.isprintable() and cell[0] != " " and cell[-1] != " " and "  " not in cell):
        return cell
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(_visible(line).split()) for line in lines).strip("\n")


_JOINERS = "\u200c\u200d"
"""Invisible, yet part of how Persian words and some signs are written."""


def _visible(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(
        letter
        for letter in line
        if letter.isspace() or letter in _JOINERS or unicodedata.category(letter) not in {"Cc", "Cf"}
    )


def without_controls(text: str) -> str:
    """Return a text without the control characters that no table may hold; tabs and line breaks stay."""
    return text if text.isprintable() else _CONTROLS.sub("", text)


_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def letters(place: int) -> str:
    """Return a column's letters as spreadsheet programs write them, from 0: A, B … Z, AA."""
    text = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        text = chr(ord("A") + letter) + text
    return text
