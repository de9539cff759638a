"""The doors of a round: its program's coordinators and administrators come in, everybody else finds nothing there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.matching import services
from mentornet.matching.models import PairRule, ProposalState, Unplaced
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.support.cast import Cast
from tests.support.doors import COORDINATORS, Row, as_file
from tests.support.rounds import (
    coordinator_of,
    make_mentor,
    open_round,
    proposals_of,
    published_round,
    small_program,
    solved_round,
)

Scene = Callable[[Cast], dict[str, Any]]
NEXT_WEEK = clock.now() + timedelta(days=7)
TERMS = {**DEFAULT_WEIGHTS, "minimum_fit": 10}


def a_program(cast: Cast) -> dict[str, Any]:
    return {"slug": small_program(cast).slug}


def gathering(cast: Cast) -> dict[str, Any]:
    return {"round_id": open_round(small_program(cast)).id}


def running(cast: Cast) -> dict[str, Any]:
    matching_round = open_round(small_program(cast))
    services.start_solving(matching_round, by=coordinator_of(matching_round.program))
    db.session.info.pop("after_commit", None)  # the worker has not heard of it yet
    return {"round_id": matching_round.id}


def nearly_solved(cast: Cast) -> dict[str, Any]:
    scene = running(cast)
    db.session.execute(sa.update(Job).values(state=JobState.RUNNING, stage="solve", gap=0.0005))
    return scene


def lacking(cast: Cast) -> dict[str, Any]:
    program = small_program(cast)
    person = make_mentor(program, "Max", languages=[])
    return {"round_id": open_round(program).id, "account_id": person.id}


def reviewed(cast: Cast) -> dict[str, Any]:
    return {"round_id": solved_round(small_program(cast)).id}


def a_draft(cast: Cast) -> dict[str, Any]:
    matching_round = solved_round(small_program(cast))
    return {"round_id": matching_round.id, "proposal_id": proposals_of(matching_round)[0].id}


def two_drafts(cast: Cast) -> dict[str, Any]:
    matching_round = solved_round(small_program(cast))
    one, other = proposals_of(matching_round)
    return {"round_id": matching_round.id, "proposal_id": one.id, "other_id": other.id}


def a_locked_draft(cast: Cast) -> dict[str, Any]:
    program = small_program(cast)
    matching_round = solved_round(program)
    one = proposals_of(matching_round)[0]
    services.lock_pair(matching_round, one, by=coordinator_of(program))
    return {"round_id": matching_round.id, "proposal_id": one.id}


def a_rule(cast: Cast) -> dict[str, Any]:
    values = a_locked_draft(cast)
    return {"round_id": values["round_id"], "rule_id": db.session.scalar(sa.select(PairRule.id))}


def left_out(cast: Cast) -> dict[str, Any]:
    matching_round = solved_round(small_program(cast))
    mentee = db.session.scalars(sa.select(Unplaced.mentee_id)).one()
    return {"round_id": matching_round.id, "mentee_id": mentee}


def left_out_and_a_seat(cast: Cast) -> dict[str, Any]:
    program = small_program(cast)
    matching_round = solved_round(program)
    mentee = db.session.scalars(sa.select(Unplaced.mentee_id)).one()
    return {
        "round_id": matching_round.id,
        "mentee_id": mentee,
        "mentor_id": make_mentor(program, "Max").id,
    }


def published(cast: Cast) -> dict[str, Any]:
    return {"round_id": published_round(small_program(cast)).id}


def an_open_proposal(cast: Cast) -> dict[str, Any]:
    matching_round = published_round(small_program(cast))
    one = proposals_of(matching_round, ProposalState.OPEN)[0]
    return {"round_id": matching_round.id, "proposal_id": one.id}


def a_wave(cast: Cast) -> dict[str, Any]:
    program = small_program(cast)
    matching_round = published_round(program)
    make_mentor(program, "Max")
    services.start_backfill(matching_round, by=coordinator_of(program))
    db.session.commit()
    return {"round_id": matching_round.id}


def look(name: str, scene: Scene, **values: Any) -> Row:
    return Row(f"matching.{name}", COORDINATORS, scene=scene, **values)


def act(name: str, scene: Scene, form: dict[str, Any] | None = None) -> Row:
    return Row(f"matching.{name}", COORDINATORS, scene=scene, method="POST", form=form or {})


ROWS = [
    look("list_rounds", a_program),
    look("open_round", a_program),
    act("open_round", a_program, {"name": "Winter round", "cohort": "0"}),
    look("show_round", gathering, inside=302),
    look("gather_round", gathering),
    look("edit_terms", gathering),
    act("edit_terms", gathering, TERMS),
    act("ask_to_complete", lacking),
    act("lift_pair_rule", a_rule),
    look("decide_pair", gathering),
    act("decide_pair", gathering, {"decision": "forbid", "mentee": "Ben", "mentor": "Ada"}),
    act("cancel_round", gathering),
    act("run_round", gathering),
    look("show_progress", running),
    act("stop_round", running),
    act("take_at_hand", nearly_solved),
    look("review_round", reviewed),
    look("list_unplaced", reviewed),
    look("download_drafts", as_file(reviewed)),
    look("download_unplaced", as_file(reviewed)),
    look("download_answers", as_file(published)),
    look("show_proof", reviewed),
    act("check_proof", reviewed),
    look("download_certificate", reviewed),
    look("show_change", left_out),
    act("ask_change", left_out),
    look("show_pair", a_draft),
    act("lock_pair", a_draft),
    act("unlock_pair", a_locked_draft),
    look("remove_pair", a_draft),
    act("remove_pair", a_draft),
    look("forbid_pair", a_draft),
    act("forbid_pair", a_draft),
    look("choose_swap", a_draft),
    look("swap_pairs", two_drafts),
    act("swap_pairs", two_drafts),
    look("choose_mentor", left_out),
    look("place_mentee", left_out_and_a_seat),
    act("place_mentee", left_out_and_a_seat),
    look("publish_round", reviewed),
    act("publish_round", reviewed, {"answer_by": f"{NEXT_WEEK:%Y-%m-%dT%H:%M}"}),
    look("show_answers", published),
    act("nudge_people", an_open_proposal),
    look("backfill_round", published),
    act("backfill_round", published),
    act("discard_wave", a_wave),
    act("close_round", published),
]
