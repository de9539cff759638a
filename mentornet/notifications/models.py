"""What awaits a person? One row a thing, in the app and by mail."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

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
    EVENT_REMINDER = "event-reminder"
    EVENT_SOON = "event-soon"
    MEET_UP_PROPOSED = "meet-up-proposed"


class Way(enum.StrEnum):
    """How somebody wants to hear of a thing; in the app it stands in any case."""

    LETTER = "letter"
    DIGEST = "digest"
    APP = "app"


class Notice(Base):
    """One thing that awaits one person. `key` says which thing, so that nobody is told twice."""

    __table_args__ = (
        sa.UniqueConstraint("account_id", "key"),
        sa.Index("ix_notices_unread", "account_id", "read_at"),
        sa.Index("ix_notices_digest", "is_for_digest", "account_id"),
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
    is_for_digest: Mapped[bool] = mapped_column(default=False, server_default=sa.text("false"))
    """Whether the next daily letter is to tell of it."""


class StoppedAddress(Base):
    """Somebody without an account wants no more letters; only a hash of the address is kept."""

    __tablename__ = "stopped_addresses"

    address_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    created_at: Mapped[Created]


class NoticeSettings(Base):
    """How one person wants to be told; who never chose has no row, and gets letters at any hour."""

    __tablename__ = "notice_settings"

    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    ways: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """By subject; what is not there comes by letter."""

    quiet_from: Mapped[int | None]
    """The hour of the person's own day from which letters wait; None where none do."""

    quiet_until: Mapped[int | None]
    digest_at: Mapped[int] = mapped_column(default=8)
    """The hour of the person's own day."""

    digested_on: Mapped[date | None]
    reminders: Mapped[list[str] | None] = mapped_column(sa.JSON)
    """How long before an event: `week`, `day`, `hour`; None where the person never chose."""

    changed_at: Mapped[Created]
