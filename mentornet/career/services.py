"""What happens to the record? Entries come by themselves or by hand; what came by itself can be withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..accounts.models import Account
from ..audit.services import record
from ..foundation import clock
from ..foundation.database import db
from . import queries, rules
from .models import CreditEntry, CreditUnit


def record_hours(
    account_id: int, *, source: str, minutes: int, unit: CreditUnit, completed_on: date, **facts: Any
) -> CreditEntry:
    """Put what was earned at `source` into the record, once: a second time it is brought up to date.

    `facts` are title, provider, approval_body_slug, approval_number and proof_url.
    """
    entry = queries.find_by_source(account_id, source)
    if entry is None:
        entry = CreditEntry(account_id=account_id, source=source)
        db.session.add(entry)
    values = {"minutes": minutes, "unit": unit, "completed_on": completed_on} | facts
    for name, value in values.items():
        setattr(entry, name, value)
    entry.withdrawn_at, entry.withdrawn_because, entry.changed_at = None, "", clock.now()
    return entry


def withdraw_hours(account_id: int, *, source: str, reason: str) -> None:
    """Let what came from `source` count no longer; it stays in sight with the reason."""
    entry = queries.find_by_source(account_id, source)
    if entry is not None and entry.withdrawn_at is None:
        entry.withdrawn_at = entry.changed_at = clock.now()
        entry.withdrawn_because = reason


def add_entry(*, by: Account, **facts: Any) -> CreditEntry:
    """Add an entry by hand. Raises Refusal for a day that is still to come."""
    rules.ensure_day(facts["completed_on"], today=clock.today(by.time_zone))
    entry = CreditEntry(account_id=by.id, **facts)
    db.session.add(entry)
    db.session.flush()  # the trail needs the id
    _record("added", entry, by=by)
    return entry


def edit_entry(entry: CreditEntry, *, by: Account, **facts: Any) -> None:
    """Change an entry that was made by hand."""
    rules.ensure_own_hand(entry)
    rules.ensure_day(facts["completed_on"], today=clock.today(by.time_zone))
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.changed_at = clock.now()
    _record("edited", entry, by=by)


def delete_entry(entry: CreditEntry, *, by: Account) -> None:
    """Take an entry out that was made by hand."""
    rules.ensure_own_hand(entry)
    _record("deleted", entry, by=by)
    db.session.delete(entry)


def _record(what: str, entry: CreditEntry, *, by: Account) -> None:
    record(
        f"hours.{what}",
        by=by,
        subject_type="credit entry",
        subject_id=entry.id,
        minutes=entry.minutes,
        unit=str(entry.unit),
    )
