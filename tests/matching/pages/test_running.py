"""Can a coordinator open a round, set its terms and run it?"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Flask

from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.matching.models import MatchingRound, PairRule, RoundState
from mentornet.notifications.models import Notice
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.matching.doors import running
from tests.matching.pages.scenes import Stage, state_of
from tests.support.applications import in_context
from tests.support.rounds import (
    make_mentee,
    make_mentor,
    open_round,
    publish_now,
    small_program,
    solved_round,
)


# Opening and gathering
def test_a_coordinator_opens_a_round_and_sees_what_will_limit_it(app: Flask, cast: Any, cora: Any) -> None:
    with in_context(app):
        small_program(cast)
    answer = cora.post(
        "/programs/rungs/rounds/new", data={"name": "Winter round", "cohort": "0"}, follow_redirects=True
    )
    assert "3 mentees and 2 seats of 2 mentors" in answer.text
    assert "1 mentee must stay without a mentor for want of seats" in answer.text
    assert "Move into nursing" in answer.text


def test_a_round_without_a_name_is_not_opened(app: Flask, cast: Any, cora: Any) -> None:
    with in_context(app):
        small_program(cast)
    answer = cora.post("/programs/rungs/rounds/new", data={"name": "", "cohort": "0"})
    assert answer.status_code == 422
    assert "Give the round a name." in answer.text


def test_somebody_nobody_can_be_paired_with_is_named_with_the_rule(stage: Stage, cora: Any) -> None:
    def make(program: Program) -> MatchingRound:
        make_mentee(program, "Luz", languages=["es"])
        return open_round(program)

    page = cora.get(f"/rounds/{stage(make)}/gathering").text
    assert "Luz" in page
    assert "Of 2 mentors with a seat 2 share no language" in page


def test_somebody_whose_profile_lacks_something_is_asked_once_a_day(
    app: Flask, stage: Stage, cora: Any
) -> None:
    made: dict[str, int] = {}

    def make(program: Program) -> MatchingRound:
        made["max"] = make_mentor(program, "Max", languages=[], goals=()).id
        return open_round(program)

    round_id = stage(make)
    assert (
        "No goals to help with, languages or specializations"
        in cora.get(f"/rounds/{round_id}/gathering").text
    )
    address = f"/rounds/{round_id}/people/{made['max']}/complete"
    assert cora.post(address).status_code == 302
    assert cora.post(address).status_code == 409
    with app.app_context():
        notice = db.session.scalars(sa.select(Notice).where(Notice.account_id == made["max"])).one()
        assert "has no goals to help with" in notice.sentence


def test_who_is_enrolled_and_not_in_this_run_is_counted_with_the_reason(stage: Stage, cora: Any) -> None:
    def make(program: Program) -> MatchingRound:
        make_mentor(program, "Max", seats=1, seats_taken=1)
        return open_round(program)

    assert "1 mentor has no free seat" in cora.get(f"/rounds/{stage(make)}/gathering").text


def test_the_terms_of_a_round_are_its_own(app: Flask, stage: Stage, cora: Any) -> None:
    round_id = stage(open_round)
    form = {**DEFAULT_WEIGHTS, "goals": 9, "minimum_fit": 25}
    assert cora.post(f"/rounds/{round_id}/terms", data=form).status_code == 302
    with app.app_context():
        matching_round = db.session.get_one(MatchingRound, round_id)
        assert (matching_round.weights["goals"], matching_round.minimum_fit) == (9, 25)
        assert matching_round.program.weights.get("goals") != 9


def test_a_weight_out_of_range_is_refused_beside_its_slider(stage: Stage, cora: Any) -> None:
    form = {**DEFAULT_WEIGHTS, "goals": 11, "minimum_fit": 0}
    answer = cora.post(f"/rounds/{stage(open_round)}/terms", data=form)
    assert answer.status_code == 422
    assert "From 0 to 10." in answer.text


# Solving
def test_a_solve_runs_and_leads_to_the_review(app: Flask, stage: Stage, cora: Any) -> None:
    round_id = stage(open_round)
    answer = cora.post(f"/rounds/{round_id}/run", follow_redirects=True)
    assert "Review the drafts" in answer.text
    assert state_of(app, round_id) is RoundState.REVIEW


def test_the_progress_page_says_how_far_it_is_and_works_without_script(
    app: Flask, cast: Any, cora: Any
) -> None:
    with in_context(app):
        round_id = running(cast)["round_id"]
        job = db.session.scalars(sa.select(Job)).one()
        job.state, job.stage, job.progress = JobState.RUNNING, "solve", 0.4
    page = cora.get(f"/rounds/{round_id}/progress").text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert 'value="40"' in page
    assert "Find the best pairs for all together" in page
    part = cora.get(f"/rounds/{round_id}/progress", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="progress"')


def test_htmx_is_sent_on_once_the_solve_is_over(stage: Stage, cora: Any) -> None:
    round_id = stage(solved_round)
    answer = cora.get(f"/rounds/{round_id}/progress", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/rounds/{round_id}/review"


def test_a_solve_that_failed_shows_its_sentence_and_can_be_tried_again(
    app: Flask, stage: Stage, cora: Any
) -> None:
    def make(program: Program) -> MatchingRound:
        from mentornet.matching.models import PairRuleKind

        mentees = [make_mentee(program, name) for name in ("Lea", "Lou")]
        mentor = make_mentor(program, "Max")
        db.session.add_all(
            PairRule(program_id=program.id, kind=PairRuleKind.LOCK, mentee_id=one.id, mentor_id=mentor.id)
            for one in mentees
        )
        return open_round(program)

    round_id = stage(make)
    page = cora.post(f"/rounds/{round_id}/run", follow_redirects=True).text
    assert "The last solve stopped" in page
    assert "Lou and Max are locked as a pair" in page
    with app.app_context():
        rule = db.session.scalars(sa.select(PairRule.id).order_by(PairRule.id.desc())).first()
    cora.post(f"/rounds/{round_id}/pair-rules/{rule}/lift")
    assert "Review the drafts" in cora.post(f"/rounds/{round_id}/run", follow_redirects=True).text


def test_a_round_being_solved_cannot_be_run_twice(app: Flask, cast: Any, cora: Any) -> None:
    with in_context(app):
        round_id = running(cast)["round_id"]
    answer = cora.post(f"/rounds/{round_id}/run")
    assert answer.status_code == 409
    assert "already being solved" in answer.text


def test_a_stopped_solve_goes_back(app: Flask, cast: Any, cora: Any) -> None:
    with in_context(app):
        round_id = running(cast)["round_id"]
    cora.post(f"/rounds/{round_id}/stop")
    assert state_of(app, round_id) is RoundState.GATHERING


def test_whom_the_last_round_let_down_is_counted_before_the_next_one(stage: Stage, cora: Any) -> None:
    def make(program: Program) -> MatchingRound:
        last = solved_round(program)
        publish_now(last)
        return open_round(program, name="Winter round")

    page = cora.get(f"/rounds/{stage(make)}/gathering").text
    assert "1 mentee got no mentor in the last round, though they wanted one." in page
    assert "each of their fits counts 10 % more" in page
