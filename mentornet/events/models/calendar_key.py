"""What opens a person's own calendars? For each a random token, of which only the hash is kept."""

from __future__ import annotations

import enum

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...accounts.models import Account
from ...foundation.database import Base, Created, Id, Mapped, mapped_column
from ...programs.models import Cohort, Program

_IS_PLAIN = sa.text("program_id IS NULL AND cohort_id IS NULL")


class CalendarScope(enum.StrEnum):
    """Which events stand in it: those its owner goes to or is invited to, those of a program, those of a cohort."""

    OWN = "own"
    INVITED = "invited"
    PROGRAM = "program"
    COHORT = "cohort"


class CalendarKey(Base):
    """The address of one calendar of one person, known to their calendar programs and nobody else."""

    __table_args__ = (
        sa.UniqueConstraint("account_id", "program_id"),
        sa.UniqueConstraint("account_id", "cohort_id"),
        sa.Index(
            "uq_calendar_keys_account_scope",
            "account_id",
            "scope",
            unique=True,
            sqlite_where=_IS_PLAIN,
            postgresql_where=_IS_PLAIN,
        ),
        sa.CheckConstraint("(scope = 'program') = (program_id IS NOT NULL)", name="program_is_named"),
        sa.CheckConstraint("(scope = 'cohort') = (cohort_id IS NOT NULL)", name="cohort_is_named"),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"))
    scope: Mapped[CalendarScope] = mapped_column(default=CalendarScope.OWN)
    program_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("programs.id", ondelete="CASCADE"), index=True
    )
    cohort_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cohorts.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[Created]

    account: Mapped[Account] = relationship()
    program: Mapped[Program | None] = relationship()
    cohort: Mapped[Cohort | None] = relationship()
