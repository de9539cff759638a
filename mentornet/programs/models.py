"""What is a program, who runs it and who takes part?"""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ..accounts.models import Account
from ..foundation.database import Base, Created, Id, Mapped, Name, mapped_column


class Intake(enum.StrEnum):
    """How people come in."""

    OPEN = "open"
    LINK = "link"
    INVITATION = "invitation"


class Side(enum.StrEnum):
    """Which side of a pair somebody takes part on."""

    MENTEE = "mentee"
    MENTOR = "mentor"


class EnrolmentState(enum.StrEnum):
    """Whether somebody takes part now; awaited is who was brought in and has not claimed their account yet."""

    AWAITED = "awaited"
    ACTIVE = "active"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


class QuestionKind(enum.StrEnum):
    """How a program's own question is answered."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"


class Program(Base):
    """A mentoring program of an association, a hospital system or a state."""

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    name: Mapped[Name]
    summary: Mapped[str] = mapped_column(sa.Text, default="")
    host: Mapped[Name] = mapped_column(default="")
    time_zone: Mapped[str] = mapped_column(sa.String(64), default="America/New_York")
    intake: Mapped[Intake] = mapped_column(default=Intake.OPEN)
    join_token: Mapped[str] = mapped_column(sa.String(64), unique=True)
    is_rolling: Mapped[bool] = mapped_column(default=True)
    answer_days: Mapped[int] = mapped_column(default=7)
    mentorship_weeks: Mapped[int] = mapped_column(default=26)
    weights: Mapped[dict[str, int]] = mapped_column(default=dict)
    minimum_fit: Mapped[int] = mapped_column(default=0)
    allows_same_employer: Mapped[bool] = mapped_column(default=True)
    allows_requests: Mapped[bool] = mapped_column(default=True)
    lists_mentees: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    """Whether mentors may look through the mentees, and name whom they would like."""
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    mentee_places: Mapped[int | None]
    mentor_places: Mapped[int | None]
    created_at: Mapped[Created]
    closed_at: Mapped[datetime | None]

    coordinators: Mapped[list[Account]] = relationship(
        secondary="program_coordinators", order_by="Account.folded_name, Account.id"
    )
    cohorts: Mapped[list[Cohort]] = relationship(
        order_by="Cohort.begins_on, Cohort.id", back_populates="program"
    )
    questions: Mapped[list[ProgramQuestion]] = relationship(
        order_by="ProgramQuestion.position, ProgramQuestion.id"
    )


class ProgramCoordinator(Base):
    """Who runs a program."""

    program_id: Mapped[int] = mapped_column(
        sa.ForeignKey("programs.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Cohort(Base):
    """People of a program who begin together."""

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]

    program: Mapped[Program] = relationship(back_populates="cohorts")


class ProgramQuestion(Base):
    """A question of the program's own, asked when somebody enrols."""

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    prompt: Mapped[str] = mapped_column(sa.String(300))
    kind: Mapped[QuestionKind] = mapped_column(default=QuestionKind.TEXT)
    options: Mapped[list[str]] = mapped_column(default=list)
    asked_of: Mapped[Side | None]
    is_required: Mapped[bool] = mapped_column(default=False)
    is_retired: Mapped[bool] = mapped_column(default=False)


class Enrolment(Base):
    """Somebody takes part in a program, on one side; the same person may be there on both."""

    __table_args__ = (sa.UniqueConstraint("program_id", "account_id", "side"),)

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    side: Mapped[Side]
    cohort_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("cohorts.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[EnrolmentState] = mapped_column(default=EnrolmentState.ACTIVE)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[Created]
    changed_at: Mapped[Created]

    program: Mapped[Program] = relationship()
    account: Mapped[Account] = relationship()
    cohort: Mapped[Cohort | None] = relationship()


class Invitation(Base):
    """A coordinator asks an address to join; only the hash of the link's token is kept."""

    __table_args__ = (sa.UniqueConstraint("program_id", "canonical_email", "side"),)

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(sa.String(320))
    canonical_email: Mapped[str] = mapped_column(sa.String(320))
    side: Mapped[Side]
    cohort_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cohorts.id", ondelete="SET NULL"))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[Created]
    sent_at: Mapped[Created]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    program: Mapped[Program] = relationship()
    cohort: Mapped[Cohort | None] = relationship()


class Wish(Base):
    """Somebody of a program would like to be matched with somebody else; two that ask for each other may meet again."""

    __table_args__ = (sa.CheckConstraint("by_id <> for_id", name="not_oneself"),)

    program_id: Mapped[int] = mapped_column(
        sa.ForeignKey("programs.id", ondelete="CASCADE"), primary_key=True
    )
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    for_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    rank: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Created]
