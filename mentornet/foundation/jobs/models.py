"""What is a job? One row a piece of work, which says all there is to know of it."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa

from ..database import Base, Created, Id, Mapped, Name, mapped_column


class JobState(enum.StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE_STATES = (JobState.QUEUED, JobState.RUNNING)
_IS_LIVE = sa.text("state IN ('queued', 'running')")


class Job(Base):
    """One piece of work on one subject; whoever holds the lease works on it, and nobody else.

    `gap` says, where the work knows it, how much better its outcome could still become at most, as a share; who thinks that
    near enough asks it to finish with what it has.
    """

    __table_args__ = (
        sa.Index(
            "uq_jobs_live_subject",
            "kind",
            "subject_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
    )

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED, index=True)
    stage: Mapped[Name] = mapped_column(default="")
    progress: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None] = mapped_column(sa.String(64))
    lease_until: Mapped[datetime | None]
    is_cancel_requested: Mapped[bool] = mapped_column(default=False)
    is_finish_requested: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    gap: Mapped[float | None]
    error: Mapped[str | None] = mapped_column(sa.String(1000))
    wanted_by_id: Mapped[int | None]
    created_at: Mapped[Created]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
