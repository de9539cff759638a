"""Who wants to meet whom at an event? A question of one to another; addresses stay hidden until both want it."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...accounts.models import Account
from ...foundation.database import Base, Created, Id, Mapped, mapped_column
from .event import Event


class IntroductionState(enum.StrEnum):
    """How the one who was asked has answered."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


class Introduction(Base):
    """One asks another, who goes to the same event, to be introduced."""

    __tablename__ = "event_introductions"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "asker_id", "asked_id"),
        sa.CheckConstraint("asker_id <> asked_id", name="not_oneself"),
    )

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    asker_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    asked_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    state: Mapped[IntroductionState] = mapped_column(default=IntroductionState.ASKED)
    created_at: Mapped[Created]
    answered_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    asker: Mapped[Account] = relationship(foreign_keys=[asker_id])
    asked: Mapped[Account] = relationship(foreign_keys=[asked_id])
