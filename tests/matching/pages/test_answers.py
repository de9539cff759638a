"""Can a coordinator publish a round, follow its answers and bring it to its end?"""

from __future__ import annotations

from typing import Any

from flask import Flask

from mentornet.foundation.database import db
from mentornet.matching import services
from mentornet.matching.models import MatchingRound, ProposalState, RoundState
from mentornet.programs.models import Program
from tests.matching.doors import NEXT_WEEK
from tests.matching.pages.scenes import Stage, first_draft, state_of
from tests.support.applications import in_context
from tests.support.rounds import (
    coordinator_of,
    make_mentor,
    open_round,
    proposals_of,
    published_round,
    solved_round,
)


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
