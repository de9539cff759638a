"""What do the cells of one sheet say? By our names for its columns; one word has one spelling, whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...foundation.tables import LIST_SEPARATOR, Repairs, Row, cleaned
from ...foundation.words import folded
from ..engine import Kind
from ..engine.values import Answer
from .columns import Question
from .numbers import MOST, decimal, hours_from_utc, is_plain, rank, whole

EMPTY_CAPACITY = "empty_capacity"
NUMBERS_READ = "numbers_read"
SPELLINGS = "spellings"
SAME_ADDRESS = "same_address"
COMMAS = "commas"
_SAID = {
    EMPTY_CAPACITY: "{0} mentors gave no number of seats and count with one",
    NUMBERS_READ: "{0} numbers were written as words or with decimals",
    SPELLINGS: "{0} words differ from the same word elsewhere only by case or accents, and count as it",
    COMMAS: "{0} lists have commas and no ; and so were read as one word each",
    SAME_ADDRESS: "{0} people share their address with somebody else of this file; look whether they are one",
}


@dataclass(slots=True)
class Cells:
    """Reads the cells of one sheet and counts what it put right."""

    columns: Mapping[str, str]
    """Our name for a column -> their heading, where it is another."""
    repairs: Repairs
    spellings: dict[str, str]
    """Folded word -> as it was first written; shared by both sheets."""

    def __post_init__(self) -> None:
        """Tell how these counts are said."""
        self.repairs.said |= _SAID

    def heading(self, name: str) -> str:
        """Return what this file calls a column of ours."""
        return self.columns.get(name, name)

    def word(self, row: Row, name: str) -> str | None:
        """Return a cell's one word."""
        text = row.text(self.heading(name))
        return self._spelled(text, row) if text else None

    def words(self, row: Row, name: str, separator: str = LIST_SEPARATOR) -> tuple[str, ...]:
        """Return a cell's list, each word once."""
        words = row.words(self.heading(name), separator)
        if len(words) == 1 and separator == LIST_SEPARATOR and "," in words[0]:
            self.repairs.note(COMMAS, line=row.line)
        return tuple(dict.fromkeys(self._spelled(word, row) for word in words))

    def number(self, row: Row, name: str) -> float | None:
        """Return a cell's number."""
        return decimal(row, self.heading(name))

    def places(self, row: Row, name: str, *, kind: str | None = None, most: int = MOST) -> int:
        """Return a number of seats or mentors; an empty cell is one, and counted where it is of a kind."""
        heading = self.heading(name)
        number = whole(row, heading, most)
        if number is None:
            if kind:
                self.repairs.note(kind, line=row.line)
            return 1
        if not is_plain(row.text(heading)):
            self.repairs.note(NUMBERS_READ, line=row.line)
        return number

    def count(self, row: Row, name: str, *, most: int = MOST) -> int | None:
        """Return a whole number from 0; none where the cell is empty."""
        return whole(row, self.heading(name), most)

    def answers(self, row: Row, columns: Mapping[Question, str]) -> dict[str, Answer]:
        """Return what this person's cells say to the criteria over other columns."""
        found = {
            question.custom.name: self._answer(row, question, column) for question, column in columns.items()
        }
        return {name: answer for name, answer in found.items() if answer is not None and answer != ()}

    def _answer(self, row: Row, question: Question, column: str) -> Answer | None:
        heading = self.heading(column)
        if question.custom.kind is Kind.OVERLAP:
            return self.words(row, column, question.separator)
        if question.custom.kind is Kind.DIFFERENCE:
            if question.is_clock:
                return hours_from_utc(row, heading)
            return rank(row, heading, question.order) if question.order else decimal(row, heading)
        word = self.word(row, column)
        return (word,) if word else None

    def _spelled(self, word: str, row: Row) -> str:
        word = cleaned(word)
        first = self.spellings.setdefault(folded(word), word)
        if first != word:
            self.repairs.note(SPELLINGS, line=row.line)
        return first
