"""Can a coordinator make a round of circles in the browser, and do its people know what they say yes to?"""

from __future__ import annotations

from typing import Any

from flask import Flask

from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound, ProposalState
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.matching.pages.scenes import Stage
from tests.support.rounds import make_mentee, open_round, proposals_of, publish_now


def with_four(program: Program) -> MatchingRound:
    """Open a round of four mentees and two mentors with a seat each."""
    make_mentee(program, "Flo")
    return open_round(program)


def terms(**values: Any) -> dict[str, Any]:
    return {**DEFAULT_WEIGHTS, "minimum_fit": 0, "objective": "most", **values}


def test_a_round_of_circles_goes_from_its_terms_to_the_pages_of_its_people(
    app: Flask, stage: Stage, cora: Any, visit: Any, cast: Any
) -> None:
    round_id = stage(with_four)
    assert cora.post(f"/rounds/{round_id}/terms", data=terms(circle_size=4)).status_code == 302
    assert "8 places in circles of 2 mentors" in cora.get(f"/rounds/{round_id}/gathering").text
    page = cora.post(f"/rounds/{round_id}/run", follow_redirects=True).text
    assert "4 of 4 mentees placed" in page
    assert "of up to 4, each on one seat of its mentor" in page
    with app.app_context():
        matching_round = db.session.get_one(MatchingRound, round_id)
        publish_now(matching_round)
        mine = next(
            one for one in proposals_of(matching_round, ProposalState.OPEN) if one.mentee_id == cast.ben.id
        )
        proposal, mentor = mine.id, mine.mentor
        mentor_id = mentor.id
    ben = visit(cast.ben)
    asked = ben.get(f"/proposals/{proposal}").text
    assert "your mentor meets up to 4 mentees together, and you would see who they are" in asked
    ben.post(f"/proposals/{proposal}/accept")
    with app.app_context():
        others = [
            one.id
            for one in proposals_of(db.session.get_one(MatchingRound, round_id), ProposalState.OPEN)
            if one.mentor_id == mentor_id
        ]
    assert proposal in others


def test_terms_that_cannot_be_keep_what_was_typed(stage: Stage, cora: Any) -> None:
    round_id = stage(open_round)
    answer = cora.post(f"/rounds/{round_id}/terms", data=terms(circle_size=2, least_mentees=4, goals=9))
    assert answer.status_code == 422
    assert "A circle of 2 cannot begin with 4" in answer.text
    assert '<option value="2" selected>Circles of up to 2' in answer.text
    assert '<option value="4" selected>At least 4 mentees' in answer.text


def test_a_round_begins_one_to_one(stage: Stage, cora: Any) -> None:
    round_id = stage(open_round)
    assert '<option value="1" selected>One to one' in cora.get(f"/rounds/{round_id}/terms").text
    cora.post(f"/rounds/{round_id}/run")
    assert "each on one seat of its mentor" not in cora.get(f"/rounds/{round_id}/review").text
