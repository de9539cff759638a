"""Is what a round seeks chosen, told and proved, and is it shown in pictures?"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.matching.pages.scenes import Stage
from tests.support.rounds import make_mentee, make_mentor, open_round, published_round, solved_round


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
