"""What is a round, a proposal, a wish? Rows from gathering to the last answer."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ..accounts.models import Account
from ..foundation.database import Base, Created, Id, Mapped, Name, mapped_column
from ..programs.models import Program
from .engine.values import Objective, Unranked


class RoundState(enum.StrEnum):
    """Where a round stands; the allowed steps between these are in `rules.py`."""

    GATHERING = "gathering"
    SOLVING = "solving"
    REVIEW = "review"
    PUBLISHED = "published"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ProposalState(enum.StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Answer(enum.StrEnum):
    """What one side said to a proposal."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class DeclineReason(enum.StrEnum):
    """Why somebody declined; private, and counted for the coordinator."""

    NO_TIME = "no-time"
    SHIFTS = "shifts"
    OTHER_PATH = "other-path"
    KNOW_EACH_OTHER = "know-each-other"
    CONFLICT = "conflict"
    FOUND_OTHER = "found-other"
    OTHER = "other"


class PairRuleKind(enum.StrEnum):
    """What a coordinator decided about a pair."""

    LOCK = "lock"
    FORBID = "forbid"


class MatchingRound(Base):
    """One matching of a program: who takes part, what was found and how it was answered.

    `waves` counts how often drafts went out: 0 before publishing, 1 from then on, one more for each backfill. Drafts
    carry the number of the wave they will go out with, and publishing moves it on by a conditional UPDATE.
    """

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"), index=True)
    cohort_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cohorts.id", ondelete="SET NULL"))
    name: Mapped[Name]
    state: Mapped[RoundState] = mapped_column(default=RoundState.GATHERING)
    seed: Mapped[int]
    weights: Mapped[dict[str, int]] = mapped_column(default=dict)
    minimum_fit: Mapped[int] = mapped_column(default=0)
    objective: Mapped[Objective] = mapped_column(default=Objective.MOST, server_default=Objective.MOST.value)
    unranked: Mapped[Unranked] = mapped_column(default=Unranked.SCORE, server_default=Unranked.SCORE.value)
    circle_size: Mapped[int] = mapped_column(default=1, server_default="1")
    """How many mentees a mentor takes together on one seat; 1 is one to one."""
    least_mentees: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many mentees each mentor should get where that can be."""
    most_mentees: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many mentees each mentor gets at most, whatever their seats; 0 is as many as they have seats for."""
    most_mentors: Mapped[int] = mapped_column(default=1, server_default="1")
    """How many mentors of the program each mentee may have at once, those from earlier rounds among them."""
    answer_by: Mapped[datetime | None]
    waves: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[Created]
    solved_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    total_fit: Mapped[int | None] = mapped_column(sa.BigInteger)
    is_proved_optimal: Mapped[bool] = mapped_column(default=False)
    is_edited: Mapped[bool] = mapped_column(default=False)
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    certificate: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)

    program: Mapped[Program] = relationship()


_IS_OPEN = sa.text("state = 'open'")
_IS_LIVE = sa.text("state IN ('draft', 'open', 'accepted')")


class Proposal(Base):
    """A pair the engine or the coordinator proposes. From publishing on it holds a seat of the mentor's."""

    __table_args__ = (
        sa.Index(
            "uq_proposals_open_pair",
            "mentee_id",
            "mentor_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        sa.Index(
            "uq_proposals_live_pair",
            "round_id",
            "mentee_id",
            "mentor_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        sa.Index("ix_proposals_state_answer_by", "state", "answer_by"),
        sa.CheckConstraint("mentee_id <> mentor_id", name="not_oneself"),
        {
            "sqlite_autoincrement": True
        },  # a draft's id is never given out again: notices and the record name it
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("matching_rounds.id", ondelete="CASCADE"), index=True)
    mentee_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.DRAFT)
    is_locked: Mapped[bool] = mapped_column(default=False)
    is_by_hand: Mapped[bool] = mapped_column(default=False)
    wave: Mapped[int] = mapped_column(default=0)
    fit: Mapped[int]
    parts: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    gap: Mapped[dict[str, Any]] = mapped_column(default=dict)
    mentee_answer: Mapped[Answer | None]
    mentee_answered_at: Mapped[datetime | None]
    mentee_reason: Mapped[DeclineReason | None]
    mentor_answer: Mapped[Answer | None]
    mentor_answered_at: Mapped[datetime | None]
    mentor_reason: Mapped[DeclineReason | None]
    answer_by: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    mentorship_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mentorships.id", ondelete="SET NULL"))
    shared_seat_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("shared_seats.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[Created]

    round: Mapped[MatchingRound] = relationship()
    mentee: Mapped[Account] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Account] = relationship(foreign_keys=[mentor_id])


class Unplaced(Base):
    """A mentee the last solve left out, with the true reason."""

    __tablename__ = "unplaced"

    round_id: Mapped[int] = mapped_column(
        sa.ForeignKey("matching_rounds.id", ondelete="CASCADE"), primary_key=True
    )
    mentee_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    reason: Mapped[dict[str, Any]] = mapped_column(default=dict)

    mentee: Mapped[Account] = relationship()


class RoundSnapshot(Base):
    """A solve as the engine saw it, so that its proof can be checked when profiles have long changed."""

    round_id: Mapped[int] = mapped_column(
        sa.ForeignKey("matching_rounds.id", ondelete="CASCADE"), primary_key=True
    )
    wave: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(sa.LargeBinary)
    made_at: Mapped[Created]
    checked_at: Mapped[datetime | None]
    holds: Mapped[bool | None]


class PairRule(Base):
    """A coordinator's own word on a pair of a program: keep it, or never make it."""

    __table_args__ = (sa.UniqueConstraint("program_id", "mentee_id", "mentor_id"),)

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"))
    kind: Mapped[PairRuleKind]
    mentee_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    note: Mapped[str] = mapped_column(sa.String(300), default="")
    created_at: Mapped[Created]
