"""What opens a person's own calendar? A random token, of which only the hash is kept."""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import Base, Created, Id, Mapped, mapped_column


class CalendarKey(Base):
    """The address of one person's calendar, known to their calendar programs and nobody else."""

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[Created]
