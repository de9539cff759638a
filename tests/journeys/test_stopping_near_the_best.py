"""A coordinator watches a solve come near the best, presses the button, and keeps what is at hand with its gap."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import expect

from mentornet.foundation.database import db
from mentornet.foundation.jobs import find_live_job
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.foundation.jobs.run import run_job
from mentornet.matching.engine.best import columns, finding, sweeps
from mentornet.matching.kept import faults_of_round
from mentornet.matching.models import MatchingRound
from mentornet.matching.queries import SOLVE
from mentornet.matching.services import start_solving
from mentornet.programs.models import ProgramCoordinator
from mentornet.seeds.trial import add_trial_community
from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import PHONE
from tests.support.rounds import coordinator_of, open_round

BUTTON = "Stop here: within 0.1 %"
PATIENCE = 60
NEAR = 0.5
"""From which gap on a coordinator may stop here: so small a round is never within a thousandth without being done."""
HALF = 100
"""More mentees than the sample that prices are guessed from, and fewer than the whole round."""


@pytest.fixture(name="job_id")
def queued_solve(app: Flask, cast: Any) -> int:
    """Queue the solve of three hundred people's round, which Cora coordinates."""
    with in_context(app):
        program = add_trial_community(members=300, seed=1)
        db.session.add(ProgramCoordinator(program_id=program.id, account_id=cast.cora.id))
        db.session.flush()
        matching_round = open_round(program)
        start_solving(matching_round, by=coordinator_of(matching_round.program))
        db.session.info.pop("after_commit", None)
        job = find_live_job(SOLVE, matching_round.id)
        assert job
        db.session.execute(sa.update(Job).values(state=JobState.QUEUED))
        return job.id


@pytest.fixture(name="slowly")
def held_once_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the search of the whole round go on by columns, once it knows a small gap, until it is told to end."""
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 4)
    monkeypatch.setattr("mentornet.matching.jobs.NEAR", NEAR)
    monkeypatch.setattr("mentornet.matching.views.solving.NEAR", NEAR)
    monkeypatch.setattr("mentornet.matching.services.solving.NEAR", NEAR)
    gaps: list[float | None] = [None]

    def sweeping(tell: Any, gap: float | None) -> Callable[[float], None]:
        gaps.append(gap)
        return lambda done: tell("sweep", done, gap)

    def sweep(
        around: Any, bounds: Any, prices: Any, gains: Any, beat: Callable[[float], None], **how: Any
    ) -> Any:
        gap, until = gaps[-1], time.monotonic() + PATIENCE
        is_whole = len(around.mentees) > HALF
        while is_whole and gap is not None and 0 < gap <= NEAR and time.monotonic() < until:
            beat(0.5)
            time.sleep(0.05)
        return sweeps.sweep(around, bounds, prices, gains, beat, **how)

    monkeypatch.setattr(columns, "_sweeping", sweeping)
    monkeypatch.setattr(columns, "sweep", sweep)


@pytest.mark.browser
@pytest.mark.usefixtures("slowly")
def test_a_coordinator_stops_near_the_best_and_keeps_the_gap(
    app: Flask, cast: Any, let_in: Any, job_id: int
) -> None:
    with app.app_context():
        round_id = db.session.scalars(sa.select(MatchingRound.id)).one()
    page = let_in(cast.cora, viewport=PHONE, has_touch=True)

    def work() -> None:
        with app.app_context():
            run_job(job_id)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        page.goto(f"/rounds/{round_id}/progress")
        expect(page.get_by_text("by more than")).to_be_visible(timeout=PATIENCE * 1000)
        assert_accessible(page)
        page.get_by_role("button", name=BUTTON).tap()
        expect(page.get_by_role("heading", name="Review the drafts")).to_be_visible(timeout=PATIENCE * 1000)
    finally:
        worker.join(timeout=2 * PATIENCE)
    expect(page.get_by_text("Ended near the best")).to_be_visible()
    with in_context(app):
        matching_round = db.session.get_one(MatchingRound, round_id)
        assert not matching_round.is_proved_optimal
        assert 0 < matching_round.figures["gap"] <= NEAR
        assert faults_of_round(matching_round) == []
