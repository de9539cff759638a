from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.matching import services
from mentornet.matching.models import MatchingRound, PairRule, ProposalState, RoundState, Unplaced
from mentornet.notifications.models import Notice
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.matching.doors import NEXT_WEEK, running
from tests.support.applications import in_context
from tests.support.rounds import (
    coordinator_of,
    make_mentee,
    make_mentor,
    open_round,
    pairs_of,
    proposals_of,
    published_round,
    small_program,
    solved_round,
)

Stage = Callable[[Callable[[Program], MatchingRound]], int]


@pytest.fixture
def stage(app: Flask, cast: Any) -> Stage:
    """Commit the small program with the round that is asked for, and return the round's id."""

    def on(make: Callable[[Program], MatchingRound]) -> int:
        with in_context(app):
            return make(small_program(cast)).id

    return on


@pytest.fixture
def cora(visit: Any, cast: Any) -> Any:
    return visit(cast.cora)


def state_of(app: Flask, round_id: int) -> RoundState:
    with app.app_context():
        return db.session.get_one(MatchingRound, round_id).state


def first_draft(app: Flask, round_id: int) -> int:
    with app.app_context():
        return proposals_of(db.session.get_one(MatchingRound, round_id))[0].id


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


# Review


def test_the_review_shows_figures_and_the_strongest_reason_of_each_pair(stage: Stage, cora: Any) -> None:
    page = cora.get(f"/rounds/{stage(solved_round)}/review").text
    assert "2 of 3 mentees placed; 1 mentee left out" in page
    assert "Proved the best there is" in page
    assert "Made the step from mental health technician to registered nurse in 2021" in page


def test_all_reasons_and_the_gap_of_a_pair_are_one_tap_away(app: Flask, stage: Stage, cora: Any) -> None:
    round_id = stage(solved_round)
    address = f"/rounds/{round_id}/pairs/{first_draft(app, round_id)}"
    page = cora.get(address).text
    assert "Both free Tuesday nights" in page
    assert "Worth knowing." in page
    part = cora.get(address, headers={"HX-Request": "true"}).text
    assert "Both free Tuesday nights" in part
    assert "<h1>" not in part


def test_pairs_are_found_by_name(stage: Stage, cora: Any) -> None:
    round_id = stage(solved_round)
    assert "<strong>1</strong> pair" in cora.get(f"/rounds/{round_id}/review?name=ada").text
    assert "Nobody of that name" in cora.get(f"/rounds/{round_id}/review?name=zzz").text


def test_the_unplaced_are_listed_with_the_true_reason(stage: Stage, cora: Any) -> None:
    page = cora.get(f"/rounds/{stage(solved_round)}/unplaced").text
    assert "2 mentors would do, and their seats serve more people, or serve them better, with others." in page
    assert "One more seat with" in page


def test_the_proof_names_every_hard_rule_and_its_zero(stage: Stage, cora: Any) -> None:
    page = cora.get(f"/rounds/{stage(solved_round)}/proof").text
    assert "Nobody is matched with whom they blocked" in page
    assert "No other set of pairs places more mentees" in page


def test_an_edit_is_shown_with_its_effect_and_made_only_when_confirmed(
    app: Flask, stage: Stage, cora: Any
) -> None:
    round_id = stage(solved_round)
    address = f"/rounds/{round_id}/pairs/{first_draft(app, round_id)}/remove"
    page = cora.get(address).text
    assert "Nothing is changed yet" in page
    with app.app_context():
        assert len(pairs_of(db.session.get_one(MatchingRound, round_id))) == 2
    page = cora.post(address, follow_redirects=True).text
    assert "Changed by hand" in page
    assert "Proved the best" not in page
    assert cora.post(address).status_code == 404


def test_a_change_that_breaks_a_hard_rule_has_no_button_to_make_it(
    app: Flask, stage: Stage, cora: Any
) -> None:
    from mentornet.safety.models import Block

    round_id = stage(solved_round)
    with in_context(app):
        one, other = proposals_of(db.session.get_one(MatchingRound, round_id))
        db.session.add(Block(blocker_id=one.mentee_id, blocked_id=other.mentor_id))
        address = f"/rounds/{round_id}/pairs/{one.id}/swap/{other.id}"
    page = cora.get(address).text
    assert "the two may not be matched" in page
    assert "Swap the two mentors</button>" not in page
    assert cora.post(address).status_code == 409


