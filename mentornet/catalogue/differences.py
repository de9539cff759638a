"""Where does the catalogue here differ from what this release ships, and who changed it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..accounts.models import Account
from ..audit.models import AuditEntry
from ..foundation.database import db
from .kinds import KINDS, Kind
from .models import Entry, EntryFlag
from .shipment import this_release

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of an entry that is not as shipped; a whole entry written here has no columns."""

    column: str
    shipped: Any
    here: Any


@dataclass(frozen=True, slots=True)
class Differing:
    """An entry that differs from the release: changed, retired, or written here."""

    kind: Kind
    entry: Entry
    columns: list[Difference]
    is_own: bool


def differences_of(kind: Kind, entry: Entry) -> list[Difference]:
    """List the columns in which `entry` differs from what this release ships."""
    shipped = this_release()[kind.table].get(entry.slug)
    if shipped is None:
        return []
    pairs = ((name, value, getattr(entry, name)) for name, value in shipped.values.items())
    return [Difference(name, value, here) for name, value, here in pairs if value != here]


def all_differences() -> list[Differing]:
    """List every entry that an administrator changed, retired or wrote; one query a kind."""
    found: list[Differing] = []
    for kind in KINDS:
        edited = sa.select(kind.model).where(kind.model.edited_at.is_not(None)).order_by(kind.model.position)
        for entry in db.session.scalars(edited):
            is_own = entry.slug not in this_release()[kind.table]
            found.append(Differing(kind, entry, differences_of(kind, entry), is_own))
    return found


def history_of(kind: Kind, entry: Entry) -> list[tuple[AuditEntry, str]]:
    """List who did what to `entry`, newest first, each act with the name of who did it."""
    acts = (
        sa.select(AuditEntry, sa.func.coalesce(Account.display_name, "The house"))
        .outerjoin(Account, Account.id == AuditEntry.actor_id)
        .where(AuditEntry.subject_type == kind.table, AuditEntry.subject_id == entry.slug)
        .order_by(AuditEntry.id.desc())
        .limit(MOST_SHOWN)
    )
    return [(act, name) for act, name in db.session.execute(acts)]


def open_flags() -> list[tuple[EntryFlag, str]]:
    """List the flags that await an administrator, the oldest first, each with its member's name."""
    rows = (
        sa.select(EntryFlag, Account.display_name)
        .join(Account, Account.id == EntryFlag.flagged_by_id)
        .where(EntryFlag.settled_at.is_(None))
        .order_by(EntryFlag.id)
    )
    return [(flag, name) for flag, name in db.session.execute(rows)]


def count_entries() -> dict[str, tuple[int, int, int]]:
    """Map each table to how many of its entries are live, retired and edited here, in one query."""
    rows = db.session.execute(sa.union_all(*(_counts(kind) for kind in KINDS)))
    return {table: (live, retired, edited) for table, live, retired, edited in rows}


def _counts(kind: Kind) -> sa.Select[str, int, int, int]:
    model, count = kind.model, sa.func.count()
    return sa.select(
        sa.literal(kind.table),
        count.filter(model.retired_at.is_(None)),
        count.filter(model.retired_at.is_not(None)),
        count.filter(model.edited_at.is_not(None)),
    )
