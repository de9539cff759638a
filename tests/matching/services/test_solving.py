"""Is a round opened, solved, stopped and taken up again as it should be?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.matching import engine, services
from mentornet.matching.models import MatchingRound, ProposalState, RoundState
from mentornet.notifications.models import Notice, NoticeKind
from mentornet.programs.models import Program
from tests.matching.services.scenes import unplaced_of
from tests.support.rounds import (
    make_mentee,
    make_mentor,
    open_round,
    pairs_of,
    proposals_of,
    solve_now,
    solved_round,
)


# Opening
def test_a_round_takes_its_weights_and_minimum_from_the_program(program: Program, cora: Account) -> None:
    program.weights, program.minimum_fit = {"goals": 7}, 30
    matching_round = services.open_round(program, by=cora, name="Winter round")
    assert matching_round.weights["goals"] == 7
    assert matching_round.weights["path_walked"] == 5
    assert matching_round.minimum_fit == 30
    assert matching_round.state is RoundState.GATHERING


def test_a_closed_program_opens_no_round(program: Program, cora: Account) -> None:
    program.closed_at = clock.now()
    with pytest.raises(Refusal, match="closed"):
        services.open_round(program, by=cora, name="Winter round")


def test_a_cancelled_round_keeps_no_drafts(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    services.cancel_round(matching_round, by=cora)
    assert matching_round.state is RoundState.CANCELLED
    assert not proposals_of(matching_round)
    assert not unplaced_of(matching_round)


# Solving
def test_a_solve_drafts_as_many_pairs_as_there_are_seats_and_says_why_the_rest_is_left(
    program: Program,
) -> None:
    matching_round = solved_round(program)
    assert matching_round.state is RoundState.REVIEW
    assert len(proposals_of(matching_round, ProposalState.DRAFT)) == 2
    assert [reason["why"] for reason in unplaced_of(matching_round).values()] == ["seats_taken"]


def test_a_solve_keeps_its_figures_and_its_proof(program: Program) -> None:
    matching_round = solved_round(program)
    figures = matching_round.figures
    assert (figures["placed"], figures["mentees"], figures["seats"]) == (2, 3, 2)
    assert set(figures["violations"]) >= {str(rule) for rule in engine.Rule}
    assert not any(figures["violations"].values())
    assert matching_round.is_proved_optimal
    assert matching_round.certificate["value"] == matching_round.certificate["bound"]
    assert matching_round.total_fit == sum(one.fit for one in proposals_of(matching_round))


def test_the_parts_of_a_pair_sum_to_its_fit(program: Program) -> None:
    for proposal in proposals_of(solved_round(program)):
        assert sum(part["points"] for part in proposal.parts) == proposal.fit


def test_the_same_round_solved_twice_gives_the_same_pairs(program: Program) -> None:
    matching_round = solved_round(program)
    first = pairs_of(matching_round)
    solve_now(matching_round)
    assert pairs_of(matching_round) == first


def test_those_who_run_the_program_are_told_that_drafts_await_them(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    notice = db.session.scalars(sa.select(Notice).where(Notice.kind == NoticeKind.ROUND_READY)).one()
    assert notice.account_id == cora.id
    assert notice.url == f"/rounds/{matching_round.id}"
    assert "2 of 3 mentees placed" in notice.sentence


def test_a_round_without_mentees_goes_back_and_says_why(session: Any, cast: Any) -> None:
    from tests.support.programs import make_program

    program = make_program(coordinator_id=cast.cora.id)
    make_mentor(program, "Mia")
    matching_round = solve_now(open_round(program))
    job = db.session.scalars(sa.select(Job)).one()
    assert matching_round.state is RoundState.GATHERING
    assert job.state is JobState.FAILED
    assert "Nobody in this round" in (job.error or "")


def test_a_failed_solve_can_be_tried_again(session: Any, cast: Any) -> None:
    from tests.support.programs import make_program

    program = make_program(coordinator_id=cast.cora.id)
    make_mentor(program, "Mia")
    matching_round = solve_now(open_round(program))
    make_mentee(program, "Ben Two")
    assert solve_now(matching_round).state is RoundState.REVIEW


def test_a_solve_that_breaks_takes_the_round_back_to_its_drafts(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    matching_round = solved_round(program)
    before = pairs_of(matching_round)

    def break_down(*_args: Any) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("mentornet.matching.engine.solve", break_down)
    solve_now(matching_round)
    assert matching_round.state is RoundState.REVIEW
    assert pairs_of(matching_round) == before


def test_a_round_whose_worker_died_again_and_again_goes_back(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mentornet.foundation.jobs.run import MOST_ATTEMPTS, sweep

    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_args: None)
    matching_round = solve_now(open_round(program))
    job = db.session.scalars(sa.select(Job)).one()
    job.state, job.attempts, job.lease_until = (
        JobState.RUNNING,
        MOST_ATTEMPTS,
        clock.now() - timedelta(minutes=1),
    )
    db.session.flush()
    sweep()
    db.session.refresh(matching_round)
    assert matching_round.state is RoundState.GATHERING


def test_a_queued_solve_that_is_stopped_goes_back_at_once(
    program: Program, cora: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_args: None)
    matching_round = solve_now(open_round(program))
    was = matching_round.state
    services.stop_solving(matching_round, by=cora)
    db.session.refresh(matching_round)
    assert (was, matching_round.state) == (RoundState.SOLVING, RoundState.GATHERING)


def test_a_running_solve_that_is_stopped_leaves_the_drafts_as_they_were(
    program: Program, cora: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    matching_round = solved_round(program)
    before = pairs_of(matching_round)
    really_solve = engine.solve

    def stopped_midway(*args: Any) -> Any:
        services.stop_solving(db.session.get_one(MatchingRound, matching_round.id), by=cora)
        db.session.commit()
        return really_solve(*args)

    monkeypatch.setattr("mentornet.matching.engine.solve", stopped_midway)
    solve_now(matching_round)
    assert matching_round.state is RoundState.REVIEW
    assert pairs_of(matching_round) == before


def test_an_outcome_that_comes_after_the_round_moved_on_is_dropped(program: Program) -> None:
    from mentornet.matching.intake import gather

    matching_round = solved_round(program)
    gathered = gather(matching_round)
    result = engine.solve(gathered.pool, gathered.rules, gathered.settings)
    assert services.keep_solution(matching_round, gathered, result) is False


def test_a_round_being_solved_cannot_be_started_again(
    program: Program, cora: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_args: None)
    matching_round = solve_now(open_round(program))
    with pytest.raises(Refusal, match="being solved"):
        services.start_solving(matching_round, by=cora)
