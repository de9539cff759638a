"""Does a coordinator see how near the best a solve is, and may she stop there?"""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from mentornet.foundation.database import db
from mentornet.foundation.jobs import find_live_job
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.foundation.jobs.run import run_job
from mentornet.matching.engine.best import columns, finding
from mentornet.matching.kept import faults_of_round
from mentornet.matching.models import MatchingRound, RoundState
from mentornet.matching.queries import SOLVE
from mentornet.matching.services import start_solving
from mentornet.programs.models import ProgramCoordinator
from mentornet.seeds.trial import add_trial_community
from tests.matching.doors import nearly_solved
from tests.support.applications import in_context
from tests.support.rounds import coordinator_of, open_round, small_program

BUTTON = "Stop here: within 0.1 %"


def at_gap(app: Flask, cast: Any, gap: float | None) -> int:
    with in_context(app):
        round_id = nearly_solved(cast)["round_id"]
        db.session.execute(sa.update(Job).values(gap=gap))
    return int(round_id)


def test_the_page_says_how_much_better_the_best_could_be(app: Flask, cast: Any, cora: Any) -> None:
    page = cora.get(f"/rounds/{at_gap(app, cast, 0.0123)}/progress").text
    assert "by more than 1.2300 % of the total" in page
    assert BUTTON not in page


def test_near_the_best_a_coordinator_may_stop(app: Flask, cast: Any, cora: Any) -> None:
    round_id = at_gap(app, cast, 0.0005)
    assert BUTTON in cora.get(f"/rounds/{round_id}/progress").text
    told = cora.post(f"/rounds/{round_id}/take", follow_redirects=True).text
    assert "The search ends here." in told
    assert BUTTON not in told
    with in_context(app):
        assert db.session.scalars(sa.select(Job.is_finish_requested)).one()


@pytest.mark.parametrize("gap", [None, 0.02])
def test_nobody_stops_further_from_the_best(app: Flask, cast: Any, cora: Any, gap: float | None) -> None:
    answer = cora.post(f"/rounds/{at_gap(app, cast, gap)}/take")
    assert answer.status_code == 409
    assert "not known to be near enough" in answer.text


def test_what_was_taken_is_proved_to_be_as_near_as_it_says(
    app: Flask, cast: Any, cora: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 4)
    monkeypatch.setattr("mentornet.matching.jobs.NEAR", 0.5)
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
        job_id, round_id = job.id, matching_round.id
    told = []

    def is_told(_run: Any) -> bool:
        told.append(1)
        return True

    monkeypatch.setattr(
        "mentornet.foundation.jobs.run.Run.is_told_to_finish", property(is_told, lambda *_: None)
    )
    with app.app_context():
        run_job(job_id)
    with in_context(app):
        matching_round = db.session.get_one(MatchingRound, round_id)
        assert matching_round.state is RoundState.REVIEW
        assert told
        assert not matching_round.is_proved_optimal
        assert matching_round.figures["gap"] > 0
        assert faults_of_round(matching_round) == []
    assert "Ended near the best" in cora.get(f"/rounds/{round_id}/review").text
    assert "is proved that nothing is better by more than" in cora.get(f"/rounds/{round_id}/proof").text


def test_what_a_round_takes_is_said_beside_the_button(app: Flask, cast: Any, cora: Any) -> None:
    with in_context(app):
        round_id = open_round(small_program(cast)).id
    page = cora.get(f"/rounds/{round_id}/gathering").text
    assert "Solving it takes less than a second and 80 MB of memory" in page
