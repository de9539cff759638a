"""What was put right while a file was read? Every kind is counted and named, with the lines where it began."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

LINES_KEPT = 5
"""How many lines of each kind are kept; the count goes on."""


class Repair(StrEnum):
    """A kind of dirt that can be read without doubt."""

    BYTE_ORDER_MARK = "byte_order_mark"
    UTF_16 = "utf_16"
    WINDOWS_1252 = "windows_1252"
    SEPARATOR = "separator"
    LINE_ENDS = "line_ends"
    SPACES = "spaces"
    BLANK_LINES = "blank_lines"
    REPEATED_HEADINGS = "repeated_headings"
    SHORT_ROWS = "short_rows"
    LONG_ROWS = "long_rows"
    OTHER_SHEETS = "other_sheets"


_SAID: dict[str, str] = {
    Repair.BYTE_ORDER_MARK: "{0} byte-order mark at the beginning was left out",
    Repair.UTF_16: "the file is written in UTF-16",
    Repair.WINDOWS_1252: "the file is written in the Windows encoding 1252",
    Repair.SEPARATOR: "cells are separated by semicolons or tabs",
    Repair.LINE_ENDS: "{0} lines end as on Windows or old Macs",
    Repair.SPACES: "{0} cells had stray spaces or invisible characters",
    Repair.BLANK_LINES: "{0} blank lines were passed over",
    Repair.REPEATED_HEADINGS: "{0} repeated heading rows were passed over",
    Repair.SHORT_ROWS: "{0} rows are shorter than the headings; what is missing counts as empty",
    Repair.LONG_ROWS: "{0} rows have empty cells beyond the headings",
    Repair.OTHER_SHEETS: "{0} further sheets of the workbook were not read",
}


@dataclass(slots=True)
class Repairs:
    """Counts of one file, by kind; whoever reads on may add kinds of their own."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: dict[str, list[int]] = field(default_factory=dict)
    """By kind, the first lines it was met on, and one more where there are more."""
    said: dict[str, str] = field(default_factory=lambda: dict(_SAID))
    """By kind, how it is told; {0} is the count."""

    def note(self, kind: str, *, line: int = 0, times: int = 1) -> None:
        """Count a repair, at a line where it has one."""
        self.counts[kind] += times
        kept = self.lines.setdefault(kind, [])
        if line and len(kept) <= LINES_KEPT and line not in kept:
            kept.append(line)

    def sentences(self) -> list[str]:
        """Say each kind with its count, and its lines where they are few."""
        return [self._sentence(kind, count) for kind, count in self.counts.items() if count]

    def _sentence(self, kind: str, count: int) -> str:
        told = self.said.get(kind, "{0} times " + kind.replace("_", " ")).format(count)
        lines = self.lines.get(kind, [])
        if not lines:
            return told
        more = " …" if len(lines) > LINES_KEPT else ""
        named = ", ".join(map(str, lines[:LINES_KEPT]))
        return f"{told} (line{'s' if len(lines) > 1 else ''} {named}{more})"
