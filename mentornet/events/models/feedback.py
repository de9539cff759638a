"""What did those who were there think of it? One answer a registration, told to nobody by name."""

from __future__ import annotations

import enum

import sqlalchemy as sa

from ...foundation.database import Base, Created, Id, Mapped, mapped_column


class Pace(enum.StrEnum):
    """Whether the level was right."""

    TOO_EASY = "too-easy"
    RIGHT = "right"
    TOO_HARD = "too-hard"


class EventFeedback(Base):
    """One answer after an event; `useful` and `again` run from 1 (no) to 5 (very)."""

    __tablename__ = "event_feedback"
    __table_args__ = (
        sa.UniqueConstraint("registration_id"),
        sa.CheckConstraint("useful BETWEEN 1 AND 5", name="useful_of_five"),
        sa.CheckConstraint("again BETWEEN 1 AND 5", name="again_of_five"),
    )

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("event_registrations.id", ondelete="CASCADE"))
    useful: Mapped[int]
    again: Mapped[int]
    pace: Mapped[Pace]
    words: Mapped[str] = mapped_column(sa.Text, default="")
    batch: Mapped[int | None]
    """With which four others it is summed up, from 0; none while it waits for them. What was summed up stays together."""

    created_at: Mapped[Created]
