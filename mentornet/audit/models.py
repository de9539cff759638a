"""Who did what to whom, and when? Rows are added and never changed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper

from ..foundation.database import Base, Created, Id, Mapped, mapped_column


class AuditEntry(Base):
    """One act. It names ids rather than rows, so that it outlives what it tells of."""

    __table_args__ = (sa.Index("ix_audit_entries_subject", "subject_type", "subject_id"),)

    id: Mapped[Id]
    at: Mapped[Created]
    actor_id: Mapped[int | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(sa.String(60), index=True)
    subject_type: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[str] = mapped_column(sa.String(80))
    program_id: Mapped[int | None] = mapped_column(index=True)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class AppendOnlyError(RuntimeError):
    """Somebody tried to change or delete an entry of the audit trail."""


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse_change(_mapper: Mapper[Any], _connection: sa.Connection, entry: AuditEntry) -> None:
    raise AppendOnlyError(f"Audit entry {entry.id} of {entry.at:%Y-%m-%d} stays as it was written.")
