"""How do people's spreadsheets go wrong? Every kind of damage, done to good lines on purpose or by chance.

Harmless damage leaves no doubt what was meant; grave damage does, at a place that is known beforehand. Chance does
anything at all.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

Cells = list[list[str]]
"""A sheet: headings, then rows."""


@dataclass(frozen=True)
class Spoiled:
    """A file after damage, and what must come of it."""

    raw: bytes
    counted: str | None = None
    """The repair that must be counted, where the damage is harmless."""
    line: int | None = None
    """Where it must be refused, where the damage is grave."""
    column: str | None = None


def written(cells: Cells, *, separator: str = ",", end: str = "\n", quote_all: bool = False) -> str:
    buffer = io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(buffer, delimiter=separator, lineterminator=end, quoting=quoting).writerows(cells)
    return buffer.getvalue()


def _row(draw: random.Random, cells: Cells) -> int:
    """Choose a row of people; its line in the file is one more."""
    return draw.randrange(1, len(cells))


def _harmless(counted: str, spoil: Callable[[random.Random, Cells], bytes | str]):
    def damage(draw: random.Random, cells: Cells) -> Spoiled:
        raw = spoil(draw, [list(row) for row in cells])
        return Spoiled(raw if isinstance(raw, bytes) else raw.encode(), counted=counted)

    return damage


def spaces(draw: random.Random, cells: Cells) -> str:
    for row in cells:
        for place, cell in enumerate(row):
            if cell and draw.random() < 0.3:
                row[place] = draw.choice((" {}", "{} ", "\u00a0{}", "{}\u00a0 ", "\u200b{}")).format(cell)
    cells[1][0] += " "
    return written(cells)


def upper_case(draw: random.Random, cells: Cells) -> str:
    goals = cells[0].index("goals")
    for row in cells[1:]:
        row[goals] = draw.choice((str.upper, str.title, str.lower))(row[goals])
    cells[0] = [draw.choice((str.upper, str.title))(heading) for heading in cells[0]]
    return written([cells[0], *cells[1:]])


def blank_lines(draw: random.Random, cells: Cells) -> str:
    for _ in range(3):
        cells.insert(draw.randint(0, len(cells)), draw.choice(([], [""] * len(cells[0]), ["", " "])))
    return written(cells)


def repeated_headings(draw: random.Random, cells: Cells) -> str:
    for _ in range(2):
        cells.insert(draw.randint(2, len(cells)), [heading.title() for heading in cells[0]])
    return written(cells)


def repeated_people(draw: random.Random, cells: Cells) -> str:
    for row in draw.sample(cells[1:], 2):
        cells.insert(
            draw.randint(1, len(cells)),
            [f" {cell}".upper() if place else cell for place, cell in enumerate(row)],
        )
    return written(cells)


def short_rows(draw: random.Random, cells: Cells) -> str:
    row = cells[_row(draw, cells)]
    row[-1] = ""
    row.pop()
    return written(cells)


def long_rows(draw: random.Random, cells: Cells) -> str:
    cells[_row(draw, cells)] += ["", " "]
    return written(cells)


HARMLESS = {
    "byte-order mark": _harmless("byte_order_mark", lambda _, c: written(c).encode("utf-8-sig")),
    "UTF-16": _harmless(
        "utf_16", lambda d, c: written(c).encode(d.choice(("utf-16", "utf-16-le", "utf-16-be")))
    ),
    "Windows encoding": _harmless("windows_1252", lambda _, c: written(c).encode("cp1252")),
    "semicolons": _harmless("separator", lambda d, c: written(c, separator=";", quote_all=d.random() < 0.5)),
    "tabs": _harmless("separator", lambda _, c: written(c, separator="\t")),
    "Excel's own line": _harmless("separator", lambda _, c: "sep=;\n" + written(c, separator=";")),
    "line ends": _harmless("line_ends", lambda d, c: written(c, end=d.choice(("\r\n", "\r")))),
    "spaces": _harmless("spaces", spaces),
    "case": _harmless("spellings", upper_case),
    "blank lines": _harmless("blank_lines", blank_lines),
    "repeated headings": _harmless("repeated_headings", repeated_headings),
    "repeated people": _harmless("duplicates", repeated_people),
    "short rows": _harmless("short_rows", short_rows),
    "long rows": _harmless("long_rows", long_rows),
}


def _grave(spoil: Callable[[random.Random, Cells, int], str | None]):
    """Spoil one row; `spoil` returns the column at fault."""

    def damage(draw: random.Random, cells: Cells) -> Spoiled:
        kept = [list(row) for row in cells]
        place = _row(draw, kept)
        column = spoil(draw, kept, place)
        return Spoiled(written(kept).encode(), line=place + 1, column=column)

    return damage


def _in_column(heading: str, values: tuple[str, ...]):
    def spoil(draw: random.Random, cells: Cells, place: int) -> str:
        cells[place][cells[0].index(heading)] = draw.choice(values)
        return heading

    return _grave(spoil)


def extra_cell(_draw: random.Random, cells: Cells, place: int) -> str:
    cells[place].append("what is this")
    return chr(ord("A") + len(cells[0]))


def another_of_that_id(draw: random.Random, cells: Cells) -> Spoiled:
    kept = [list(row) for row in cells]
    first, second = sorted(draw.sample(range(1, len(kept)), 2))
    kept[second][0] = kept[first][0]
    return Spoiled(written(kept).encode(), line=second + 1, column="id")


def open_quote(draw: random.Random, cells: Cells) -> Spoiled:
    place = _row(draw, cells)
    lines = written(cells).splitlines()
    bare = [line.replace('"', "") for line in lines[place:]]
    return Spoiled("\n".join([*lines[:place], '"' + bare[0], *bare[1:]]).encode(), line=place + 1, column="A")


def torn_quote(draw: random.Random, cells: Cells) -> Spoiled:
    place = _row(draw, cells)
    lines = written(cells).splitlines()
    lines[place] = f'"{cells[place][0]}"x' + lines[place][len(cells[place][0]) :]
    return Spoiled("\n".join(lines).encode(), line=place + 1, column="A")


def two_encodings(draw: random.Random, cells: Cells) -> Spoiled:
    kept = [list(row) for row in cells]
    place = _row(draw, kept)
    kept[place][1] = "Zoë Ångström"
    lines = [line.encode() for line in written(kept).splitlines()]
    lines[place] = lines[place].decode().encode("cp1252")
    return Spoiled(b"\n".join(lines), line=place + 1)


def nought(draw: random.Random, cells: Cells) -> Spoiled:
    place = _row(draw, cells)
    lines = written(cells).encode().split(b"\n")
    lines[place] = lines[place].replace(b",", b",\0", 1)
    return Spoiled(b"\n".join(lines), line=place + 1)


def twice_the_heading(_draw: random.Random, cells: Cells) -> Spoiled:
    return Spoiled(written([[*row, row[1]] for row in cells]).encode(), line=1, column=cells[0][1])


def no_id(_draw: random.Random, cells: Cells) -> Spoiled:
    return Spoiled(written([["who", *cells[0][1:]], *cells[1:]]).encode(), line=1, column="id")


GRAVE = {
    "a cell too many": _grave(extra_cell),
    "an id of two people": another_of_that_id,
    "no id": _in_column("id", ("", " ")),
    "no number of years": _in_column("years", ("long", "2,5", "3 years", "1e400", "nan")),
    "no distance from UTC": _in_column("utc_offset", ("Pacific", "-99", "8-")),
    "no address": _in_column("email", ("none", "n/a", "ada at example.org")),
    "an open quote": open_quote,
    "a torn quote": torn_quote,
    "two encodings": two_encodings,
    "noughts": nought,
    "a heading twice": twice_the_heading,
    "no column of ids": no_id,
}
OF_MENTORS = {
    "no number of seats": _in_column("capacity", ("2.5", "-1", "many", "2 or 3", "thirteen", "1,000"))
}


def by_chance(draw: random.Random, cells: Cells) -> Spoiled:
    """Change, lose, add or repeat some bytes or lines anywhere."""
    raw = bytearray(written(cells).encode(draw.choice(("utf-8", "utf-8", "cp1252", "utf-16"))))
    for _ in range(draw.randint(1, 6)):
        place = draw.randrange(len(raw))
        change = draw.randrange(6)
        if change == 0:
            raw[place] = draw.randrange(256)
        elif change == 1:
            del raw[place : place + draw.randint(1, 40)]
        elif change == 2:
            raw[place:place] = bytes(draw.choices(b'";,\t\r\n\x00=\xe9', k=draw.randint(1, 3)))
        elif change == 3:
            raw[place:place] = raw[place : place + draw.randint(1, 200)]
        elif change == 4:
            del raw[draw.randrange(len(raw) // 2, len(raw)) :]
        else:
            lines = raw.split(b"\n")
            draw.shuffle(lines)
            raw = bytearray(b"\n".join(lines))
        raw = raw or bytearray(b" ")
    return replace(Spoiled(b""), raw=bytes(raw))
