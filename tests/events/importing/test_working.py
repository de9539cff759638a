"""Does the worker bring a file in once, whole and counted, whatever happens to it on the way?"""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events.importing import jobs, keeping, queries, services
from mentornet.events.models import Event, EventImport
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.foundation.jobs import LostJobError, request_cancel
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.foundation.jobs.run import LEASE, Run, run_job
from tests.events.importing.calendar_files import calendar, event
from tests.support.applications import in_context

EVENTS = 7
FILE = calendar(
    *[event(uid=str(number), title=f"Evening {number}") for number in range(EVENTS)],
    event("DTEND:20200101T000000Z", uid="odd"),
).encode()
WHOLE = {"added": EVENTS, "updated": 0, "unchanged": 0}


@pytest.fixture(autouse=True)
def _in_small_pieces(monkeypatch):
    monkeypatch.setattr(services, "AT_A_TIME", 2)


@pytest.fixture
def asked(app, cast, monkeypatch):
    """A file that was put to a worker who has not begun; return the ids of the file and of its job."""
    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_: None)
    with in_context(app):
        root = db.session.get_one(Account, cast.root.id)
        kept = keeping.keep_file("a.ics", FILE, by=root, program_id=None, is_publishing=False)
        keeping.ask(kept, by=root)
        job = db.session.scalars(sa.select(Job)).one()
        return kept.id, job.id


def last_job(kept):
    job = queries.find_last_job(kept)
    assert job is not None
    return job.id


def told(app, import_id):
    with app.app_context():
        kept = db.session.get_one(EventImport, import_id)
        job = db.session.get_one(Job, last_job(kept))
        counts = {name: kept.outcome.get(name) for name in WHOLE}
        events = db.session.scalar(sa.select(sa.func.count()).select_from(Event))
        return counts, len(kept.outcome.get("refused", [])), events, job.state, kept.done_at is not None


def die_after(monkeypatch, pieces):
    """Have the worker die like a killed process: at the report after some pieces, with nothing tidied."""
    report, left = Run.report, iter(range(pieces - 1))

    def dying(run, stage, progress):
        report(run, stage, progress)
        if next(left, None) is None:
            raise KeyboardInterrupt

    monkeypatch.setattr(Run, "report", dying)
    return report


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_where_a_worker_dies_the_next_goes_on_and_counts_everything_once(app, asked, monkeypatch, pieces):
    import_id, job_id = asked
    report = die_after(monkeypatch, pieces)
    with app.app_context(), pytest.raises(KeyboardInterrupt):
        run_job(job_id)
    half = told(app, import_id)
    monkeypatch.setattr(Run, "report", report)
    with app.app_context(), clock.frozen_at(clock.now() + 2 * LEASE):
        run_job(job_id)
    assert (half[2], half[4]) == (2 * pieces, False)
    assert told(app, import_id) == (WHOLE, 1, EVENTS, JobState.DONE, True)


def test_two_workers_at_once_bring_it_in_once(app, asked):
    import_id, job_id = asked

    def work():
        with app.app_context():
            run_job(job_id)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert told(app, import_id) == (WHOLE, 1, EVENTS, JobState.DONE, True)


def test_a_worker_whom_another_passed_writes_no_more(app, asked):
    with app.app_context():
        kept = db.session.get_one(EventImport, asked[0])
        slow = keeping.carry_on(kept, by=db.session.get_one(Account, kept.account_id))
        next(slow)
        db.session.commit()
        assert kept.brought == 2  # read, so that it is remembered
        passed = sa.update(EventImport).values(brought=4)
        db.session.execute(passed.execution_options(synchronize_session=False))
        with pytest.raises(LostJobError):
            next(slow)
        db.session.rollback()


def test_what_was_stopped_can_be_gone_on_with(app, cast, asked, monkeypatch):
    import_id, job_id = asked
    report = Run.report

    def stopping(run, stage, progress):
        with app.app_context():
            request_cancel(db.session.get_one(Job, run.job_id))
            db.session.commit()
        report(run, stage, progress)

    monkeypatch.setattr(Run, "report", stopping)
    with app.app_context():
        run_job(job_id)
    stopped = told(app, import_id)
    monkeypatch.setattr(Run, "report", report)
    with in_context(app):
        kept = db.session.get_one(EventImport, import_id)
        keeping.ask(kept, by=db.session.get_one(Account, cast.root.id))
    with app.app_context():
        run_job(last_job(db.session.get_one(EventImport, import_id)))
    assert stopped[2:] == (2, JobState.CANCELLED, False)
    assert told(app, import_id) == (WHOLE, 1, EVENTS, JobState.DONE, True)


def test_a_file_at_work_is_asked_for_once_and_not_thrown_away(app, cast, asked):
    with app.app_context():
        kept = db.session.get_one(EventImport, asked[0])
        with pytest.raises(Refusal, match="put to work already"):
            keeping.ask(kept, by=db.session.get_one(Account, cast.root.id))
        with pytest.raises(Refusal, match="Stop that first"):
            keeping.throw_away(kept)
        with clock.frozen_at(clock.now() + timedelta(days=9)):
            jobs.forget_files()
        assert db.session.get(EventImport, asked[0]) is not None
        db.session.rollback()


def test_the_page_shows_how_far_it_is_and_sends_on_when_it_is_over(app, cast, visit, asked):
    import_id, job_id = asked
    root, path = visit(cast.root), f"/events/import/{import_id}"
    waiting = root.get(path).get_data(as_text=True)
    part = root.get(path, headers={"HX-Request": "true"}).get_data(as_text=True)
    with app.app_context():
        run_job(job_id)
    after = root.get(path, headers={"HX-Request": "true"})
    assert "Waiting for the worker" in waiting
    assert "Waiting for the worker" in part
    assert "<html" not in part
    assert after.headers["HX-Redirect"] == path
    assert f"<strong>{EVENTS}</strong> added" in root.get(path).get_data(as_text=True)
    assert "Brought in" in root.get("/events/import").get_data(as_text=True)
