"""What is a request? A mentee's own question to one mentor of a program, from the asking to the answer."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...accounts.models import Account
from ...foundation.database import Base, Created, Id, Mapped, mapped_column
from ...programs.models import Program
from ..models import DeclineReason


class RequestState(enum.StrEnum):
    """Where a request stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


_IS_OPEN = sa.text("state = 'open'")


class MentoringRequest(Base):
    """A mentee asks a mentor. It holds no seat: the mentor's yes takes one, if one is free then.

    `fit`, `parts` and `gap` say why the two suit, as on the day of asking. `closed_by_id` is who ended it,
    and empty where time or an event elsewhere did.
    """

    __table_args__ = (
        sa.Index(
            "uq_mentoring_requests_open_pair",
            "mentee_id",
            "mentor_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        sa.Index("ix_mentoring_requests_state_answer_by", "state", "answer_by"),
        sa.CheckConstraint("mentee_id <> mentor_id", name="not_oneself"),
        {"sqlite_autoincrement": True},  # an id is never given out again: notices and the record name it
    )

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"), index=True)
    mentee_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    state: Mapped[RequestState] = mapped_column(default=RequestState.OPEN)
    words: Mapped[str] = mapped_column(sa.Text)
    fit: Mapped[int]
    parts: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    gap: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answer_by: Mapped[datetime]
    created_at: Mapped[Created]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    reason: Mapped[DeclineReason | None]
    mentorship_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mentorships.id", ondelete="SET NULL"))

    program: Mapped[Program] = relationship()
    mentee: Mapped[Account] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Account] = relationship(foreign_keys=[mentor_id])
