"""The page of a proposal and its answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.matching import answers
from mentornet.matching.models import DeclineReason, Proposal, ProposalState
from mentornet.mentorships.models import Mentorship
from mentornet.profiles.models import MentorProfile
from tests.support.applications import in_context
from tests.support.pairs import account_of, ada_for_ben, tell_of_the_pair


@pytest.fixture
def proposal_id(app, cast):
    with in_context(app):
        proposal = ada_for_ben(cast)
        tell_of_the_pair(cast)
        return proposal.id


def proposal(app, proposal_id):
    with app.app_context():
        return db.session.get_one(Proposal, proposal_id)


def test_the_mentee_reads_who_why_and_what_it_asks(visit, cast, proposal_id):
    page = visit(cast.ben).get(f"/proposals/{proposal_id}").text
    assert "Accept Ada as your mentor" in page
    step = "from mental health technician to nationally certified psychiatric technician in 2021"
    assert f"Made the step {step}" in page
    assert page.index("Made the step") < page.index("Both speak English"), "Strongest first"
    assert "Worth knowing." in page
    assert "No shared credential" in page
    assert "About 2 hours a month" in page
    assert "Answer until" in page
    assert "Ada made this step in 2021" in page
    assert "I like slow coffee after a long night." in page
    assert "both of you" in page


def test_the_mentor_reads_the_same_reasons_about_the_mentee(visit, cast, proposal_id):
    page = visit(cast.ada).get(f"/proposals/{proposal_id}").text
    assert "Accept Ben as your mentee" in page
    assert "Made the step" in page
    assert "Somebody who works nights too." in page
    assert "One of your seats" in page


def test_a_hidden_employer_is_not_shown(visit, cast, proposal_id):
    assert "Lakeside Hospital" not in visit(cast.ben).get(f"/proposals/{proposal_id}").text


def test_the_page_stands_also_where_a_profile_is_thin(app, visit, cast):
    with in_context(app):
        thin = ada_for_ben(cast)
        thin.parts, thin.gap = [], {}
        db.session.flush()
        number = thin.id
    assert "Accept Ada as your mentor" in visit(cast.ben).get(f"/proposals/{number}").text


def test_a_yes_is_noted_and_kept_from_the_other_until_both_are_in(visit, cast, proposal_id):
    before = visit(cast.ada).get(f"/proposals/{proposal_id}").text
    page = visit(cast.ben).post(f"/proposals/{proposal_id}/accept", follow_redirects=True).text
    assert "Your yes is noted." in page
    assert "Take my yes back" in page
    after = visit(cast.ada).get(f"/proposals/{proposal_id}").text
    for word in ("accepted", "Accepted", "yes"):
        assert after.count(word) == before.count(word)


def test_the_second_yes_leads_to_the_mentorship(app, visit, cast, proposal_id):
    visit(cast.ben).post(f"/proposals/{proposal_id}/accept")
    answer = visit(cast.ada).post(f"/proposals/{proposal_id}/accept")
    assert answer.location.startswith("/mentorships/")
    page = visit(cast.ben).get(f"/proposals/{proposal_id}").text
    assert "You both said yes" in page
    assert "Open your mentorship" in page
    assert proposal(app, proposal_id).state is ProposalState.ACCEPTED


def test_a_no_takes_one_tap_and_then_asks_why_in_private(app, visit, cast, proposal_id):
    ben = visit(cast.ben)
    page = ben.post(f"/proposals/{proposal_id}/decline", follow_redirects=True).text
    assert "May we ask why?" in page
    page = ben.post(f"/proposals/{proposal_id}/reason", data={"reason": "shifts"}, follow_redirects=True).text
    assert "Thank you." in page
    assert "May we ask why?" not in page
    assert proposal(app, proposal_id).mentee_reason is DeclineReason.SHIFTS
    theirs = visit(cast.ada).get(f"/proposals/{proposal_id}").text
    assert "This match will not go ahead." in theirs
    assert "shifts do not fit" not in theirs


def test_a_reason_that_is_none_of_the_list_is_refused(visit, cast, proposal_id):
    ben = visit(cast.ben)
    ben.post(f"/proposals/{proposal_id}/decline")
    assert ben.post(f"/proposals/{proposal_id}/reason", data={"reason": "dislike"}).status_code == 409


def test_a_double_click_gets_409_and_how_it_stands(app, visit, cast, proposal_id):
    ben = visit(cast.ben)
    ben.post(f"/proposals/{proposal_id}/accept")
    second = ben.post(f"/proposals/{proposal_id}/accept")
    assert second.status_code == 409
    assert "You have said yes. Ada has until" in second.text


def test_a_stale_page_gets_409_after_the_others_no(app, visit, cast, proposal_id):
    visit(cast.ada).post(f"/proposals/{proposal_id}/decline")
    late = visit(cast.ben).post(f"/proposals/{proposal_id}/accept")
    assert late.status_code == 409
    assert "This match will not go ahead" in late.text
    with app.app_context():
        assert db.session.scalars(sa.select(Mentorship)).all() == []
        assert db.session.scalars(sa.select(MentorProfile.seats_taken)).one() == 0


def test_an_answer_after_the_deadline_gets_409(app, visit, cast, proposal_id):
    with clock.frozen_at(clock.now() + timedelta(days=8)):
        late = visit(cast.ben).post(f"/proposals/{proposal_id}/accept")
    assert late.status_code == 409
    assert "The time to answer has run out" in late.text


def test_an_answer_after_a_withdrawal_gets_409(app, visit, cast, proposal_id):
    with in_context(app):
        answers.withdraw_proposal(db.session.get_one(Proposal, proposal_id), by=account_of(cast.cora))
    late = visit(cast.ada).post(f"/proposals/{proposal_id}/accept")
    assert late.status_code == 409
    assert "was withdrawn" in late.text


def test_a_draft_is_not_found(app, visit, cast, proposal_id):
    with in_context(app):
        db.session.get_one(Proposal, proposal_id).state = ProposalState.DRAFT
    assert visit(cast.ben).get(f"/proposals/{proposal_id}").status_code == 404
