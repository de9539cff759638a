"""Which cells stand in this text? Comma, semicolon or tab separated values, a record at a time with its line.

Strict where leniency would lose something: a quote that never closes, or text after a closing one, is refused with its
line, since everything behind it would otherwise vanish into one cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator, Iterator
from itertools import islice
from typing import BinaryIO

from .encodings import find_encoding
from .repairs import Repair, Repairs
from .rows import TableError, cleaned, letters

SEPARATORS = (",", ";", "\t")
LONGEST_CELL = 100_000
LONGEST_LINE = 1_000_000
_SAMPLE = 1 << 16
_SAMPLE_RECORDS = 30
_LOOKED_AT = 10_000
"""Letters of a line in which a wrong quote is looked for."""
_AFTER_QUOTE = re.compile(r'"[ \u00a0]+(?=[,;\t\r\n]|$)')
_SEPARATOR_LINE = re.compile(r'^"?sep=(?P<separator>[,;\t])"?[ ,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)

Record = tuple[int, list[str]]
"""A record's first line, and its cells as they stand."""


def read_records(stream: BinaryIO, file: str, repairs: Repairs) -> Generator[Record, None, None]:
    """Yield each record of a text file that can be sought.

    Raises:
        TableError: A letter, a quote or a line cannot be read.
    """
    encoding = find_encoding(stream, file, repairs)
    sample = _sample(stream, encoding)
    told = _SEPARATOR_LINE.match(sample)
    separator = told["separator"] if told else _separator(sample)
    if separator != ",":
        repairs.note(Repair.SEPARATOR)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        lines = _lines(text, file, repairs)
        if told:
            next(lines)
        yield from _records(lines, file, separator, skipped=1 if told else 0)
    finally:
        if not stream.closed:
            text.detach()


def _sample(stream: BinaryIO, encoding: str) -> str:
    stream.seek(0)
    return stream.read(_SAMPLE).decode(encoding, errors="ignore")


def _lines(text: io.TextIOWrapper, file: str, repairs: Repairs) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE:
            raise TableError(
                file,
                f"the line is longer than {LONGEST_LINE:,} characters. Look whether this is a table.",
                line=number,
            )
        if line[-1] == "\r" or line[-2:] == "\r\n":
            repairs.note(Repair.LINE_ENDS)
        yield _AFTER_QUOTE.sub('"', line) if '" ' in line or '"\u00a0' in line else line


def _records(lines: Iterator[str], file: str, separator: str, *, skipped: int) -> Iterator[Record]:
    csv.field_size_limit(LONGEST_CELL)
    begun: list[str] = []
    """The first line of the record that is being read."""

    def kept() -> Iterator[str]:
        for text in lines:
            if not begun:
                begun.append(text)
            yield text

    reader = csv.reader(kept(), delimiter=separator, strict=True, skipinitialspace=True)
    while True:
        line = reader.line_num + skipped + 1
        begun.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as trouble:
            column = letters(_cell_at_fault("".join(begun), separator))
            raise TableError(file, _told(str(trouble)), line=line, column=column) from trouble
        yield line, cells


def _cell_at_fault(line: str, separator: str) -> int:
    """Return the place of the cell whose quotes are wrong: opened and not closed where the cell ends."""
    cell, begin = 0, 0
    for place in range(min(len(line), _LOOKED_AT)):
        if line[place] != separator:
            continue
        text = line[begin:place].strip()
        is_open = text.startswith('"') and text.count('"') % 2
        if text.startswith('"') and not is_open and not text.endswith('"'):
            return cell
        if not is_open:
            cell, begin = cell + 1, place + 1
    return cell


def _told(trouble: str) -> str:
    if "unexpected end" in trouble:
        return "a quote opens here and never closes. Close it, or take it out."
    if "field larger" in trouble:
        return f"a cell is longer than {LONGEST_CELL:,} characters. Look for a quote that never closes."
    return 'text stands behind a closing quote. Write a quote inside a cell twice (""), or take it out.'


def _separator(sample: str) -> str:
    """Return what cuts the headings into most cells; of two that do, the one the next rows agree with."""
    found = {separator: _shape(sample, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: found[separator])


def _shape(sample: str, separator: str) -> tuple[bool, int, int]:
    """Tell whether there is more than one heading, how many rows are as long as the headings, and how many those are."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator, skipinitialspace=True)
    try:
        records = [record for record in islice(reader, _SAMPLE_RECORDS) if any(map(cleaned, record))]
    except csv.Error:
        return False, 0, 0
    width = len(records[0]) if records else 0
    if width < 2:  # noqa: PLR2004 - one heading: nothing was cut
        return False, 0, 0
    return True, sum(len(record) == width for record in records[1:]), width
