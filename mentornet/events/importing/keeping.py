"""What happens to a file between the look and the last of its events? It is kept, brought in once, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ...foundation.jobs import LostJobError, enqueue, find_live_job, request_cancel
from ...foundation.templating import moment_text
from ...programs.models import Program
from ..days import days_text, local
from ..models import EventImport
from .entries import LONGEST_NAME, MOST_ENTRIES, Entry, ImportRefused, Reading, shortened
from .queries import BRING
from .reading import read_file
from .rules import Fate
from .services import Outcome, Told, Wish, added_up, as_counts, pieces, preview

KEPT = timedelta(days=7)
MOST_SHOWN = 200
"""So many entries are shown before they are brought in."""


def ensure_fits(reading: Reading) -> None:
    """Refuse a file with more events than are taken at once."""
    if sum(len(entry.occurrences) for entry in reading.entries) > MOST_ENTRIES:
        raise ImportRefused(f"The file has more than {MOST_ENTRIES:,} events. Divide it into smaller files.")


def keep_file(
    name: str, content: bytes, *, by: Account, program_id: int | None, is_publishing: bool
) -> EventImport:
    """Keep a file, and what would become of it, until the person has looked at that.

    Raises:
        ImportRefused: It cannot be read, or has more events than are taken at once.
    """
    reading = read_file(content, zone=by.time_zone)
    ensure_fits(reading)
    kept = EventImport(
        account_id=by.id,
        program_id=program_id,
        name=shortened(name, LONGEST_NAME),
        content=content,
        is_publishing=is_publishing,
        outcome={},
    )
    kept.preview = _as_shown(preview(reading, wish_of(kept, by=by)))
    db.session.add(kept)
    db.session.flush()  # its page needs the id
    return kept


def _as_shown(outcome: Outcome) -> dict[str, Any]:
    seen = [one for one in outcome.told if one.fate is not Fate.REFUSED]
    shown = [_entry_as_shown(one) for one in seen[:MOST_SHOWN]]
    return {"counts": as_counts(outcome), "entries": shown, "more": len(seen) - len(shown)}


def _entry_as_shown(one: Told) -> dict[str, Any]:
    first = one.entry.occurrences[0]
    return {
        "title": one.entry.title,
        "when": _when(one.entry),
        "more_times": len(one.entry.occurrences) - 1,
        "place": first.words.place,
        "where": one.entry.place,
        "fate": str(one.fate),
    }


def _when(entry: Entry) -> str:
    first = entry.occurrences[0]
    if not entry.is_all_day:
        return moment_text(first.starts_at, entry.time_zone)
    last = first.ends_at - timedelta(seconds=1)
    return days_text(local(first.starts_at, entry.time_zone).date(), local(last, entry.time_zone).date())


def wish_of(kept: EventImport, *, by: Account) -> Wish:
    """Return what the person wants done with the file."""
    program = db.session.get(Program, kept.program_id) if kept.program_id else None
    return Wish(by=by, program=program, is_publishing=kept.is_publishing)


def ask(kept: EventImport, *, by: Account) -> None:
    """Put the file to the worker, once.

    Raises:
        Refusal: It was put to the worker already.
    """
    waiting = sa.update(EventImport).where(
        EventImport.id == kept.id, EventImport.done_at.is_(None), EventImport.asked_at.is_(None)
    )
    if not changed_rows(waiting.values(asked_at=clock.now())):
        raise Refusal("This file was put to work already. Look at what becomes of it.")
    enqueue(BRING, kept.id, by=by.id)


def stop(kept: EventImport) -> None:
    """Have the worker stop after the events it is at."""
    job = find_live_job(BRING, kept.id)
    if job is None or not request_cancel(job):
        raise Refusal("Nothing runs any more. Load the page again to see how the file stands.")


def throw_away(kept: EventImport) -> None:
    """Forget a file that no worker is at.

    Raises:
        Refusal: It is being brought in.
    """
    is_free = sa.or_(EventImport.asked_at.is_(None), EventImport.done_at.is_not(None))
    if not changed_rows(sa.delete(EventImport).where(EventImport.id == kept.id, is_free)):
        raise Refusal("This file is being brought in. Stop that first.")


def take_back(import_id: int) -> None:
    """Let a file whose bringing in came to nothing be put to work again; what came in stays."""
    undone = sa.update(EventImport).where(EventImport.id == import_id, EventImport.done_at.is_(None))
    changed_rows(undone.values(asked_at=None))


def carry_on(kept: EventImport, *, by: Account) -> Iterator[float]:
    """Bring the file in from where an earlier run came to, and yield after each piece how far it is, of 1.

    Whoever calls commits after each: what is brought in stays so, and is counted with it. The last piece closes the
    file, and forgets what stood in it.

    Raises:
        LostJobError: Another run has gone on with the file meanwhile.
    """
    reading, start = read_file(kept.content, zone=by.time_zone), kept.brought
    whole = max(len(reading.entries), 1)
    if start == 0:
        _note(kept, Outcome(refused=reading.refused), count=0)
    for told in pieces(reading, wish_of(kept, by=by), start=start):
        _note(kept, Outcome(told), count=len(told))
        yield kept.brought / whole
    _close(kept, by=by)


def _note(kept: EventImport, piece: Outcome, *, count: int) -> None:
    """Count a piece, where nobody else has."""
    here = sa.update(EventImport).where(
        EventImport.id == kept.id, EventImport.done_at.is_(None), EventImport.brought == kept.brought
    )
    outcome = added_up(kept.outcome, as_counts(piece))
    if not changed_rows(here.values(brought=kept.brought + count, outcome=outcome)):
        raise LostJobError
    db.session.refresh(kept, ["brought", "outcome"])


def _close(kept: EventImport, *, by: Account) -> None:
    kept.done_at, kept.content, kept.preview = clock.now(), b"", {}
    record(
        "events.brought_in",
        by=by,
        subject_type="event_import",
        subject_id=kept.id,
        program_id=kept.program_id,
        name=kept.name,
        added=kept.outcome["added"],
        updated=kept.outcome["updated"],
    )


def forget_old_files() -> int:
    """Throw away files that were brought here long ago and that no worker is at; return how many there were."""
    old = sa.delete(EventImport).where(EventImport.created_at < clock.now() - KEPT)
    is_free = sa.or_(EventImport.asked_at.is_(None), EventImport.done_at.is_not(None))
    return changed_rows(old.where(is_free))
