"""In a large round, is the smallest change worked out outside the request, once, and shown by itself?"""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job
from mentornet.foundation.jobs.run import run_job
from mentornet.matching import services
from mentornet.matching.kept import advice_on
from mentornet.matching.models import MatchingRound, Unplaced
from mentornet.matching.queries import ADVISE
from mentornet.matching.services import advising
from tests.matching.pages.scenes import Stage
from tests.support.applications import in_context
from tests.support.rounds import solve_now, solved_round

HTMX = {"HX-Request": "true"}


@pytest.fixture
def page(app: Flask, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page of whom a round left out that counts as large."""
    monkeypatch.setattr(advising, "QUICK", 0)
    round_id = stage(solved_round)
    with app.app_context():
        return f"/rounds/{round_id}/unplaced/{db.session.scalars(sa.select(Unplaced.mentee_id)).one()}/change"


def jobs(app: Flask) -> int:
    with app.app_context():
        mine = sa.select(sa.func.count()).select_from(Job).where(Job.kind == ADVISE)
        return db.session.scalar(mine) or 0


def test_the_answer_is_awaited_and_then_shown(
    app: Flask, page: str, cora: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Find the smallest change</button>" in cora.get(page).text
    with monkeypatch.context() as still:
        still.setattr("mentornet.foundation.jobs.queue.send", lambda *_: None)
        cora.post(page)
    first = cora.get(page).text
    assert "It comes onto this page by itself" in first
    assert '<meta http-equiv="refresh" content="2">' in first
    with app.app_context():
        run_job(db.session.scalars(sa.select(Job.id).where(Job.kind == ADVISE)).one())
    assert cora.get(page, headers=HTMX).headers["HX-Redirect"] == page
    said = cora.get(page).text
    assert "One more seat with" in said
    assert "the cheapest to free" in said
    assert 'http-equiv="refresh"' not in said
    assert jobs(app) == 1


def test_while_the_worker_is_at_it_only_the_waiting_part_is_sent_and_nothing_is_asked_twice(
    app: Flask, page: str, cora: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_: None)
    cora.post(page)
    cora.post(page)
    part = cora.get(page, headers=HTMX).text
    assert "some seconds" in part
    assert "<h1>" not in part
    assert jobs(app) == 1


def test_what_is_kept_is_what_the_engine_said(app: Flask, page: str, cora: Any) -> None:
    cora.post(page)
    with app.app_context():
        left = db.session.scalars(sa.select(Unplaced)).one()
        (said,) = advice_on(db.session.get_one(MatchingRound, left.round_id), {left.mentee_id})
        assert advising.thawed(left.reason["advice"]["said"]) == said


def test_an_answer_about_an_earlier_solve_is_not_shown(app: Flask, page: str, cora: Any) -> None:
    cora.post(page)
    with in_context(app):
        solve_now(db.session.scalars(sa.select(MatchingRound)).one())
    assert "Find the smallest change</button>" in cora.get(page).text
    assert "One more seat with" in cora.post(page, follow_redirects=True).text
    assert jobs(app) == 2


def test_a_second_run_of_the_same_job_does_nothing(app: Flask, page: str, cora: Any) -> None:
    cora.post(page)
    with in_context(app):
        matching_round = db.session.scalars(sa.select(MatchingRound)).one()
        before = db.session.scalars(sa.select(Unplaced.reason)).one()
        services.answer_advice(matching_round)
        assert db.session.scalars(sa.select(Unplaced.reason)).one() == before
