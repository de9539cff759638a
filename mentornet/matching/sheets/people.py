"""Who is in these two sheets? Rows into the engine's values, and nothing guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TypeVar

from ...foundation.tables import Row, TableError
from ...foundation.words import folded
from ..engine import Mentee, Mentor, Pool, Walked, with_circle
from ..engine.checks import MOST_MENTORS
from .addresses import Names, identities, managers_named
from .cells import EMPTY_CAPACITY, SAME_ADDRESS, Cells
from .columns import MENTEE_COLUMNS, MENTOR_COLUMNS, Question
from .reading import Sheet, SheetErrors, unique_people
from .wanted import MOST_TOGETHER, Wanted

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of two sheets, as the engine and the other files know them."""

    pool: Pool
    mentees: Names
    mentors: Names
    not_asking: tuple[str, ...] = ()
    """Mentees who want no mentor at all (`max_mentors` is 0), and so are not in the pool."""
    circles: Mapping[str, int] = field(default_factory=dict)
    """Mentors who lead a circle, and how many it takes."""
    unused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By file, the columns that nothing asked for: a slip of the pen in a heading shows here."""


@dataclass(slots=True)
class _Side:
    """One sheet on the way."""

    sheet: Sheet
    cells: Cells
    rows: dict[str, Row]
    known_by: dict[str, tuple[str, ...]]
    """Addresses by id."""


def read_people(wanted: Wanted, mentees: Sheet, mentors: Sheet) -> People:
    """Read everybody.

    Raises:
        TableError: A needed column is missing.
        SheetErrors: Cells cannot be read; all of them are named.
    """
    _ensure_columns(wanted, mentees, mentors)
    spellings: dict[str, str] = {}
    refused: list[ValueError] = []
    left = _opened(mentees, Cells(wanted.mentees, mentees.repairs, spellings), refused)
    right = _opened(mentors, Cells(wanted.mentors, mentors.repairs, spellings), refused)
    asking, offering = Names(left.known_by), Names(right.known_by)
    asked = {question: question.mentee for question in wanted.questions}
    offered = {question: question.mentor for question in wanted.questions}

    circles: dict[str, int] = {}

    def seeker(row: Row) -> Mentee:
        managers = managers_named(_managers(left, row), offering, asking)
        return _mentee(left, row, managers, asked)

    def offerer(row: Row) -> Mentor:
        managers = managers_named(_managers(right, row), asking, offering)
        mentor = _mentor(right, row, managers, offered)
        circle = _told(right, row, "circle", wanted.circle)
        if circle > 1 and mentor.seats:
            circles[mentor.id] = circle
            mentor = with_circle(replace(mentor, seats=0), circle, least=0)
        return replace(mentor, lower_seats=min(_told(right, row, "least", wanted.least), mentor.seats))

    seekers, offerers = _gathered(left.rows, refused, seeker), _gathered(right.rows, refused, offerer)
    if refused:
        raise SheetErrors(refused)
    return People(
        pool=Pool(tuple(one for one in seekers.values() if one.most_mentors), tuple(offerers.values())),
        mentees=asking,
        mentors=offering,
        not_asking=tuple(name for name, one in seekers.items() if not one.most_mentors),
        circles=circles,
        unused={
            mentees.file: _unused(mentees, left.cells, (*MENTEE_COLUMNS, *asked.values())),
            mentors.file: _unused(mentors, right.cells, (*MENTOR_COLUMNS, *offered.values())),
        },
    )


def _unused(sheet: Sheet, cells: Cells, names: Iterable[str]) -> tuple[str, ...]:
    used = {folded(cells.heading(name)) for name in names}
    return tuple(heading for heading in sheet.headings if heading and folded(heading) not in used)


def _opened(sheet: Sheet, cells: Cells, refused: list[ValueError]) -> _Side:
    rows = unique_people(sheet, cells.heading("id"))
    side = _Side(sheet, cells, rows, _gathered(rows, refused, lambda row: _known_by(cells, row)))
    refused += _shared(side)
    return side


def _gathered(
    rows: Mapping[str, Row], refused: list[ValueError], read: Callable[[Row], Read]
) -> dict[str, Read]:
    """Read every row; keep what is refused, so that all of it can be told at once."""
    found = {}
    for name, row in rows.items():
        try:
            found[name] = read(row)
        except TableError as trouble:
            if str(trouble) not in map(str, refused):
                refused.append(trouble)
    return found


def _mentee(side: _Side, row: Row, managers: tuple[str, ...], asked: Mapping[Question, str]) -> Mentee:
    cells = side.cells
    name = row.text(cells.heading("id"))
    return Mentee(
        id=name,
        current_role=cells.word(row, "current_rung"),
        target_role=cells.word(row, "target_rung"),
        years=cells.number(row, "years"),
        goals=cells.words(row, "goals"),
        specializations=cells.words(row, "specializations"),
        credentials=cells.words(row, "credentials_sought"),
        region=cells.word(row, "region"),
        languages=cells.words(row, "languages"),
        identities=side.known_by.get(name, ()),
        managers=managers,
        answers=cells.answers(row, asked),
        most_mentors=cells.places(row, "max_mentors", most=MOST_MENTORS),
    )


def _mentor(side: _Side, row: Row, managers: tuple[str, ...], offered: Mapping[Question, str]) -> Mentor:
    cells = side.cells
    name = row.text(cells.heading("id"))
    current = cells.word(row, "current_rung")
    rungs = [*cells.words(row, "rungs_walked"), *([current] if current else [])]
    return Mentor(
        id=name,
        seats=cells.places(row, "capacity", kind=EMPTY_CAPACITY),
        current_role=current,
        walked=tuple(
            Walked(from_role=low, to_role=high) for low, high in combinations(dict.fromkeys(rungs), 2)
        ),
        years=cells.number(row, "years"),
        goals=cells.words(row, "goals"),
        specializations=cells.words(row, "specializations"),
        credentials=cells.words(row, "credentials"),
        region=cells.word(row, "region"),
        languages=cells.words(row, "languages"),
        identities=side.known_by.get(name, ()),
        managers=managers,
        answers=cells.answers(row, offered),
    )


def _told(side: _Side, row: Row, name: str, otherwise: int) -> int:
    number = side.cells.count(row, name, most=MOST_TOGETHER)
    return otherwise if number is None else number


def _managers(side: _Side, row: Row) -> tuple[str, ...]:
    return row.words(side.cells.heading("manager_id"))


def _known_by(cells: Cells, row: Row) -> tuple[str, ...]:
    return identities(row, cells.heading("id"), cells.heading("email"))


def _shared(side: _Side) -> list[ValueError]:
    """Return refusals of those who stand there twice by name and address; count who shares an address alone."""
    shared = Counter(address for known in side.known_by.values() for address in known)
    first: dict[tuple[str, str], Row] = {}
    refused: list[ValueError] = []
    for name, known in side.known_by.items():
        row = side.rows[name]
        for address in known:
            if shared[address] == 1:
                continue
            called = folded(row.text(side.cells.heading("name")))
            same = first.setdefault((address, called), row)
            if same is row or not called:
                side.cells.repairs.note(SAME_ADDRESS, line=row.line)
            else:
                refused.append(_twice(side, row, same))
    return refused


def _twice(side: _Side, row: Row, same: Row) -> TableError:
    heading = side.cells.heading("email")
    return row.refuse(
        heading,
        f"line {same.line} has the same name and address with another id, so that one person stands there twice. "
        "Keep one of the two rows.",
    )


def _ensure_columns(wanted: Wanted, mentees: Sheet, mentors: Sheet) -> None:
    """Refuse a column that the settings name and the file has not; known columns under their own name may be missing."""
    for sheet, columns in ((mentees, wanted.mentees), (mentors, wanted.mentors)):
        for heading in columns.values():
            sheet.ensure_column(heading)
    for question in wanted.questions:
        if question.is_own:
            mentees.ensure_column(wanted.mentees.get(question.mentee, question.mentee))
            mentors.ensure_column(wanted.mentors.get(question.mentor, question.mentor))