def test_somebody_left_out_is_placed_with_a_mentor_who_has_a_free_seat(
    app: Flask, stage: Stage, cora: Any
) -> None:
    round_id = stage(solved_round)
    with in_context(app):
        program = db.session.get_one(MatchingRound, round_id).program
        extra = make_mentor(program, "Max").id
        mentee = db.session.scalars(sa.select(Unplaced.mentee_id)).one()
    address = f"/rounds/{round_id}/unplaced/{mentee}/place"
    assert "Max" in cora.get(address).text
    assert "+1" in cora.get(f"{address}/{extra}").text
    cora.post(f"{address}/{extra}")
    with app.app_context():
        assert (mentee, extra) in pairs_of(db.session.get_one(MatchingRound, round_id))


def test_a_draft_of_another_round_is_not_reached_through_this_one(
    app: Flask, stage: Stage, cora: Any
) -> None:
    round_id = stage(solved_round)
    with in_context(app):
        program = db.session.get_one(MatchingRound, round_id).program
        other = proposals_of(solved_round(program, name="Another"))[0].id
    assert cora.get(f"/rounds/{round_id}/pairs/{other}/remove").status_code == 404


# Publishing and answers


def test_the_publish_page_says_how_many_letters_go_and_shows_one(stage: Stage, cora: Any) -> None:
    page = cora.get(f"/rounds/{stage(solved_round)}/publish").text
    assert "4 letters would go out" in page
    assert "America/New York" in page
    assert "We found you a mentor" in page


def test_publishing_twice_is_refused_with_a_sentence(app: Flask, stage: Stage, cora: Any) -> None:
    round_id = stage(solved_round)
    form = {"answer_by": f"{NEXT_WEEK:%Y-%m-%dT%H:%M}"}
    page = cora.post(f"/rounds/{round_id}/publish", data=form, follow_redirects=True).text
    assert "2 proposals went out, and 4 letters with them." in page
    again = cora.post(f"/rounds/{round_id}/publish", data=form)
    assert again.status_code == 409
    assert "already published" in again.text
    assert state_of(app, round_id) is RoundState.PUBLISHED


def test_a_deadline_that_no_clock_shows_is_refused_and_stays_in_the_field(
    app: Flask, stage: Stage, cora: Any
) -> None:
    round_id = stage(solved_round)
    answer = cora.post(f"/rounds/{round_id}/publish", data={"answer_by": "2027-03-14T02:30"})
    assert answer.status_code == 422
    assert "02:30 does not exist" in answer.text
    assert 'value="2027-03-14T02:30"' in answer.text
    assert state_of(app, round_id) is RoundState.REVIEW


def test_the_answers_page_counts_and_nudges(app: Flask, stage: Stage, cora: Any) -> None:
    round_id = stage(published_round)
    page = cora.get(f"/rounds/{round_id}/answers").text
    assert "0 of 2 proposals accepted by both; 2 still wait" in page
    address = f"/rounds/{round_id}/pairs/{first_draft(app, round_id)}/nudge"
    assert "2 people reminded" in cora.post(address, follow_redirects=True).text
    assert cora.post(address).status_code == 409


def test_the_answers_are_narrowed_by_state(stage: Stage, cora: Any) -> None:
    round_id = stage(published_round)
    assert "No proposal of that kind" in cora.get(f"/rounds/{round_id}/answers?state=accepted").text
    assert cora.get(f"/rounds/{round_id}/answers?state=nonsense").status_code == 200


def test_a_backfill_says_what_it_would_do_and_then_drafts_it(app: Flask, stage: Stage, cora: Any) -> None:
    def make(program: Program) -> MatchingRound:
        matching_round = published_round(program)
        make_mentor(program, "Max")
        return matching_round

    round_id = stage(make)
    page = cora.get(f"/rounds/{round_id}/backfill").text
    assert "At most placed" in page
    page = cora.post(f"/rounds/{round_id}/backfill", follow_redirects=True).text
    page = page if "Review the backfill" in page else cora.get(f"/rounds/{round_id}/review").text
    assert "Review the backfill" in page
    with app.app_context():
        drafts = proposals_of(db.session.get_one(MatchingRound, round_id), ProposalState.DRAFT)
        assert [one.mentor.display_name for one in drafts] == ["Max"]
    cora.post(f"/rounds/{round_id}/discard")
    with app.app_context():
        assert not proposals_of(db.session.get_one(MatchingRound, round_id), ProposalState.DRAFT)


