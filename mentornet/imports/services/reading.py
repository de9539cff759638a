"""How does a file become a preview? First its values are looked up, then each line's fate is decided; nothing else is written.

Both go through the file in pieces of a thousand lines, so that its length costs time and no memory. They yield how far
they are, of 1: between two pieces the caller may commit and tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ...foundation.tables import Row, TableError
from ...programs.models import Side
from ...programs.queries import count_taken
from .. import queries, rules
from ..models import Fate, Import, ImportRow, ImportState, ImportValue
from ..rules import Course, Decision, Dictionary, Person, Reading
from .receiving import Opened, opened


def reading_of(one: Import) -> Reading:
    """Return how the lines of this file are read: as its columns were chosen and its values answered."""
    return Reading(
        columns=one.columns,
        headings={column["key"]: column["heading"] for column in one.found},
        side=one.side,
        dictionary=Dictionary(queries.names_for(one.program), queries.answers_for(one)),
        questions={question.id: question for question in one.program.questions},
        this_year=clock.now().year,
    )


def survey(one: Import, reading: Reading) -> Iterator[float]:
    """Go through the file for values that are no names of ours; they gather in the reading's dictionary.

    Raises:
        Refusal: A line cannot be read at all, with its place, or there are more lines than can be brought at once.
    """
    with opened(one) as file:
        for rows, share in _pieces(file):
            for row in rows:
                reading.look_up(row.cells)
            yield share


def _pieces(file: Opened) -> Iterator[tuple[list[Row], float]]:
    """Yield the rows a piece at a time, with how much of the file was read; a row that cannot be read refuses the file."""
    rows, count = iter(file.table), 0
    try:
        while piece := list(islice(rows, queries.AT_A_TIME)):
            count += len(piece)
            if count > rules.MOST_ROWS:
                raise Refusal(f"The file has more than {rules.MOST_ROWS:,} lines. Bring it in smaller parts.")
            yield piece, file.share
    except TableError as trouble:
        raise Refusal(str(trouble)) from trouble
    if not count:
        raise Refusal(f"{file.table.file} has headings and no lines. Choose the file with the people in it.")


def keep_unknown(one: Import, dictionary: Dictionary) -> bool:
    """Keep the values that have to be asked about, the commonest first, and say whether there are any."""
    asked = [
        (key, unknown)
        for key, unknown in dictionary.unknown.items()
        if key not in dictionary.answers and key[0] not in rules.NOT_ASKED
    ]
    asked.sort(key=lambda item: (-item[1].times, item[0]))
    db.session.execute(sa.delete(ImportValue).where(ImportValue.import_id == one.id))
    for (kind, key), unknown in asked[: rules.MOST_ASKED]:
        names = dictionary.names[kind]
        slip = names.slip(key)
        suggestions = names.suggest(key)
        db.session.add(
            ImportValue(
                import_id=one.id,
                kind=kind,
                key=key,
                written=unknown.written,
                times=unknown.times,
                suggestions=list(dict.fromkeys([slip, *suggestions])) if slip else ["", *suggestions],
            )
        )
    return bool(asked)


def note_surveyed(one: Import, *, is_asking: bool) -> None:
    """Note that the values are known, and let the import wait for answers where some have to be asked."""
    one.is_surveyed = True
    if is_asking:
        one.state, one.changed_at = ImportState.VALUES, clock.now()


def begin_edition(one: Import) -> int:
    """Take the number of a new preview; lines of one that was begun and never shown go."""
    db.session.execute(
        sa.delete(ImportRow).where(ImportRow.import_id == one.id, ImportRow.edition != one.shown_edition)
    )
    one.edition += 1
    return one.edition


def decide_lines(one: Import, reading: Reading, edition: int, counts: Counter[str]) -> Iterator[float]:
    """Decide the fate of every line and keep it, counting fates and repairs in `counts`; raises as `survey` does."""
    course = fresh_course(one)
    with opened(one) as file:
        for rows, share in _pieces(file):
            people = [reading.person(row.line, row.cells) for row in rows]
            kept = _decided(one, people, course, rows)
            db.session.execute(
                sa.insert(ImportRow), [{"import_id": one.id, "edition": edition} | row for row in kept]
            )
            counts.update(str(row["fate"]) for row in kept)
            yield share
        one.repairs = dict(file.table.repairs.counts)


def fresh_course(one: Import) -> Course:
    """Return the way down a file before its first line: every place that is free now can be taken."""
    taken = {side: count_taken(one.program_id, side) for side in Side}
    return Course(places=queries.places_left(one.program, taken))


def _decided(
    one: Import, people: Sequence[Person], course: Course, rows: Sequence[Row]
) -> list[dict[str, Any]]:
    around = queries.surroundings(one.program, people)
    return [
        _kept(person, rules.decide(person, around, course), row)
        for person, row in zip(people, rows, strict=True)
    ]


def _kept(person: Person, decision: Decision, row: Row) -> dict[str, Any]:
    is_refused = decision.fate is Fate.REFUSE
    return {
        "line": person.line,
        "fate": decision.fate,
        "name": person.name[:120],
        "canonical_email": person.canonical,
        "sentence": decision.sentence,
        "changes": as_kept(decision),
        "record": {"cells": {key: cell for key, cell in row.cells.items() if key and cell}}
        if is_refused
        else person.as_record(),
    }


def as_kept(decision: Decision) -> list[dict[str, Any]]:
    """Return what changes as it is kept beside a line."""
    return [{"name": name, "from": there, "to": to} for name, there, to in decision.changes]


def show_edition(one: Import, edition: int, counts: Counter[str]) -> bool:
    """Let this preview be the one that stands, unless the import has gone on without it; older lines go."""
    mine = sa.update(Import).where(
        Import.id == one.id, Import.state == ImportState.READING, Import.edition == edition
    )
    shown = {str(fate): counts[str(fate)] for fate in Fate}
    values = {
        "state": ImportState.PREVIEW,
        "shown_edition": edition,
        "counts": shown,
        "changed_at": clock.now(),
    }
    if not changed_rows(mine.values(**values)):
        return False
    db.session.execute(
        sa.delete(ImportRow).where(ImportRow.import_id == one.id, ImportRow.edition != edition)
    )
    return True
