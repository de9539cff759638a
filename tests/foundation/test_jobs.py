"""Is a job run once, whatever happens?"""

from __future__ import annotations

import subprocess
import threading
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.foundation.jobs import LostJobError, Run, enqueue, find_live_job, handles, request_cancel
from mentornet.foundation.jobs import run as run_module
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.foundation.jobs.queue import HANDLERS
from mentornet.foundation.jobs.run import LEASE, MOST_ATTEMPTS, claim, run_job, sweep, this_machine


@pytest.fixture
def handler():
    """Let a test say what a job does, and forget it afterwards."""

    def install(call):
        handles("try-out")(call)

    yield install
    HANDLERS.pop("try-out", None)


def only_job() -> Job:
    db.session.expire_all()
    return db.session.scalars(sa.select(Job)).one()


def waiting_job(**values) -> Job:
    job = Job(kind="try-out", subject_id=7, **values)
    db.session.add(job)
    db.session.commit()
    return job


def test_a_job_runs_once_its_transaction_is_committed(session, handler):
    ran = []
    handler(lambda run: ran.append(run.subject_id))
    enqueue("try-out", 7)
    assert ran == []
    db.session.commit()
    assert ran == [7]
    assert only_job().state is JobState.DONE


def test_a_job_whose_transaction_is_rolled_back_never_runs(session, handler):
    ran = []
    handler(lambda run: ran.append(run.subject_id))
    enqueue("try-out", 7)
    db.session.rollback()
    db.session.commit()
    assert ran == []


def test_the_same_subject_cannot_have_two_live_jobs(session):
    waiting_job()
    with pytest.raises(sa.exc.IntegrityError):
        waiting_job()
    db.session.rollback()
    assert find_live_job("try-out", 7) is not None


def test_a_job_handed_out_twenty_times_is_attempted_once(session, handler):
    handler(lambda run: None)
    job_id = waiting_job().id
    for _ in range(20):
        run_job(job_id)
    assert only_job().attempts == 1


def test_two_workers_cannot_claim_one_job(app):
    with app.app_context():
        job_id = waiting_job().id
    claimed: list[Run | None] = []
    gate = threading.Barrier(6)

    def try_to_claim():
        with app.app_context():
            gate.wait()
            claimed.append(claim(job_id))

    threads = [threading.Thread(target=try_to_claim) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([run for run in claimed if run]) == 1


def test_a_refusal_is_kept_as_the_job_s_sentence(session, handler):
    def refuse(run):
        raise Refusal("There are no seats. Ask a mentor to offer one.")

    handler(refuse)
    run_job(waiting_job().id)
    assert (only_job().state, only_job().error) == (
        JobState.FAILED,
        "There are no seats. Ask a mentor to offer one.",
    )


def test_what_breaks_is_kept_under_a_reference_and_not_in_words_of_the_machine(session, handler):
    def break_down(run):
        raise RuntimeError("secret detail")

    handler(break_down)
    run_job(waiting_job().id)
    error = str(only_job().error)
    assert "reference" in error
    assert "secret detail" not in error


def test_a_report_shows_the_stage_and_keeps_the_lease(session, handler):
    seen = []

    def work(run):
        run.report("score", 0.4)
        seen.append((only_job().stage, only_job().progress))
        db.session.rollback()

    handler(work)
    run_job(waiting_job().id)
    assert seen == [("score", 0.4)]


def test_a_job_that_has_written_does_not_wait_for_its_own_beat(session, handler, monkeypatch):
    monkeypatch.setattr(run_module, "BEAT_SECONDS", 0.01)

    def work(run):
        db.session.add(Job(kind="made-by-it", subject_id=1, state=JobState.DONE))
        db.session.flush()
        time.sleep(0.2)  # a beat comes while the rows are not committed; on SQLite it waits for them

    handler(work)
    job_id = waiting_job().id
    begun = time.perf_counter()
    run_job(job_id)
    assert time.perf_counter() - begun < 5  # the beat would give up after ten
    assert db.session.get_one(Job, job_id).state is JobState.DONE


def test_a_running_job_stops_at_its_next_report_when_asked_to(session, handler):
    reached = []

    def work(run):
        request_cancel(only_job())
        db.session.commit()
        run.report("solve", 0.5)
        reached.append("after")

    handler(work)
    run_job(waiting_job().id)
    assert reached == []
    assert only_job().state is JobState.CANCELLED


def test_a_waiting_job_is_cancelled_at_once(session):
    job = waiting_job()
    assert request_cancel(job)
    db.session.commit()
    assert only_job().state is JobState.CANCELLED


def test_what_a_worker_wrote_after_losing_its_lease_is_not_kept(session, handler):
    def work(run):
        taken = sa.update(Job).values(owner="another worker")
        with db.engine.begin() as connection:
            connection.execute(taken)
        with pytest.raises(LostJobError):
            run.report("solve", 0.5)
        db.session.add(Job(kind="left-behind", subject_id=1))
        db.session.flush()

    handler(work)
    run_job(waiting_job().id)
    assert only_job().owner == "another worker"


def test_a_job_whose_worker_died_is_taken_up_again(session, handler):
    ran = []
    handler(lambda run: ran.append(run.subject_id))
    late = clock.now() - LEASE
    waiting_job(state=JobState.RUNNING, owner="dead", attempts=1, lease_until=late)
    sweep()
    db.session.commit()
    assert ran == [7]
    assert only_job().attempts == 2


def test_nobody_waits_for_the_lease_of_a_dead_worker_on_this_machine(session, handler):
    ran = []
    handler(lambda run: ran.append(run.subject_id))
    dead = subprocess.Popen(["true"])
    dead.wait()
    still_good = clock.now() + LEASE
    waiting_job(
        state=JobState.RUNNING, owner=f"{this_machine()}{dead.pid}:x", attempts=1, lease_until=still_good
    )
    sweep()
    db.session.commit()
    assert ran == [7]


def test_a_job_that_kills_its_workers_is_given_up(session, handler):
    late = clock.now() - timedelta(minutes=5)
    waiting_job(state=JobState.RUNNING, owner="dead", attempts=MOST_ATTEMPTS, lease_until=late)
    sweep()
    db.session.commit()
    assert only_job().state is JobState.FAILED


def test_a_job_whose_message_was_lost_is_handed_out_again(session, handler):
    ran = []
    handler(lambda run: ran.append(run.subject_id))
    waiting_job(created_at=clock.now() - timedelta(minutes=1))
    sweep()
    db.session.commit()
    assert ran == [7]
