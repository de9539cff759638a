"""What stands in this sheet? All its rows with their places, each person once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...foundation.tables import Repairs, Row, TableError, read_table
from ...foundation.words import folded

DUPLICATES = "duplicates"
MOST_TOLD = 20
"""How many refusals are told at once."""


class SheetError(ValueError):
    """Say which file and place cannot be used, and how to mend it."""


class SheetErrors(SheetError):
    """Several refusals of one reading, so that they can be mended in one go."""

    def __init__(self, refused: Sequence[ValueError]) -> None:
        self.refused = tuple(refused)
        told = [str(one) for one in self.refused[:MOST_TOLD]]
        left = len(self.refused) - len(told)
        super().__init__("\n".join([*told, *([f"And {left} more."] if left else [])]))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's rows and its headings as they were written."""

    file: str
    headings: tuple[str, ...]
    headings_line: int
    rows: tuple[Row, ...]
    repairs: Repairs

    def has(self, heading: str) -> bool:
        """Tell whether there is such a column, however its heading is spelled."""
        return folded(heading) in {folded(own) for own in self.headings}

    def ensure_column(self, heading: str) -> None:
        """Refuse the sheet where it has no such column.

        Raises:
            TableError: Its columns are named.
        """
        if not self.has(heading):
            raise TableError(
                self.file,
                f'there is no column "{heading}". The columns are {", ".join(filter(None, self.headings))}; '
                "rename one, or name the right one in the settings file.",
                line=self.headings_line,
                column=heading,
            )


def read_sheet(path: Path) -> Sheet:
    """Read a table of people or of pairs.

    Raises:
        TableError: Something cannot be read; its place is named.
    """
    with read_table(path) as table:
        rows = tuple(table)
        return Sheet(table.file, table.headings, table.headings_line, rows, table.repairs)


def unique_people(sheet: Sheet, heading: str) -> dict[str, Row]:
    """Return each person's row by id; somebody who stands there twice in the same words is read once, and counted.

    Raises:
        TableError: There is no such column, or nobody.
        SheetErrors: An id is missing, or stands on two rows that differ.
    """
    sheet.ensure_column(heading)
    sheet.repairs.said[DUPLICATES] = "{0} rows repeat somebody word for word and were read once"
    people: dict[str, Row] = {}
    first: dict[str, Row] = {}
    refused: list[ValueError] = []
    for row in sheet.rows:
        name = row.text(heading)
        same = first.setdefault(folded(name), row)
        if not name:
            refused.append(row.refuse(heading, "the id is empty. Give each person an id."))
        elif same is row:
            people[name] = row
        elif difference := _differing(same, row, heading):
            refused.append(row.refuse(heading, _twice(name, same, heading, difference)))
        else:
            sheet.repairs.note(DUPLICATES, line=row.line)
    if refused:
        raise SheetErrors(refused)
    if not people:
        raise TableError(
            sheet.file,
            "there is nobody under the headings. Write a row for each person.",
            line=sheet.headings_line,
        )
    return people


def _differing(one: Row, other: Row, heading: str) -> list[str]:
    """Name the columns that tell two rows of one id apart; the id itself where they have nothing else."""
    own = folded(heading)
    keys = [key for key in dict.fromkeys([*one.cells, *other.cells]) if key != own]
    differing = [key for key in keys if folded(one.cells.get(key, "")) != folded(other.cells.get(key, ""))]
    is_same = one.text(heading) == other.text(heading) or any(other.cells.get(key) for key in keys)
    return differing or ([] if is_same else [own])


def _twice(name: str, same: Row, heading: str, difference: list[str]) -> str:
    there = same.text(heading)
    written = f'"{name}" stands' if name == there else f'"{name}" stands as "{there}"'
    return (
        f"{written} on line {same.line} too, with another {', '.join(difference)}. "
        "Keep the row that is right, or give the other person an id of their own."
    )
