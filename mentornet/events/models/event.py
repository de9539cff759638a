"""What is an event? A workshop, conference or meeting with a place, a zone and a time."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa

from ...foundation.database import Base, Created, Id, Mapped, Name, Slug, mapped_column


class EventState(enum.StrEnum):
    """Where an event stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Event(Base):
    """One event that members may go to."""

    __table_args__ = (sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),)

    id: Mapped[Id]
    title: Mapped[Name]
    kind_slug: Mapped[Slug] = mapped_column(sa.ForeignKey("event_kinds.slug"), index=True)
    topics: Mapped[list[str]] = mapped_column(default=list)
    summary: Mapped[str] = mapped_column(sa.Text, default="")
    host: Mapped[Name] = mapped_column(default="")
    program_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("programs.id", ondelete="SET NULL"), index=True
    )
    organizer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    state: Mapped[EventState] = mapped_column(default=EventState.DRAFT)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(sa.String(64))
    is_online: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(sa.String(300), default="")
    website: Mapped[str] = mapped_column(sa.String(500), default="")
    contact_minutes: Mapped[int] = mapped_column(default=0)
    cost: Mapped[str] = mapped_column(sa.String(200), default="")
    created_at: Mapped[Created]
    changed_at: Mapped[Created]
