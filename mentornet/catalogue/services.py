"""What happens to entries? Changed, added, retired and restored by administrators, flagged by members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ..accounts.models import Account
from ..audit.services import record
from ..foundation import clock
from ..foundation.database import changed_rows, db
from ..foundation.errors import Refusal
from ..notifications.models import NoticeKind
from ..notifications.services import notify, settle
from .kinds import Kind
from .models import Entry, EntryFlag
from .naming import search_text
from .shipment import this_release
from .stamp import stamp_anew

CHANGED_MEANWHILE = (
    "Somebody changed this entry since you opened it. Look at how it stands now, then save again."
)


class ChangedMeanwhileError(Refusal):
    """The entry is not as it was when the editor opened it."""


def change_entry(kind: Kind, entry: Entry, *, by: Account, seen: int, values: Mapping[str, Any]) -> list[str]:
    """Put `values` into the entry and return the columns that changed.

    `seen` is the edition that the editor looked at: one UPDATE asks for it, so of two who save at once
    the second raises ChangedMeanwhileError. The entry counts as edited from then on.
    """
    changed = {
        name: [_plain(getattr(entry, name)), _plain(value)]
        for name, value in values.items()
        if getattr(entry, name) != value
    }
    if not changed and seen == entry.edition:
        return []
    whole = {column.name: getattr(entry, column.name) for column in kind.columns()} | dict(values)
    _write(kind, entry, seen=seen, by=by, values={**values, "search_text": search_text(kind, whole)})
    record("catalogue.changed", by=by, subject_type=kind.table, subject_id=entry.slug, changed=changed)
    return sorted(changed)


def add_entry(kind: Kind, *, by: Account, values: Mapping[str, Any]) -> Entry:
    """Add an entry that no release ships; raises Refusal where its slug is taken."""
    slug = values["slug"]
    if db.session.get(kind.model, slug) is not None:
        raise Refusal(f"There is an entry {slug} already. Change that one, or choose another slug.")
    last = db.session.scalar(sa.select(sa.func.max(kind.model.position))) or 0
    entry = kind.model(
        **values,
        position=last + 1,
        edited_at=clock.now(),
        edited_by_id=by.id,
        search_text=search_text(kind, values),
    )
    db.session.add(entry)
    db.session.flush()  # the slug must be taken before the trail says so
    stamp_anew()
    record("catalogue.added", by=by, subject_type=kind.table, subject_id=slug)
    return entry


def retire_entry(kind: Kind, entry: Entry, *, by: Account, seen: int) -> None:
    """Take an entry out of lists and choices; what names it already keeps its title."""
    _write(kind, entry, seen=seen, by=by, values={"retired_at": clock.now()})
    record("catalogue.retired", by=by, subject_type=kind.table, subject_id=entry.slug)


def restore_entry(kind: Kind, entry: Entry, *, by: Account, seen: int) -> None:
    """Bring a retired entry back."""
    _write(kind, entry, seen=seen, by=by, values={"retired_at": None})
    record("catalogue.restored", by=by, subject_type=kind.table, subject_id=entry.slug)


def take_shipped_back(kind: Kind, entry: Entry, *, by: Account, seen: int) -> None:
    """Put the entry back to what this release ships; later releases update it again."""
    shipped = this_release()[kind.table].get(entry.slug)
    if shipped is None:
        raise Refusal("This entry was written here and is in no release, so there is nothing to take back.")
    bookkeeping = {
        "shipped_digest": shipped.digest,
        "position": shipped.position,
        "retired_at": None,
        "edited_at": None,
        "search_text": search_text(kind, shipped.values),
    }
    _write(kind, entry, seen=seen, by=by, values=shipped.values | bookkeeping)
    record("catalogue.taken_back", by=by, subject_type=kind.table, subject_id=entry.slug)


def _write(kind: Kind, entry: Entry, *, seen: int, by: Account, values: Mapping[str, Any]) -> None:
    model = kind.model
    stamped = {"edited_at": clock.now(), "edited_by_id": by.id, "edition": seen + 1, **values}
    as_seen = sa.update(model).where(model.slug == entry.slug, model.edition == seen)
    if not changed_rows(as_seen.values(**stamped)):
        raise ChangedMeanwhileError(CHANGED_MEANWHILE)
    db.session.refresh(entry)
    stamp_anew()


def _plain(value: Any) -> Any:
    """Return a value as the audit trail can keep it."""
    return value if isinstance(value, bool | int | float | str | list | None) else str(value)


def flag_entry(kind: Kind, entry: Entry, *, by: Account, words: str) -> EntryFlag:
    """Open a task for every administrator: somebody says that the entry is wrong."""
    flag = EntryFlag(kind=kind.table, slug=entry.slug, words=words, flagged_by_id=by.id)
    db.session.add(flag)
    db.session.flush()  # its id names the notices
    living = sa.select(Account).where(Account.is_administrator, Account.disabled_at.is_(None))
    for administrator in db.session.scalars(living):
        notify(
            administrator,
            kind=NoticeKind.CATALOGUE_CHANGED,
            key=f"catalogue-flag:{flag.id}:",
            sentence=f"A member says that the {kind.one} “{kind.title_of(entry)}” is wrong.",
            url="/administration/catalogue/flags",
            act="Look at it",
        )
    record("catalogue.flagged", by=by, subject_type=kind.table, subject_id=entry.slug, flag=flag.id)
    return flag


def settle_flag(flag: EntryFlag, *, by: Account, answer: str) -> None:
    """Close a flag with an answer, and tell the member who raised it."""
    open_still = sa.update(EntryFlag).where(EntryFlag.id == flag.id, EntryFlag.settled_at.is_(None))
    if not changed_rows(open_still.values(settled_at=clock.now(), settled_by_id=by.id, answer=answer)):
        raise Refusal("Another administrator settled this a moment ago. Their answer stands.")
    db.session.refresh(flag)
    settle(None, key_prefix=f"catalogue-flag:{flag.id}:")
    notify(
        db.session.get_one(Account, flag.flagged_by_id),
        kind=NoticeKind.CATALOGUE_CHANGED,
        key=f"catalogue-flag-answer:{flag.id}:",
        sentence=f"Your word about an entry of the catalogue was read: {answer}"[:500],
        url=f"/catalogue/{flag.kind.replace('_', '-')}/{flag.slug}",
    )
    record("catalogue.flag_settled", by=by, subject_type=flag.kind, subject_id=flag.slug, flag=flag.id)