def test_a_closed_round_shows_how_it_ended(stage: Stage, cora: Any) -> None:
    def make(program: Program) -> MatchingRound:
        matching_round = published_round(program)
        services.close_round(matching_round, by=coordinator_of(program))
        return matching_round

    round_id = stage(make)
    page = cora.get(f"/rounds/{round_id}", follow_redirects=True).text
    assert "0 of 2 proposals accepted by both" in page
    assert "Nudge</button>" not in page


def test_the_list_of_rounds_takes_as_many_statements_for_many_as_for_one(
    app: Flask, stage: Stage, cora: Any
) -> None:
    from tests.support.statements import counted_statements

    round_id = stage(solved_round)

    def counted() -> int:
        with app.app_context(), counted_statements() as sent:
            cora.get("/programs/rungs/rounds")
        return len(sent)

    one = counted()
    with in_context(app):
        program = db.session.get_one(MatchingRound, round_id).program
        for number in range(5):
            open_round(program, name=f"Round {number}")
    assert counted() == one


# Objectives


def test_what_a_round_seeks_is_chosen_with_its_terms_and_told_with_its_drafts(
    app: Flask, stage: Stage, cora: Any
) -> None:
    round_id = stage(open_round)
    page = cora.get(f"/rounds/{round_id}/terms").text
    assert "the worst fit of the round is as high as it can be" in page
    form = {**DEFAULT_WEIGHTS, "minimum_fit": 0, "objective": "fairest"}
    assert cora.post(f"/rounds/{round_id}/terms", data=form).status_code == 302
    answer = cora.post(f"/rounds/{round_id}/run", follow_redirects=True)
    assert "<strong>The fairest.</strong> Nobody loses a place for it" in answer.text
    assert "Proved the best there is" in answer.text
    with app.app_context():
        matching_round = db.session.get_one(MatchingRound, round_id)
        assert matching_round.certificate["fairness"]["placed"] == 2
        assert matching_round.figures["objective"] == "fairest"
    assert "the worst fit cannot be raised" in cora.get(f"/rounds/{round_id}/proof").text


@pytest.mark.parametrize("objective", ["stable-mentees", "stable-mentors"])
def test_a_stable_round_is_solved_and_its_proof_shown(
    app: Flask, stage: Stage, cora: Any, objective: str
) -> None:
    round_id = stage(open_round)
    form = {**DEFAULT_WEIGHTS, "minimum_fit": 0, "objective": objective}
    cora.post(f"/rounds/{round_id}/terms", data=form)
    answer = cora.post(f"/rounds/{round_id}/run", follow_redirects=True)
    assert "Review the drafts" in answer.text
    page = cora.get(f"/rounds/{round_id}/proof").text
    assert "Pairs that would both rather have each other" in page
    with app.app_context():
        matching_round = db.session.get_one(MatchingRound, round_id)
        assert matching_round.is_proved_optimal
        assert matching_round.certificate["blocking"] == 0


def test_an_objective_nobody_knows_is_refused(stage: Stage, cora: Any) -> None:
    form = {**DEFAULT_WEIGHTS, "minimum_fit": 0, "objective": "loudest"}
    assert cora.post(f"/rounds/{stage(open_round)}/terms", data=form).status_code == 422


def test_drafts_of_another_objective_are_called_stale(stage: Stage, cora: Any) -> None:
    round_id = stage(solved_round)
    cora.post(f"/rounds/{round_id}/terms", data={**DEFAULT_WEIGHTS, "minimum_fit": 0, "objective": "total"})
    assert "Solve again to use them" in cora.get(f"/rounds/{round_id}/review").text


def test_a_solved_round_is_shown_in_pictures(stage: Stage, cora: Any) -> None:
    def make(program: Program) -> MatchingRound:
        make_mentee(program, "Luz", languages=["es"])
        make_mentor(program, "Max", languages=["tl"])
        return solved_round(program)

    page = cora.get(f"/rounds/{stage(make)}/review").text
    assert "How well the pairs fit, in per cent" in page
    assert "Their mentors&#39; seats serve others better" in page
    assert "No mentor may be matched with them" in page
    assert "No mentee" in page
    assert "How many mentors get how many mentees" in page


def test_a_published_round_keeps_its_pictures(stage: Stage, cora: Any) -> None:
    page = cora.get(f"/rounds/{stage(published_round)}/answers").text
    assert "How many mentors get how many mentees" in page
