"""What was brought in before, and who may bring in what?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, islice

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...foundation.jobs.models import Job
from ..models import Event, EventImport, EventState, ImportedEvent
from ..queries import programs_to_announce_for
from .entries import Entry
from .rules import Known

BRING = "bring-events"
AT_A_TIME = 400
"""Keys in one statement: databases bound how many values one may hold."""


def first_administrator() -> Account | None:
    """Return the administrator who has been one of us longest and can sign in."""
    able = sa.select(Account).where(Account.is_administrator, Account.disabled_at.is_(None))
    return db.session.scalar(able.order_by(Account.id).limit(1))


def imported_rows(uid_key: str) -> Sequence[ImportedEvent]:
    """List what was brought in under one name, with its events."""
    return db.session.scalars(_rows().where(ImportedEvent.uid_key == uid_key)).all()


def _rows() -> sa.Select[ImportedEvent]:
    return (
        sa.select(ImportedEvent)
        .join(ImportedEvent.event)
        .options(contains_eager(ImportedEvent.event))
        .order_by(ImportedEvent.uid_key, ImportedEvent.id)
    )


def known_entries(entries: Iterable[Entry], *, by: Account) -> dict[str, Known]:
    """Return what is known of these entries, by their keys; what is not known is not there."""
    reach = None if by.is_administrator else {program.id for program in programs_to_announce_for(by)}
    uids = {entry.uid_key: entry.uid for entry in entries}
    known: dict[str, Known] = {}
    for keys in _batches(uids):
        names = [uids[key] for key in keys]
        ours = set(db.session.scalars(sa.select(Event.uid).where(Event.uid.in_(names))))
        known |= {key: Known(is_ours=True) for key in keys if uids[key] in ours}
        rows = db.session.scalars(_rows().where(ImportedEvent.uid_key.in_(keys))).all()
        known |= {key: _known(list(group), reach) for key, group in groupby(rows, lambda row: row.uid_key)}
    return known


def _batches(keys: Iterable[str]) -> Iterable[list[str]]:
    remaining = iter(keys)
    while batch := list(islice(remaining, AT_A_TIME)):
        yield batch


def _known(rows: Sequence[ImportedEvent], reach: set[int] | None) -> Known:
    newest = max(rows, key=lambda row: row.sequence or 0)
    events = [row.event for row in rows]
    return Known(
        sequence=newest.sequence,
        stamped_at=newest.stamped_at,
        digest=newest.digest,
        occurrences=frozenset(row.occurrence for row in rows),
        is_out_of_reach=reach is not None and any(event.program_id not in reach for event in events),
        is_cancelled=all(event.state is EventState.CANCELLED for event in events),
        has_drafts=any(event.state is EventState.DRAFT for event in events),
    )


def get_import(import_id: int, *, account: Account) -> EventImport:
    """Return a file that `account` wants to bring in, or raise NotFoundError."""
    found = db.session.get(EventImport, import_id)
    if found is None or found.account_id != account.id:
        raise NotFoundError("That file is no longer here. Bring it in again.")
    return found


def find_import(import_id: int) -> EventImport | None:
    """Return a file that was brought here; None where it was thrown away."""
    return db.session.get(EventImport, import_id)


def imports_of(account: Account) -> Sequence[EventImport]:
    """List the files that `account` brought here this week, the latest first."""
    mine = sa.select(EventImport).where(EventImport.account_id == account.id)
    return db.session.scalars(mine.order_by(EventImport.id.desc()).limit(20)).all()


def find_last_job(kept: EventImport) -> Job | None:
    """Return the last job that brought the file in, or tried to."""
    mine = sa.select(Job).where(Job.kind == BRING, Job.subject_id == kept.id)
    return db.session.scalar(mine.order_by(Job.id.desc()).limit(1))
