"""What was offered to a conference? Its call, the abstracts that members sent, and what reviewers think of them."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...accounts.models import Account
from ...foundation.database import Base, Created, Id, Mapped, Name, mapped_column
from .conference import SessionKind
from .event import Event


class AbstractState(enum.StrEnum):
    """Where an abstract stands."""

    SENT = "sent"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ConferenceCall(Base):
    """The call of a conference: members send abstracts until it closes."""

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(sa.Text, default="")
    closes_at: Mapped[datetime]
    created_at: Mapped[Created]


class CallReviewer(Base):
    """Somebody whom the organizer asked to review abstracts."""

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created_at: Mapped[Created]


class Abstract(Base):
    """What a member offers to a conference; once accepted, it has a session."""

    __table_args__ = (sa.Index("ix_abstracts_event_id_state", "event_id", "state"),)

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    state: Mapped[AbstractState] = mapped_column(default=AbstractState.SENT)
    kind: Mapped[SessionKind] = mapped_column(default=SessionKind.TALK)
    title: Mapped[Name]
    words: Mapped[str] = mapped_column(sa.Text)
    session_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("conference_sessions.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[Created]
    changed_at: Mapped[Created]
    decided_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    author: Mapped[Account] = relationship()


class AbstractReview(Base):
    """What one reviewer thinks of an abstract, without knowing whose it is."""

    __table_args__ = (sa.CheckConstraint("score BETWEEN 1 AND 5", name="score_from_1_to_5"),)

    abstract_id: Mapped[int] = mapped_column(
        sa.ForeignKey("abstracts.id", ondelete="CASCADE"), primary_key=True
    )
    reviewer_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[int]
    words: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[Created]
    changed_at: Mapped[Created]
