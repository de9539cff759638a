"""Which imports are there, what lines have they, and what was a program's last file told to mean?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...foundation.jobs.models import Job
from ...foundation.words import folded
from ...programs.models import Program
from ..models import BroughtIn, Fate, Import, ImportMemory, ImportRow, ImportState, ImportValue

READ = "read_import"
BRING = "bring_import"
TELL = "tell_import"
AT_A_TIME = 1_000


def get_import(import_id: int) -> Import:
    """Return the import with its program, as it stands in the database, or raise NotFoundError."""
    found = db.session.scalars(
        sa.select(Import)
        .where(Import.id == import_id)
        .options(joinedload(Import.program), joinedload(Import.by), joinedload(Import.confirmed_by))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def imports_of(program: Program) -> Sequence[Import]:
    """List the program's imports that were not thrown away, the newest first."""
    kept = sa.select(Import).where(Import.program_id == program.id, Import.state != ImportState.DISCARDED)
    return db.session.scalars(kept.options(joinedload(Import.by)).order_by(Import.id.desc()).limit(50)).all()


def rows_of(one: Import, *, fate: Fate | None = None, text: str = "") -> sa.Select[ImportRow]:
    """Return the statement that lists the lines of the standing preview, narrowed by fate and by a name or address."""
    listed = sa.select(ImportRow).where(ImportRow.import_id == one.id, ImportRow.edition == one.shown_edition)
    if fate is not None:
        listed = listed.where(ImportRow.fate == fate)
    for word in folded(text).split():
        named = sa.func.lower(ImportRow.name).contains(word, autoescape=True)
        listed = listed.where(sa.or_(named, ImportRow.canonical_email.contains(word, autoescape=True)))
    return listed.order_by(ImportRow.line)


def each_row(one: Import, *fates: Fate) -> Iterator[Sequence[ImportRow]]:
    """Yield the lines of the standing preview, a thousand at a time in their order, light on memory."""
    after = 0
    while True:
        chunk = db.session.scalars(
            rows_of(one)
            .where(ImportRow.line > after, *([ImportRow.fate.in_(fates)] if fates else []))
            .limit(AT_A_TIME)
        ).all()
        if not chunk:
            return
        after = chunk[-1].line
        yield chunk
        for row in chunk:
            if row in db.session:
                db.session.expunge(row)


def values_of(one: Import) -> Sequence[ImportValue]:
    """List the values of the file that are no names of ours, by kind and how often they stand there."""
    asked = sa.select(ImportValue).where(ImportValue.import_id == one.id)
    return db.session.scalars(
        asked.order_by(ImportValue.kind, ImportValue.times.desc(), ImportValue.key)
    ).all()


def answers_for(one: Import) -> dict[tuple[str, str], str]:
    """Return what each value means by what was answered: for this file, and before for the program's others."""
    memory = find_memory(one.program_id)
    known: dict[tuple[str, str], str] = {}
    for name, answer in (memory.values if memory else {}).items():
        kind, _, key = name.partition(":")
        known[kind, key] = answer
    own = sa.select(ImportValue.kind, ImportValue.key, ImportValue.answer).where(
        ImportValue.import_id == one.id, ImportValue.answer.is_not(None)
    )
    return known | {(kind, key): answer or "" for kind, key, answer in db.session.execute(own)}


def find_memory(program_id: int) -> ImportMemory | None:
    """Return what the program's files were told to mean, or None before the first."""
    return db.session.get(ImportMemory, program_id)


def find_last_job(one: Import, *kinds: str) -> Job | None:
    """Return the newest job of these kinds for this import."""
    jobs = sa.select(Job).where(Job.kind.in_(kinds), Job.subject_id == one.id)
    return db.session.scalar(jobs.order_by(Job.id.desc()).limit(1))


def find_brought_by_token(token_hash: str) -> BroughtIn | None:
    """Return whom the letter's link is for, with the account, the program and who brought them; None if nobody."""
    return db.session.scalars(
        sa.select(BroughtIn)
        .where(BroughtIn.token_hash == token_hash)
        .options(joinedload(BroughtIn.account), joinedload(BroughtIn.program), joinedload(BroughtIn.by))
    ).one_or_none()


def brought_of(account_id: int) -> Sequence[BroughtIn]:
    """List by which programs an account was brought in, with who did."""
    theirs = sa.select(BroughtIn).where(BroughtIn.account_id == account_id)
    return db.session.scalars(
        theirs.options(joinedload(BroughtIn.program), joinedload(BroughtIn.by))
        .order_by(BroughtIn.id)
        .execution_options(populate_existing=True)  # claimed by an update that rows in memory do not know of
    ).all()


def untold_ids(import_id: int) -> Sequence[int]:
    """List the ids of those brought in by an import to whom no letter went yet."""
    return db.session.scalars(
        sa.select(BroughtIn.id)
        .where(BroughtIn.import_id == import_id, BroughtIn.told_at.is_(None), BroughtIn.claimed_at.is_(None))
        .order_by(BroughtIn.id)
    ).all()


def count_claimed(one: Import) -> Mapping[bool, int]:
    """Count those the import brought in, by whether they have claimed their account."""
    claimed = BroughtIn.claimed_at.is_not(None)
    counted = sa.select(claimed, sa.func.count()).where(BroughtIn.import_id == one.id).group_by(claimed)
    return {bool(key): number for key, number in db.session.execute(counted)}
