"""Does kill -9, at any moment, lose an acknowledged write or solve a round twice?"""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from mentornet.accounts.models import Account
from mentornet.accounts.sessions import begin_session
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.foundation.jobs.run import run_job
from mentornet.matching import services
from mentornet.matching.models import Answer, MatchingRound, Proposal, ProposalState, RoundState
from mentornet.seeds.trial import add_trial_community
from tests.support.applications import make_app
from tests.support.cast import make_account
from tests.support.client import RAW_TOKEN, signed_token
from tests.support.postgres import create_database
from tests.support.processes import Site, kill, started, wait_until

pytestmark = pytest.mark.processes
WORKER = ("flask", "--app", "wsgi", "work")


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, tmp_path) -> Iterator[Site]:
    """A site with a trial program, whose jobs only real workers do."""
    url = ""
    if request.param == "postgresql":
        url = create_database(request.getfixturevalue("postgres_server"), f"killing_{tmp_path.name}"[:60])
    app = make_app(url, tmp_path, QUEUE_IMMEDIATE=False)
    yield Site(app, url, tmp_path)
    app.extensions["queue"]().storage.close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def start_solving(app: Flask, *, members: int) -> int:
    with app.app_context():
        cora = make_account("Cora")
        program = add_trial_community(members=members, seed=1)
        matching_round = services.open_round(program, by=cora, name="Trial", seed=1)
        services.start_solving(matching_round, by=cora)
        db.session.commit()
        return matching_round.id


def job_now(app: Flask) -> Job:
    with app.app_context():
        job = db.session.scalars(sa.select(Job).order_by(Job.id).limit(1)).one()
        db.session.expunge_all()
        return job


def test_a_round_whose_worker_is_killed_is_solved_once_by_the_next(site):
    round_id = start_solving(site.app, members=900)
    with started(site, *WORKER) as first:
        wait_until(lambda: job_now(site.app).state is JobState.RUNNING)
        kill(first)
    assert job_now(site.app).state is JobState.RUNNING
    with started(site, *WORKER), started(site, *WORKER):
        wait_until(lambda: job_now(site.app).state is JobState.DONE)
    assert job_now(site.app).attempts == 2
    with site.app.app_context():
        matching_round = db.session.get_one(MatchingRound, round_id)
        drafts = db.session.scalar(sa.select(sa.func.count()).select_from(Proposal))
        assert matching_round.state is RoundState.REVIEW
        assert matching_round.is_proved_optimal
        assert drafts == matching_round.figures["placed"]


def publish(app: Flask, round_id: int) -> list[tuple[int, int]]:
    """Solve and publish the round here, and return the ids of proposals with their mentees'."""
    with app.app_context():
        run_job(db.session.scalars(sa.select(Job.id)).one())
        matching_round = db.session.get_one(MatchingRound, round_id)
        by = db.session.get_one(Account, matching_round.created_by_id)
        services.publish_round(matching_round, by=by, answer_by=clock.now() + timedelta(days=3))
        db.session.commit()
        opened = sa.select(Proposal.id, Proposal.mentee_id).where(Proposal.state == ProposalState.OPEN)
        return [(row.id, row.mentee_id) for row in db.session.execute(opened)]


def cookie_of(app: Flask, account_id: int) -> str:
    """Return the session cookie of a browser signed in as the account."""
    with app.app_context():
        token = begin_session(db.session.get_one(Account, account_id), browser="test")
        db.session.commit()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    signed = signer.dumps({"_user_id": token, "_fresh": True, "csrf_token": RAW_TOKEN})
    return f"{app.config['SESSION_COOKIE_NAME']}={signed}"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def test_every_answer_that_the_killed_web_server_acknowledged_is_kept(site):
    proposals = publish(site.app, start_solving(site.app, members=120))
    cookies = {mentee: cookie_of(site.app, mentee) for _proposal, mentee in proposals}
    token = signed_token(site.app)
    port = free_port()
    acknowledged: list[int] = []
    waiting = iter(proposals)
    lock = threading.Lock()

    def press_accept() -> None:
        while True:
            with lock:
                proposal_id, mentee = next(waiting, (0, 0))
            if not proposal_id:
                return
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            head = {"Cookie": cookies[mentee], "X-CSRFToken": token, "Content-Length": "0"}
            try:
                connection.request("POST", f"/proposals/{proposal_id}/accept", headers=head)
                if connection.getresponse().status in {302, 303}:
                    acknowledged.append(proposal_id)
            except (OSError, http.client.HTTPException):
                return
            finally:
                connection.close()

    serve = (
        "gunicorn",
        "wsgi:app",
        "--bind",
        f"127.0.0.1:{port}",
        "--worker-class",
        "gthread",
        "--workers",
        "2",
    )
    with started(site, *serve, "--threads", "4", "--log-level", "critical") as web:
        wait_until(lambda: answers(port))
        people = [threading.Thread(target=press_accept) for _ in range(4)]
        for person in people:
            person.start()
        wait_until(lambda: len(acknowledged) >= 10)
        kill(web)
        for person in people:
            person.join()
    with site.app.app_context():
        accepted = sa.select(Proposal.id).where(Proposal.mentee_answer == Answer.ACCEPTED)
        kept = set(db.session.scalars(accepted))
    assert len(acknowledged) >= 10
    assert set(acknowledged) <= kept
