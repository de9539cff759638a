"""How is an act written down? One entry, in the transaction of what it tells of."""

from __future__ import annotations

from ..accounts.models import Account
from ..foundation.database import db
from .models import AuditEntry


def record(
    action: str,
    *,
    by: Account | None,
    subject_type: str,
    subject_id: object,
    program_id: int | None = None,
    **details: object,
) -> None:
    """Write down that `by` (None: the house itself) did `action` to a subject; `details` hold no secrets."""
    db.session.add(
        AuditEntry(
            actor_id=by.id if by else None,
            action=action,
            subject_type=subject_type,
            subject_id=str(subject_id),
            program_id=program_id,
            details=details,
        )
    )
