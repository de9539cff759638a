"""Who wants nothing to do with whom?"""

from __future__ import annotations

import sqlalchemy as sa

from ..foundation.database import Base, Created, Mapped, mapped_column


class Block(Base):
    """One person blocks another: they are not matched and do not find each other."""

    __table_args__ = (sa.CheckConstraint("blocker_id <> blocked_id", name="not_oneself"),)

    blocker_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    blocked_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created_at: Mapped[Created]
