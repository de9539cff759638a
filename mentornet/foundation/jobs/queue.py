"""How does work reach the worker? Only ids travel, and only after the commit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
import structlog
from flask import Flask, current_app
from huey import Huey, MemoryHuey, PostgresHuey, crontab
from huey.serializer import SignedSerializer
from huey.storage import SqliteStorage

from ..database import after_commit, changed_rows, db
from .models import LIVE_STATES, Job, JobState

log = structlog.get_logger()

Handler = Callable[[Any], None]
Farewell = Callable[[int], None]
HANDLERS: dict[str, Handler] = {}
FAREWELLS: dict[str, Farewell] = {}
EVERY_MINUTE: list[Callable[[], None]] = []


def handles(kind: str, *, given_up: Farewell | None = None) -> Callable[[Handler], Handler]:
    """Mark a function as what runs for jobs of `kind`.

    `given_up` is called with the subject's id when such a job fails or is cancelled, in the transaction that
    closes the job: it takes the subject back to a state from which one may try again.
    """

    def decorate(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        if given_up is not None:
            FAREWELLS[kind] = given_up
        return handler

    return decorate


def give_up(kind: str, subject_id: int) -> None:
    """Do what is to be done when a job of `kind` has come to nothing."""
    if kind in FAREWELLS:
        FAREWELLS[kind](subject_id)


def every_minute(duty: Callable[[], None]) -> Callable[[], None]:
    """Have the worker call `duty` each minute, in a transaction of its own.

    Several workers may call it at once and a worker may die in it: a duty takes what is due by
    conditional UPDATEs or unique keys, so that doing it twice does nothing twice.
    """
    EVERY_MINUTE.append(duty)
    return duty


def enqueue(kind: str, subject_id: int, *, by: int | None = None) -> Job:
    """Add a job for `subject_id`; the worker hears of it once this transaction is committed."""
    job = Job(kind=kind, subject_id=subject_id, wanted_by_id=by)
    db.session.add(job)
    db.session.flush()  # the id is what travels
    job_id = job.id
    after_commit(lambda: send("run_job", job_id))
    return job


def request_cancel(job: Job) -> bool:
    """Ask for `job` to stop: at once where it has not begun, else at its next step. False if it is over."""
    queued = sa.update(Job).where(Job.id == job.id, Job.state == JobState.QUEUED)
    if changed_rows(queued.values(state=JobState.CANCELLED)):
        give_up(job.kind, job.subject_id)
        return True
    live = sa.update(Job).where(Job.id == job.id, Job.state == JobState.RUNNING)
    return changed_rows(live.values(is_cancel_requested=True)) > 0


def request_finish(job: Job) -> bool:
    """Ask a running `job` to finish with what it has at hand. False if it is over."""
    live = sa.update(Job).where(Job.id == job.id, Job.state == JobState.RUNNING)
    return changed_rows(live.values(is_finish_requested=True)) > 0


def find_live_job(kind: str, subject_id: int) -> Job | None:
    """Return the job of `kind` for `subject_id` that waits or runs, if there is one."""
    live = sa.select(Job).where(Job.kind == kind, Job.subject_id == subject_id, Job.state.in_(LIVE_STATES))
    return db.session.scalar(live.order_by(Job.id.desc()))


def send(task: str, *args: Any) -> None:
    """Hand a task to the queue by name; call it through `after_commit`."""
    current_app.extensions["queue_tasks"](task)(*args)


class QueueFile(SqliteStorage):  # type: ignore[misc]  # huey has no types
    """The queue in a file of its own, which does not wait for the disk at each message.

    Nothing rests on a message: the job's or the letter's own row is the truth, and what was not heard of is handed
    out again. So a loss of power may cost the last messages, and never the file.
    """

    def _create_connection(self) -> Any:
        connection = super()._create_connection()
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection


def make_queue(app: Flask) -> Huey:
    """Return the queue of `app`: in memory for tests, else beside or inside the app's database."""
    settings = app.config["SETTINGS"]
    if app.config.get("QUEUE_IMMEDIATE"):
        return MemoryHuey("mentornet", immediate=True, results=False)
    serializer = SignedSerializer(secret=app.config["SECRET_KEY"])
    options: dict[str, Any] = {"results": False, "serializer": serializer}
    if settings.sqlalchemy_url.startswith("sqlite"):
        path = str(settings.data_path / "queue.sqlite3")
        return Huey("mentornet", storage_class=QueueFile, filename=path, **options)
    dsn = settings.sqlalchemy_url.replace("postgresql+psycopg://", "postgresql://")
    return PostgresHuey("mentornet", dsn=dsn, options="-c synchronous_commit=off", **options)


def init_app(app: Flask, tasks: dict[str, Callable[..., None]]) -> None:
    """Make the queue when it is first used, with `tasks` by name and the duties of each minute."""
    ready: dict[str, Any] = {}

    def in_app(call: Callable[..., None]) -> Callable[..., None]:
        def inside(*args: Any) -> None:
            with app.app_context():
                call(*args)

        return inside

    def get_queue() -> Huey:
        if "queue" not in ready:
            queue = make_queue(app)
            ready["tasks"] = {name: queue.task(name=name)(in_app(call)) for name, call in tasks.items()}
            queue.periodic_task(crontab(), name="each_minute")(in_app(do_duties))
            ready["queue"] = queue
        return ready["queue"]

    def get_task(name: str) -> Any:
        get_queue()
        return ready["tasks"][name]

    app.extensions["queue"] = get_queue
    app.extensions["queue_tasks"] = get_task


def do_duties() -> None:
    """Do every duty of the minute, each in a transaction of its own; one that breaks stops no other."""
    for duty in EVERY_MINUTE:
        try:
            duty()
            db.session.commit()
        except Exception:
            db.session.rollback()
            log.exception("duty_failed", duty=duty.__name__)
