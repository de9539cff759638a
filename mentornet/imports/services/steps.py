"""How does an import go on? From step to step by one conditional update, so that of two who press one succeeds."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation import clock, storage
from ...foundation.database import after_commit, changed_rows, db
from ...foundation.errors import Refusal
from ...foundation.jobs import enqueue, find_live_job, request_cancel
from ...programs.models import Side
from ...programs.rules import Way, ensure_lets_in
from .. import queries, rules
from ..models import Import, ImportMemory, ImportState, ImportValue
from .receiving import write_down

CAME_SECOND = "Somebody else went on with this import a moment ago. Load the page again to see how it stands."


def set_columns(one: Import, *, columns: Mapping[str, str], side: Side | None, by: Account) -> None:
    """Take what each column is, remember it for the program's next file, and have the file read."""
    rules.ensure_step(one, rules.MAY_SET_COLUMNS)
    keys = [column["key"] for column in one.found]
    chosen = {key: columns.get(key, rules.LEAVE_OUT) for key in keys}
    rules.ensure_columns(chosen, side=side, can_be=rules.choosable(one.program.questions, side))
    _move(one, to=ImportState.READING, columns=chosen, side=side, is_surveyed=False, is_renewed=False)
    db.session.execute(
        sa.delete(ImportValue).where(ImportValue.import_id == one.id, ImportValue.answer.is_(None))
    )
    remember(one.program_id, columns=chosen)
    enqueue(queries.READ, one.id, by=by.id)


def answer_values(one: Import, *, answers: Mapping[int, str], by: Account) -> None:
    """Take what the unknown values mean, by their ids, remember it, and have the lines decided."""
    rules.ensure_step(one, rules.MAY_ANSWER)
    asked = queries.values_of(one)
    names = queries.names_for(one.program)
    _move(one, to=ImportState.READING, is_renewed=False)
    told = {}
    for value in asked:
        answer = answers.get(value.id, rules.KEPT_AS_WORDS)
        if answer not in {rules.KEPT_AS_WORDS, rules.LEFT_OUT} and answer not in names[value.kind].titles:
            raise Refusal(
                "One of these names is gone from the catalogue. Load the page again and choose another."
            )
        value.answer = told[f"{value.kind}:{value.key}"] = answer
    remember(one.program_id, values=told)
    enqueue(queries.READ, one.id, by=by.id)


def confirm(one: Import, *, edition: int, by: Account) -> None:
    """Give the word: from here the worker brings everybody in, in one transaction; nobody else can give it again."""
    rules.ensure_step(one, rules.MAY_CONFIRM)
    rules.ensure_edition(one, edition)
    ensure_lets_in(one.program, way=Way.COORDINATOR, today=clock.today(one.program.time_zone))
    _move(one, to=ImportState.IMPORTING, confirmed_by_id=by.id, is_renewed=False)
    write_down("import.confirmed", one, by=by, **{str(fate): count for fate, count in one.counts.items()})
    enqueue(queries.BRING, one.id, by=by.id)


def discard(one: Import, *, by: Account) -> None:
    """Throw the import away with its file; nothing of it was written, and the worker forgets its lines within a minute."""
    rules.ensure_step(one, rules.MAY_DISCARD)
    name = one.stored_as
    _move(one, to=ImportState.DISCARDED, stored_as="", found=[], columns={})
    write_down("import.discarded", one, by=by)
    after_commit(lambda: storage.drop(name))


def stop(one: Import, *, by: Account) -> None:
    """Stop the reading or the bringing in at its next step; the import goes back to where it was."""
    jobs = (find_live_job(kind, one.id) for kind in (queries.READ, queries.BRING))
    if not any(job is not None and request_cancel(job) for job in jobs):
        raise Refusal("Nothing runs any more. Load the page again to see how the import stands.")
    write_down("import.stopped", one, by=by)


def take_back_to_columns(import_id: int) -> None:
    """Take an import whose reading was given up back to its columns; harmless where it has moved on."""
    _take_back(import_id, ImportState.READING, ImportState.COLUMNS)


def take_back_to_preview(import_id: int) -> None:
    """Take an import whose bringing in was given up back to its preview: nothing of it was written."""
    _take_back(import_id, ImportState.IMPORTING, ImportState.PREVIEW)


def _take_back(import_id: int, was: ImportState, to: ImportState) -> None:
    here = sa.update(Import).where(Import.id == import_id, Import.state == was)
    changed_rows(here.values(state=to, changed_at=clock.now()))


def read_anew(one: Import) -> None:
    """Have the preview of an import made anew, since something had changed before it could be brought in."""
    _move(one, to=ImportState.READING, is_renewed=True)
    enqueue(queries.READ, one.id)


def remember(
    program_id: int, *, columns: Mapping[str, str] | None = None, values: Mapping[str, str] | None = None
) -> None:
    """Keep what columns and values mean for the program's next file; what was kept of others stays."""
    memory = queries.find_memory(program_id)
    if memory is None:
        memory = ImportMemory(program_id=program_id, columns={}, values={})
        db.session.add(memory)
    memory.columns = {**memory.columns, **(columns or {})}
    memory.values = {**memory.values, **(values or {})}


def _move(one: Import, *, to: ImportState, **values: object) -> None:
    """Move the import on if it is still where it was found."""
    here = sa.update(Import).where(
        Import.id == one.id, Import.state == one.state, Import.shown_edition == one.shown_edition
    )
    if not changed_rows(here.values(state=to, changed_at=clock.now(), **values)):
        raise Refusal(CAME_SECOND)
    db.session.refresh(one)
