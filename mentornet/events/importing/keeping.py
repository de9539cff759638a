"""What happens to a file between the look and the press? It is kept for a while, and brought in once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ...programs.models import Program
from ..models import EventImport
from .entries import LONGEST_NAME, ImportRefused, Reading, shortened
from .reading import read_file
from .services import Wish, as_counts, bring_in

MOST_EVENTS = 2_000
"""What is brought in while a browser waits; more is for the command."""

KEPT = timedelta(days=7)


def ensure_fits(reading: Reading) -> None:
    """Refuse a file with more than a browser can wait for."""
    if sum(len(entry.occurrences) for entry in reading.entries) > MOST_EVENTS:
        raise ImportRefused(
            f"The file has more than {MOST_EVENTS:,} events. Divide it, or ask those who keep the machine to bring it "
            "in with `import-events`."
        )


def keep_file(
    name: str, content: bytes, *, by: Account, program_id: int | None, is_publishing: bool
) -> EventImport:
    """Keep a file until the person has looked at what would become of it."""
    kept = EventImport(
        account_id=by.id,
        program_id=program_id,
        name=shortened(name, LONGEST_NAME),
        content=content,
        is_publishing=is_publishing,
        outcome={},
    )
    db.session.add(kept)
    db.session.flush()  # its page needs the id
    return kept


def wish_of(kept: EventImport, *, by: Account) -> Wish:
    """Return what the person wants done with the file."""
    program = db.session.get(Program, kept.program_id) if kept.program_id else None
    return Wish(by=by, program=program, is_publishing=kept.is_publishing)


def bring_in_kept(kept: EventImport, *, by: Account, pause: Callable[[], None]) -> None:
    """Bring the file in, once; what became of it is kept, the file is not.

    Raises:
        Refusal: It was brought in already.
    """
    content = kept.content
    mine = sa.update(EventImport).where(EventImport.id == kept.id, EventImport.done_at.is_(None))
    if not changed_rows(mine.values(done_at=clock.now())):
        raise Refusal("This file was brought in already. Look at what became of it.")
    outcome = bring_in(read_file(content, zone=by.time_zone), wish_of(kept, by=by), pause=pause)
    counts = as_counts(outcome)
    done = sa.update(EventImport).where(EventImport.id == kept.id)
    changed_rows(done.values(outcome=counts, content=b""))
    record(
        "events.brought_in",
        by=by,
        subject_type="event_import",
        subject_id=kept.id,
        program_id=kept.program_id,
        name=kept.name,
        added=counts["added"],
        updated=counts["updated"],
    )
    db.session.expire(kept)


def forget_old_files() -> int:
    """Throw away files that were brought here long ago; return how many there were."""
    return changed_rows(sa.delete(EventImport).where(EventImport.created_at < clock.now() - KEPT))
