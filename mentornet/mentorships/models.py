"""What is a mentorship? A pair at work, from its beginning to its end."""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ..accounts.models import Account
from ..events.models import Event
from ..foundation.database import Base, Created, Id, Mapped, mapped_column
from ..programs.models import Program, Side


class MentorshipState(enum.StrEnum):
    """Where a mentorship stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    ENDED = "ended"


class Cadence(enum.StrEnum):
    """How often a pair means to meet."""

    WEEKLY = "weekly"
    EVERY_TWO_WEEKS = "every-two-weeks"
    MONTHLY = "monthly"


class EndReason(enum.StrEnum):
    """Why a mentorship ended; seen by the coordinator, not by the other."""

    GOALS_REACHED = "goals-reached"
    TERM_OVER = "term-over"
    TIME = "time"
    CHANGED_JOB = "changed-job"
    NOT_A_FIT = "not-a-fit"
    NO_ANSWER = "no-answer"
    UNSAFE = "unsafe"
    ACCOUNT_CLOSED = "account-closed"


_IS_LIVE = sa.text("state IN ('active', 'paused')")


class Mentorship(Base):
    """A mentee and a mentor at work within a program.

    A mentee has places for mentors, numbered from 0, and one live mentorship in each; most programs know one place.
    """

    __table_args__ = (
        sa.Index(
            "uq_mentorships_live_place",
            "program_id",
            "mentee_id",
            "place",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        sa.Index(
            "uq_mentorships_live_pair",
            "program_id",
            "mentee_id",
            "mentor_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        sa.CheckConstraint("mentee_id <> mentor_id", name="not_oneself"),
    )

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"), index=True)
    mentee_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    shared_seat_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("shared_seats.id", ondelete="SET NULL"), index=True
    )
    """The seat that the mentees of one circle share; none where the pair has a seat of its own."""
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    """Which of the mentee's places for mentors this is."""
    state: Mapped[MentorshipState] = mapped_column(default=MentorshipState.ACTIVE)
    began_at: Mapped[Created]
    ends_on: Mapped[date | None]
    cadence: Mapped[Cadence | None]
    agreement: Mapped[str] = mapped_column(sa.Text, default="")
    agreement_version: Mapped[int] = mapped_column(default=0)
    mentee_agreed_to: Mapped[int] = mapped_column(default=0)
    mentor_agreed_to: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None]
    end_reason: Mapped[EndReason | None]
    changed_at: Mapped[Created]

    program: Mapped[Program] = relationship()
    mentee: Mapped[Account] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Account] = relationship(foreign_keys=[mentor_id])
    goals: Mapped[list[MentorshipGoal]] = relationship(
        cascade="all, delete-orphan", order_by="MentorshipGoal.position, MentorshipGoal.id"
    )

    def side_of(self, account_id: int) -> Side:
        """Return the side of the pair that `account_id` is on."""
        return Side.MENTEE if account_id == self.mentee_id else Side.MENTOR

    def other_of(self, account_id: int) -> Account:
        """Return the other person of the pair."""
        return self.mentor if account_id == self.mentee_id else self.mentee


class MentorshipGoal(Base):
    """A goal the pair agreed on; from the catalogue or in their own words."""

    id: Mapped[Id]
    mentorship_id: Mapped[int] = mapped_column(
        sa.ForeignKey("mentorships.id", ondelete="CASCADE"), index=True
    )
    goal_slug: Mapped[str | None] = mapped_column(sa.ForeignKey("goals.slug"))
    text: Mapped[str] = mapped_column(sa.String(300))
    position: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]


class MeetUpState(enum.StrEnum):
    """How the other has answered."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"


_STANDS = sa.text("state IN ('proposed', 'agreed')")


class MeetUp(Base):
    """A time at an event to which both of a pair go; one that stands for each pair and event."""

    __table_args__ = (
        sa.Index(
            "uq_meet_ups_standing",
            "mentorship_id",
            "event_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[Id]
    mentorship_id: Mapped[int] = mapped_column(sa.ForeignKey("mentorships.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    proposed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(sa.String(200))
    state: Mapped[MeetUpState] = mapped_column(default=MeetUpState.PROPOSED)
    created_at: Mapped[Created]
    answered_at: Mapped[datetime | None]

    mentorship: Mapped[Mentorship] = relationship()
    event: Mapped[Event] = relationship()
