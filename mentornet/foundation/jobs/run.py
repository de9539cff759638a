"""How is a job run once, whatever dies? Claim by lease, beat while working, finish only as the owner."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from flask import current_app

from .. import clock
from ..database import after_commit, db
from ..errors import Refusal
from .models import Job, JobState
from .queue import HANDLERS, give_up, send

log = structlog.get_logger()

LEASE = timedelta(seconds=20)
BEAT_SECONDS = 4.0
MOST_ATTEMPTS = 5


class CancelledError(Exception):
    """Somebody asked for this job to stop."""


class LostJobError(Exception):
    """The lease has gone to another worker: stop, and write nothing."""


@dataclass
class Run:
    """One attempt at a job, as its handler sees it."""

    job_id: int
    subject_id: int
    wanted_by_id: int | None
    owner: str
    _over: threading.Event = field(default_factory=threading.Event, repr=False)

    is_told_to_finish: bool = False
    """Whether somebody asked to finish with what is at hand; known from the last report."""

    def report(self, stage: str, progress: float, *, gap: float | None = None) -> None:
        """Show that the job is at `stage`, `progress` of 1 done; raise when it should stop.

        Call it before the handler has written anything: it commits on a connection of its own.
        """
        if not self._touch(stage=stage, progress=progress, gap=gap):
            raise LostJobError
        with db.engine.connect() as connection:
            wanted = sa.select(Job.is_cancel_requested, Job.is_finish_requested).where(Job.id == self.job_id)
            is_cancelled, self.is_told_to_finish = connection.execute(wanted).one()
            if is_cancelled:
                raise CancelledError

    def finish(self, state: JobState, *, error: str | None = None) -> bool:
        """Close the job in the open transaction if it is still ours, and say whether it was."""
        close = _mine(self).values(
            state=state, error=error, finished_at=clock.now(), owner=None, lease_until=None, progress=1.0
        )
        return _count(db.session.execute(close)) == 1

    def _touch(self, **values: Any) -> bool:
        with db.engine.begin() as connection:
            beat = _mine(self).values(lease_until=clock.now() + LEASE, **values)
            return _count(connection.execute(beat)) == 1

    @contextmanager
    def beating(self, app: Any) -> Iterator[None]:
        """Keep the lease while the block works, also through a long call that reports nothing."""

        def beat() -> None:
            with app.app_context():
                while not self._over.wait(BEAT_SECONDS):
                    try:
                        self._touch()
                    except sa.exc.OperationalError:
                        log.warning("beat_missed", job=self.job_id)

        thread = threading.Thread(target=beat, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()


def _mine(run: Run) -> sa.Update:
    return sa.update(Job).where(Job.id == run.job_id, Job.owner == run.owner, Job.state == JobState.RUNNING)


def _count(result: Any) -> int:
    return int(result.rowcount)


def this_machine() -> str:
    """Return what the owners' names of this machine begin with."""
    return f"{socket.gethostname()[:30]}:"


def this_process() -> str:
    """Return what the owners' names of this process begin with."""
    return f"{this_machine()}{os.getpid()}:"


def new_owner() -> str:
    """Return a name for one attempt: machine, process and chance."""
    return f"{this_process()}{secrets.token_hex(6)}"


def claim(job_id: int) -> Run | None:
    """Take the lease of a job that waits or whose lease lapsed; None where somebody else has it."""
    owner = new_owner()
    moment = clock.now()
    free = sa.or_(
        Job.state == JobState.QUEUED,
        sa.and_(Job.state == JobState.RUNNING, Job.lease_until < moment, Job.attempts < MOST_ATTEMPTS),
    )
    take = (
        sa.update(Job)
        .where(Job.id == job_id, free)
        .values(
            state=JobState.RUNNING,
            owner=owner,
            lease_until=moment + LEASE,
            attempts=Job.attempts + 1,
            started_at=moment,
            stage="",
            progress=0.0,
            gap=None,
            is_finish_requested=False,
        )
        .returning(Job.subject_id, Job.wanted_by_id)
    )
    with db.engine.begin() as connection:
        row = connection.execute(take).one_or_none()
    return Run(job_id, row.subject_id, row.wanted_by_id, owner) if row else None


def run_job(job_id: int) -> None:
    """Run the job if it is free: the handler's rows and the closing of the job are one transaction."""
    run = claim(job_id)
    if run is None:
        return
    kind = db.session.scalars(sa.select(Job.kind).where(Job.id == job_id)).one()
    db.session.rollback()
    app: Any = current_app
    with run.beating(app._get_current_object()):  # noqa: SLF001 - the thread needs the app itself, not the proxy
        _attempt(run, kind)


def _attempt(run: Run, kind: str) -> None:
    """Handle the job and end the transaction, whatever comes: a beat that waits for it would hold up the end of both."""
    try:
        HANDLERS[kind](run)
        if run.finish(JobState.DONE):
            db.session.commit()
        else:
            db.session.rollback()
    except LostJobError:
        db.session.rollback()
    except CancelledError:
        _close(run, kind, JobState.CANCELLED, None)
    except Refusal as refusal:
        _close(run, kind, JobState.FAILED, refusal.sentence)
    except Exception:
        sign = secrets.token_hex(4).upper()
        log.exception("job_failed", job=run.job_id, kind=kind, reference=sign)
        _close(
            run,
            kind,
            JobState.FAILED,
            f"Something broke on our side. It is noted under the reference {sign}.",
        )


def _close(run: Run, kind: str, state: JobState, error: str | None) -> None:
    db.session.rollback()
    if run.finish(state, error=error):
        give_up(kind, run.subject_id)
    db.session.commit()


def release() -> None:
    """Give back what this process holds, when it is told to stop."""
    with db.engine.begin() as connection:
        connection.execute(
            sa.update(Job)
            .where(Job.state == JobState.RUNNING, Job.owner.startswith(this_process()))
            .values(state=JobState.QUEUED, owner=None, lease_until=None, attempts=Job.attempts - 1)
        )


def let_go_of_the_dead() -> None:
    """End the leases of workers of this machine that are no more, so that nobody waits for them to lapse."""
    held = sa.select(Job.id, Job.owner).where(
        Job.state == JobState.RUNNING, Job.owner.startswith(this_machine())
    )
    for job_id, owner in db.session.execute(held).all():
        if owner and not _lives(int(owner.split(":")[1])):
            lapsed = sa.update(Job).where(Job.id == job_id, Job.owner == owner)
            db.session.execute(lapsed.values(lease_until=clock.now() - LEASE))


def _lives(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sweep() -> None:
    """Hand out again what waits unheard or whose worker died; give up what failed too often."""
    let_go_of_the_dead()
    moment = clock.now()
    lapsed = sa.and_(Job.state == JobState.RUNNING, Job.lease_until < moment)
    tired = sa.update(Job).where(lapsed, Job.attempts >= MOST_ATTEMPTS)
    sentence = "The worker died at this work again and again. Look into the log before you try once more."
    failed = tired.values(state=JobState.FAILED, error=sentence, finished_at=moment, owner=None)
    for kind, subject_id in db.session.execute(failed.returning(Job.kind, Job.subject_id)).all():
        give_up(kind, subject_id)
    unheard = sa.and_(Job.state == JobState.QUEUED, Job.created_at < moment - timedelta(seconds=5))
    for job_id in db.session.scalars(sa.select(Job.id).where(sa.or_(unheard, lapsed))).all():
        after_commit(lambda job_id=job_id: send("run_job", job_id))  # type: ignore[misc]  # the default binds this turn's id
