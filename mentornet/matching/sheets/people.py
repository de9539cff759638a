"""Who is in these two sheets? Rows into the engine's values, and nothing guessed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from ...foundation.words import canonical_address, folded
from ..engine import Kind, Mentee, Mentor, Pool, Walked
from .reading import Row, Sheet, SheetError
from .wanted import Question, Wanted

NUMBER_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]  # as coordinators write seats


@dataclass(slots=True)
class Reader:
    """Reads one round's sheets; one word has one spelling, whoever wrote it."""

    wanted: Wanted
    empty_seats: int = 0
    """Mentors whose capacity was left empty and counts as one."""
    several_wanted: int = 0
    """Mentees who would take more than one mentor; a round gives them one."""
    _spellings: dict[str, str] = field(default_factory=dict)

    def pool(self, mentees: Sheet, mentors: Sheet) -> Pool:
        """Read everybody.

        Raises:
            SheetError: A cell or a needed column cannot be read.
        """
        _ensure_column(mentees, self.wanted.mentees.get("id", "id"))
        _ensure_column(mentors, self.wanted.mentors.get("id", "id"))
        self._ensure_questions(mentees, mentors)
        return Pool(tuple(map(self.mentee, mentees.rows)), tuple(map(self.mentor, mentors.rows)))

    def mentee(self, row: Row) -> Mentee:
        """Read one mentee."""
        heading = _Headings(self.wanted.mentees)
        self.several_wanted += (_number(row, heading("max_mentors")) or 0) > 1
        return Mentee(
            id=_id(row, heading("id")),
            current_role=self._word(row, heading("current_rung")),
            target_role=self._word(row, heading("target_rung")),
            years=_number(row, heading("years")),
            goals=self._words(row, heading("goals")),
            specializations=self._words(row, heading("specializations")),
            credentials=self._words(row, heading("credentials_sought")),
            region=self._word(row, heading("region")),
            languages=self._words(row, heading("languages")),
            identities=_identities(row, heading("email")),
            managers=_managers(row, heading("manager_id")),
            answers=self._answers(row, {one: one.mentee for one in self.wanted.questions}, heading),
        )

    def mentor(self, row: Row) -> Mentor:
        """Read one mentor."""
        heading = _Headings(self.wanted.mentors)
        current = self._word(row, heading("current_rung"))
        rungs = [*self._words(row, heading("rungs_walked")), *([current] if current else [])]
        return Mentor(
            id=_id(row, heading("id")),
            seats=self._seats(row, heading("capacity")),
            current_role=current,
            walked=tuple(
                Walked(from_role=low, to_role=high) for low, high in combinations(dict.fromkeys(rungs), 2)
            ),
            years=_number(row, heading("years")),
            goals=self._words(row, heading("goals")),
            specializations=self._words(row, heading("specializations")),
            credentials=self._words(row, heading("credentials")),
            region=self._word(row, heading("region")),
            languages=self._words(row, heading("languages")),
            identities=_identities(row, heading("email")),
            managers=_managers(row, heading("manager_id")),
            answers=self._answers(row, {one: one.mentor for one in self.wanted.questions}, heading),
        )

    def _ensure_questions(self, mentees: Sheet, mentors: Sheet) -> None:
        """Refuse a criterion over a column that is not there; known columns may be missing."""
        for question in self.wanted.questions:
            if question.mentee not in _KNOWN:
                _ensure_column(mentees, question.mentee)
            if question.mentor not in _KNOWN:
                _ensure_column(mentors, question.mentor)

    def _spelled(self, word: str) -> str:
        return self._spellings.setdefault(folded(word), word)

    def _word(self, row: Row, heading: str) -> str | None:
        text = row.text(heading)
        return self._spelled(text) if text else None

    def _words(self, row: Row, heading: str, separator: str = ";") -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._spelled, row.words(heading, separator))))

    def _seats(self, row: Row, heading: str) -> int:
        text = folded(row.text(heading))
        if not text:
            self.empty_seats += 1
            return 1
        if text in NUMBER_WORDS:
            return NUMBER_WORDS.index(text)
        whole, _, rest = text.partition(".")
        if not (whole.isascii() and whole.isdigit()) or rest.strip("0"):
            raise row.refuse(heading, f'"{text}" is not a number of seats. Write a whole number from 0.')
        return int(whole)

    def _answers(
        self, row: Row, columns: Mapping[Question, str], heading: _Headings
    ) -> dict[str, tuple[str, ...] | float]:
        answers: dict[str, tuple[str, ...] | float] = {}
        for question, column in columns.items():
            answer = self._answer(row, question, heading(column))
            if answer not in (None, ()):
                answers[question.custom.name] = answer
        return answers

    def _answer(self, row: Row, question: Question, heading: str) -> tuple[str, ...] | float | None:
        if question.custom.kind is Kind.OVERLAP:
            return self._words(row, heading, question.separator)
        if question.custom.kind is Kind.DIFFERENCE:
            return _rank(row, heading, question.order) if question.order else _number(row, heading)
        word = self._word(row, heading)
        return (word,) if word else None


class _Headings:
    """Our name for a column -> the heading it has in this file."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = columns

    def __call__(self, name: str) -> str:
        return self._columns.get(name, name)


_KNOWN = ("availability", "meeting", "utc_offset")


def _ensure_column(sheet: Sheet, heading: str) -> None:
    if not sheet.has(heading):
        raise SheetError(
            f'{sheet.file} has no column "{heading}". Its columns are {", ".join(sheet.headings)}; '
            "name the right one in the settings file."
        )


def _id(row: Row, heading: str) -> str:
    text = row.text(heading)
    if not text:
        raise row.refuse(heading, "the id is empty. Give each person an id.")
    return text


def _number(row: Row, heading: str) -> float | None:
    text = row.text(heading)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise row.refuse(heading, f'"{text}" is not a number. Write digits, or leave it empty.')
    return number


def _rank(row: Row, heading: str, order: Iterable[str]) -> float | None:
    text = row.text(heading)
    if not text:
        return None
    ranks = {folded(word): float(rank) for rank, word in enumerate(order)}
    if folded(text) not in ranks:
        raise row.refuse(heading, f'"{text}" is not in the order given in the settings file. Add it there.')
    return ranks[folded(text)]


def _identities(row: Row, heading: str) -> tuple[str, ...]:
    text = row.text(heading)
    return (canonical_address(text),) if text else ()


def _managers(row: Row, heading: str) -> tuple[str, ...]:
    return tuple(
        name
        for word in row.words(heading)
        for name in ((word, canonical_address(word)) if "@" in word else (word,))
    )
