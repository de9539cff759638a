"""Where did an event come from, and which file waits to be brought in?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...foundation.database import Base, Created, Id, Mapped, Name, mapped_column
from .event import Event


class ImportedEvent(Base):
    """What an event is called in the file it was brought in from, and how new that was.

    Of a series each time has a row, told from the others by `occurrence`.
    """

    __table_args__ = (sa.UniqueConstraint("uid_key", "occurrence"),)

    id: Mapped[Id]
    uid_key: Mapped[str] = mapped_column(sa.String(64))
    occurrence: Mapped[str] = mapped_column(sa.String(20), default="")
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    sequence: Mapped[int | None]
    stamped_at: Mapped[datetime | None]
    digest: Mapped[str] = mapped_column(sa.String(64))
    created_at: Mapped[Created]

    event: Mapped[Event] = relationship()


class EventImport(Base):
    """A file that somebody wants to bring in: kept while they look at what would become of it, and until the worker is done."""

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    program_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("programs.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[Name]
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    is_publishing: Mapped[bool] = mapped_column(default=False)
    preview: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What would become of it, as it looked when the file came: the counts, and the first of its entries."""
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What became of the entries that were brought in so far."""
    brought: Mapped[int] = mapped_column(default=0)
    """How many entries those are, in the order of the file: where another worker goes on."""
    asked_at: Mapped[datetime | None]
    """When its owner said the word; empty again where the work was stopped or broken off."""

    created_at: Mapped[Created] = mapped_column(index=True)
    done_at: Mapped[datetime | None]
