"""What must an administrator look at? The worker's queue, letters that fail, and who is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.database import db
from ..foundation.jobs.models import LIVE_STATES, Job, JobState
from ..foundation.mail.outbox import Letter, LetterState

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name; `kind` says whether it asks for a look."""

    label: str
    value: str
    kind: str = ""


def figures() -> list[Figure]:
    """Count what runs and waits now, and what failed or came in within the last seven days."""
    since = clock.now() - WEEK
    live = _count(Job.state.in_(LIVE_STATES))
    failed_jobs = _count(Job.state == JobState.FAILED, Job.finished_at > since)
    waiting = _count(Letter.state.in_((LetterState.QUEUED, LetterState.SENDING)))
    failed_letters = _count(Letter.state == LetterState.FAILED, Letter.created_at > since)
    new = _count(Account.created_at > since)
    return [
        Figure("Jobs waiting or running", f"{live:,}"),
        Figure("Jobs failed this week", f"{failed_jobs:,}", "harm" if failed_jobs else ""),
        Figure("Letters to send", f"{waiting:,}"),
        Figure("Letters failed this week", f"{failed_letters:,}", "harm" if failed_letters else ""),
        Figure("New people this week", f"{new:,}"),
    ]


def _count(*conditions: sa.ColumnElement[bool]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).where(*conditions)) or 0
