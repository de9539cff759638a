"""What was done? The trail, the newest first, narrowed to what is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..accounts.models import Account
from ..accounts.queries import people
from ..foundation import clock
from ..foundation.database import db
from .models import AuditEntry


def actions() -> list[str]:
    """List every kind of act there is an entry of, by name."""
    return list(db.session.scalars(sa.select(AuditEntry.action).distinct().order_by(AuditEntry.action)))


def entries(
    *, action: str = "", actor: str = "", subject: str = "", days: tuple[date | None, date | None], zone: str
) -> sa.Select[AuditEntry]:
    """Return the statement that lists entries, the newest first.

    `actor` is part of a name or address; `subject` is a kind with or without an id (`round`, `round 7`);
    `days` are the first and the last day to show, in `zone`.
    """
    listed = sa.select(AuditEntry).order_by(AuditEntry.id.desc())
    if action:
        listed = listed.where(AuditEntry.action == action)
    if actor:
        found = people(actor).order_by(None).with_only_columns(Account.id)
        listed = listed.where(AuditEntry.actor_id.in_(found))
    kind, _, number = subject.partition(" ")
    if kind:
        listed = listed.where(AuditEntry.subject_type == kind)
    if number:
        listed = listed.where(AuditEntry.subject_id == number.strip())
    first, last = (day if day and day.year in clock.YEARS else None for day in days)
    if first:
        listed = listed.where(AuditEntry.at >= _midnight(first, zone))
    if last:
        listed = listed.where(AuditEntry.at < _midnight(last + timedelta(days=1), zone))
    return listed


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zone))


def names_of(entries: Iterable[AuditEntry]) -> dict[int, str]:
    """Return the names of those who acted, by account."""
    ids = {entry.actor_id for entry in entries if entry.actor_id is not None}
    named = db.session.execute(sa.select(Account.id, Account.display_name).where(Account.id.in_(ids)))
    return {row.id: row.display_name for row in named}
