"""What awaits a person? One row a thing, in the app and by mail."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa

from ..foundation.database import Base, Created, Id, Mapped, mapped_column


class NoticeKind(enum.StrEnum):
    """What a notice is about."""

    PROPOSAL_TO_ANSWER = "proposal-to-answer"
    PROPOSAL_REMINDER = "proposal-reminder"
    ANSWER_RECEIVED = "answer-received"
    PROPOSAL_CLOSED = "proposal-closed"
    REQUEST_TO_ANSWER = "request-to-answer"
    REQUEST_REMINDER = "request-reminder"
    REQUEST_CLOSED = "request-closed"
    ROUND_READY = "round-ready"
    ROUND_PUBLISHED = "round-published"
    MENTORSHIP_BEGUN = "mentorship-begun"
    MENTORSHIP_CHANGED = "mentorship-changed"
    AGREEMENT_TO_CONFIRM = "agreement-to-confirm"
    INVITATION = "invitation"
    ENROLMENT_CHANGED = "enrolment-changed"
    EVENT_TO_REVIEW = "event-to-review"
    EVENT_REVIEWED = "event-reviewed"
    EVENT_CHANGED = "event-changed"
    CATALOGUE_CHANGED = "catalogue-changed"
    SEAT_OFFERED = "seat-offered"
    REGISTRATION_CHANGED = "registration-changed"
    INTRODUCTION_ASKED = "introduction-asked"
    INTRODUCTION_ANSWERED = "introduction-answered"
    CREDIT_CHANGED = "credit-changed"
    FEEDBACK_WANTED = "feedback-wanted"


class Notice(Base):
    """One thing that awaits one person. `key` says which thing, so that nobody is told twice."""

    __table_args__ = (
        sa.UniqueConstraint("account_id", "key"),
        sa.Index("ix_notices_unread", "account_id", "read_at"),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(sa.String(160))
    kind: Mapped[NoticeKind]
    sentence: Mapped[str] = mapped_column(sa.String(500))
    url: Mapped[str] = mapped_column(sa.String(300))
    act: Mapped[str] = mapped_column(sa.String(80), default="Open")
    due_at: Mapped[datetime | None]
    created_at: Mapped[Created]
    read_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
