"""Can a coordinator review what a round drafted, and change it?"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Flask

from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound, Proposal, Unplaced
from tests.matching.pages.scenes import Stage, first_draft
from tests.support.applications import in_context
from tests.support.rounds import make_mentor, pairs_of, proposals_of, solved_round


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


def test_whoever_is_left_out_has_the_smallest_change_that_would_place_them(
    app: Flask, stage: Stage, cora: Any
) -> None:
    round_id = stage(solved_round)
    with app.app_context():
        mentee = db.session.scalars(sa.select(Unplaced.mentee_id)).one()
    assert "See the smallest change" in cora.get(f"/rounds/{round_id}/unplaced").text
    page = cora.get(f"/rounds/{round_id}/unplaced/{mentee}/change").text
    assert "One more seat with" in page
    assert "The total fit would rise by" in page
    assert "the cheapest to free" in page
    assert cora.get(f"/rounds/{round_id}/unplaced/999999/change").status_code == 404


def test_the_proof_is_checked_again_when_people_have_changed(app: Flask, stage: Stage, cora: Any) -> None:
    round_id = stage(solved_round)
    with in_context(app):
        make_mentor(db.session.get_one(MatchingRound, round_id).program, "Max", seats=3)
    assert "Check it again" in cora.get(f"/rounds/{round_id}/proof").text
    page = cora.post(f"/rounds/{round_id}/proof/check", follow_redirects=True).text
    assert "The proof holds" in page
    assert "Checked again on" in page
    with in_context(app):
        db.session.execute(sa.update(Proposal).values(fit=Proposal.fit - 1))
    page = cora.post(f"/rounds/{round_id}/proof/check", follow_redirects=True).text
    assert "The proof does not hold" in page


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


def test_a_weighed_swap_shows_by_name_who_would_move_and_to_whom(app: Flask, stage: Stage, cora: Any) -> None:
    round_id = stage(solved_round)
    with app.app_context():
        one, other = proposals_of(db.session.get_one(MatchingRound, round_id))
        names = [(each.mentee.display_name, each.mentor.display_name) for each in (one, other)]
        address = f"/rounds/{round_id}/pairs/{one.id}/swap/{other.id}"
        remove = f"/rounds/{round_id}/pairs/{one.id}/remove"
    page = cora.get(address).text
    rows = page.split("Who would move")[1].split("</table>")[0].split("<tr ")[2:]
    (mentee, mentor), (_, new) = names
    assert len(rows) == 2
    assert all(said in rows[0] for said in (mentee, f"{mentor}, fit ", f"{new}, fit "))
    assert "Nobody else moves." in page
    page = cora.get(remove).text
    assert 'data-label="Mentor then">waits<' in page
    assert f"{mentor} would have nobody in this round." in page


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
