"""What does a person say of their work, their way up and the help they seek or give?"""

from __future__ import annotations

import enum
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ..accounts.models import Account
from ..catalogue.models import Credential, Goal, Role, Specialization, State
from ..foundation.database import Base, Created, Id, Mapped, Slug, mapped_column


class ShiftPattern(enum.StrEnum):
    """When somebody usually works."""

    DAYS = "days"
    EVENINGS = "evenings"
    NIGHTS = "nights"
    WEEKENDS = "weekends"
    ROTATING = "rotating"


class MeetingMode(enum.StrEnum):
    """How somebody would rather meet."""

    ANY = "any"
    VIDEO = "video"
    PHONE = "phone"
    IN_PERSON = "in-person"


class Stance(enum.StrEnum):
    """What a person has to do with an entry of the catalogue."""

    HELD = "held"
    WANTED = "wanted"
    OFFERED = "offered"


class TieKind(enum.StrEnum):
    """A tie that rules a pair out: family and care for good, the others until twelve months after the end."""

    SUPERVISOR = "supervisor"
    SCHEDULER = "scheduler"
    EVALUATOR = "evaluator"
    FAMILY = "family"
    CARE = "care"


class Profile(Base):
    """What is true of a person on either side: work, place, time, languages."""

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    current_role_slug: Mapped[Slug | None] = mapped_column(sa.ForeignKey("roles.slug"), index=True)
    years_in_field: Mapped[int | None]
    employer: Mapped[str] = mapped_column(sa.String(200), default="")
    employer_key: Mapped[str] = mapped_column(sa.String(200), default="", index=True)
    is_employer_hidden: Mapped[bool] = mapped_column(default=True)
    accepts_same_employer: Mapped[bool] = mapped_column(default=False)
    state_slug: Mapped[Slug | None] = mapped_column(sa.ForeignKey("states.slug"), index=True)
    shift_pattern: Mapped[ShiftPattern | None]
    available_blocks: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    languages: Mapped[list[str]] = mapped_column(default=list)
    memberships: Mapped[list[str]] = mapped_column(default=list)
    """Organizations somebody belongs to, by their slugs in the catalogue."""

    meeting_mode: Mapped[MeetingMode] = mapped_column(default=MeetingMode.ANY)
    about: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[Created]
    changed_at: Mapped[Created]

    account: Mapped[Account] = relationship()
    current_role: Mapped[Role | None] = relationship()
    state: Mapped[State | None] = relationship()
    mentee: Mapped[MenteeProfile | None] = relationship(
        back_populates="profile", cascade="all, delete-orphan"
    )
    mentor: Mapped[MentorProfile | None] = relationship(
        back_populates="profile", cascade="all, delete-orphan"
    )
    specializations: Mapped[list[ProfileSpecialization]] = relationship(cascade="all, delete-orphan")
    goals: Mapped[list[ProfileGoal]] = relationship(
        cascade="all, delete-orphan", order_by="ProfileGoal.stance, ProfileGoal.rank"
    )
    credentials: Mapped[list[ProfileCredential]] = relationship(cascade="all, delete-orphan")
    roles_walked: Mapped[list[RoleWalked]] = relationship(
        cascade="all, delete-orphan", order_by="RoleWalked.began_in, RoleWalked.id"
    )
    ties: Mapped[list[Tie]] = relationship(cascade="all, delete-orphan")


class MenteeProfile(Base):
    """What a mentee seeks."""

    profile_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True
    )
    target_role_slug: Mapped[Slug | None] = mapped_column(sa.ForeignKey("roles.slug"), index=True)
    looks_for: Mapped[str] = mapped_column(sa.Text, default="")
    is_paused: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Created]

    profile: Mapped[Profile] = relationship(back_populates="mentee")
    target_role: Mapped[Role | None] = relationship()


class MentorProfile(Base):
    """What a mentor gives. Seats taken never pass seats offered: the database itself refuses."""

    __table_args__ = (
        sa.CheckConstraint("seats >= 0 AND seats <= 50", name="seats_in_range"),
        sa.CheckConstraint("seats_taken >= 0 AND seats_taken <= seats", name="never_over"),
    )

    profile_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True
    )
    seats: Mapped[int] = mapped_column(default=1)
    seats_taken: Mapped[int] = mapped_column(default=0)
    hours_a_month: Mapped[int] = mapped_column(default=2)
    paused_until: Mapped[date | None]
    offers: Mapped[str] = mapped_column(sa.Text, default="")
    has_supervised: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Created]

    profile: Mapped[Profile] = relationship(back_populates="mentor")


class SharedSeat(Base):
    """A seat of a mentor that several mentees share: taken with the first of them, free again after the last."""

    __table_args__ = (sa.CheckConstraint("held >= 0 AND held <= places", name="never_over"),)

    id: Mapped[Id]
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    places: Mapped[int]
    held: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Created]


class ProfileSpecialization(Base):
    """A specialty, skill, setting or population somebody works in, seeks or can help with."""

    profile_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True
    )
    specialization_slug: Mapped[Slug] = mapped_column(
        sa.ForeignKey("specializations.slug"), primary_key=True, index=True
    )
    stance: Mapped[Stance] = mapped_column(primary_key=True)

    specialization: Mapped[Specialization] = relationship()


class ProfileGoal(Base):
    """A goal somebody seeks (rank 1 first) or can help with (rank 0)."""

    profile_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True
    )
    goal_slug: Mapped[Slug] = mapped_column(sa.ForeignKey("goals.slug"), primary_key=True, index=True)
    stance: Mapped[Stance] = mapped_column(primary_key=True)
    rank: Mapped[int] = mapped_column(default=0)

    goal: Mapped[Goal] = relationship()


class ProfileCredential(Base):
    """A credential somebody holds or seeks; a state where the credential belongs to one."""

    profile_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True
    )
    credential_slug: Mapped[Slug] = mapped_column(
        sa.ForeignKey("credentials.slug"), primary_key=True, index=True
    )
    stance: Mapped[Stance] = mapped_column(primary_key=True)
    state_slug: Mapped[Slug | None] = mapped_column(sa.ForeignKey("states.slug"))
    checked_on: Mapped[date | None]

    credential: Mapped[Credential] = relationship()


class RoleWalked(Base):
    """A role somebody had, with the years; two in a row are a step of the ladder."""

    __tablename__ = "roles_walked"

    id: Mapped[Id]
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    role_slug: Mapped[Slug] = mapped_column(sa.ForeignKey("roles.slug"), index=True)
    began_in: Mapped[int]
    ended_in: Mapped[int | None]

    role: Mapped[Role] = relationship()


class Tie(Base):
    """Somebody a person must not be matched with, named in private: by address, or by name."""

    id: Mapped[Id]
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    kind: Mapped[TieKind]
    name: Mapped[str] = mapped_column(sa.String(120), default="")
    canonical_email: Mapped[str] = mapped_column(sa.String(320), default="", index=True)
    ended_on: Mapped[date | None]
    created_at: Mapped[Created]
