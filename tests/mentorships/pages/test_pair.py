"""The pages of a pair."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.mentorships import services
from mentornet.mentorships.models import EndReason, Mentorship
from mentornet.mentorships.queries import get_mentorship
from mentornet.profiles.models import MentorProfile
from tests.support.applications import in_context
from tests.support.pairs import account_of, ada_and_ben


@pytest.fixture
def pair_id(app, cast):
    with in_context(app):
        return ada_and_ben(cast).id


def terms(**changes):
    ends_on = (clock.today() + timedelta(weeks=20)).isoformat()
    form = {
        "version": 0,
        "own_goals": "Pass the exam\nFind a study group",
        "cadence": "weekly",
        "ends_on": ends_on,
    }
    return form | changes


def test_each_sees_how_to_reach_the_other(visit, cast, pair_id):
    page = visit(cast.ben).get(f"/mentorships/{pair_id}").text
    assert cast.ada.email in page
    assert "Your mentor in Night Shift Mentors" in page
    assert "No licence hours, competencies or fieldwork are signed off here." in page
    assert cast.ben.email in visit(cast.ada).get(f"/mentorships/{pair_id}").text


def test_after_the_end_the_address_is_shown_no_more(app, visit, cast, pair_id):
    with in_context(app):
        services.end(get_mentorship(pair_id), by=account_of(cast.ada), reason=EndReason.TIME)
    assert cast.ada.email not in visit(cast.ben).get(f"/mentorships/{pair_id}").text


def test_the_pair_is_on_both_lists(visit, cast, pair_id):
    assert "Ada" in visit(cast.ben).get("/mentorships").text
    assert "You mentor Ben" in visit(cast.ada).get("/mentorships").text
    assert "No mentorship yet" in visit(cast.drew).get("/mentorships").text


def test_terms_written_by_one_are_agreed_to_by_the_other(visit, cast, pair_id):
    ben, ada = visit(cast.ben), visit(cast.ada)
    assert "What you agree on" in ben.get(f"/mentorships/{pair_id}/agreement").text
    page = ben.post(f"/mentorships/{pair_id}/agreement", data=terms(), follow_redirects=True).text
    assert "Waits for Ada" in page
    assert "Agree to what stands below" in ada.get(f"/mentorships/{pair_id}").text
    page = ada.post(f"/mentorships/{pair_id}/agree", data={"version": 1}, follow_redirects=True).text
    assert "Agreed by both" in page
    assert "Find a study group" in page


def test_agreeing_to_a_stale_version_answers_409(visit, cast, pair_id):
    ben = visit(cast.ben)
    ben.post(f"/mentorships/{pair_id}/agreement", data=terms())
    ben.post(f"/mentorships/{pair_id}/agreement", data=terms(version=1, own_goals="Only this"))
    answer = visit(cast.ada).post(f"/mentorships/{pair_id}/agree", data={"version": 1})
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text


def test_what_was_typed_over_an_older_version_stays_beside_the_others_newer_words(visit, cast, pair_id):
    path = f"/mentorships/{pair_id}/agreement"
    visit(cast.ada).post(
        path, data=terms(own_goals="Learn to chart", words="Sundays are mine.", cadence="monthly")
    )
    ben, mine = visit(cast.ben), terms(own_goals="Pass the exam", words="Call me after eight.")
    answer = ben.post(path, data=mine)
    assert answer.status_code == 409
    assert "The agreement was changed meanwhile" in answer.text
    newer, _, form = answer.text.partition("<form class")
    for words in ("Learn to chart", "Sundays are mine.", "Once a month"):
        assert words in newer
    for words in ("Pass the exam", "Call me after eight."):
        assert words in form
    assert '<input id="version" name="version" type="hidden" value="1">' in form
    page = ben.post(path, data=mine | {"version": 1}, follow_redirects=True).text
    assert "Call me after eight." in page
    assert "Version 2." in page


def test_over_an_ended_mentorship_nothing_is_typed_any_more(visit, cast, pair_id):
    visit(cast.ada).post(f"/mentorships/{pair_id}/end", data={"reason": "time"})
    answer = visit(cast.ben).post(f"/mentorships/{pair_id}/agreement", data=terms())
    assert answer.status_code == 409
    assert "has ended" in answer.text


def test_terms_without_a_goal_are_asked_for_again_and_nothing_typed_is_lost(visit, cast, pair_id):
    form = terms(own_goals="", words="Tuesdays by phone")
    answer = visit(cast.ben).post(f"/mentorships/{pair_id}/agreement", data=form)
    assert answer.status_code == 422
    assert "Name one to 6 goals" in answer.text
    assert "Tuesdays by phone" in answer.text


def test_words_that_could_point_to_a_client_are_held_until_vouched_for(app, visit, cast, pair_id):
    ben = visit(cast.ben)
    form = terms(words="Talk about client Maria Lopez, admitted on March 3.")
    answer = ben.post(f"/mentorships/{pair_id}/agreement", data=form)
    assert answer.status_code == 422
    assert "not about a client" in answer.text
    seal = answer.text.split('name="vouched" value="')[1].split('"')[0]
    assert ben.post(f"/mentorships/{pair_id}/agreement", data=form | {"vouched": seal}).status_code == 302
    with app.app_context():
        assert db.session.get_one(Mentorship, pair_id).agreement_version == 1


def test_a_goal_is_marked_as_reached_and_opened_again(app, visit, cast, pair_id):
    ben = visit(cast.ben)
    ben.post(f"/mentorships/{pair_id}/agreement", data=terms())
    with app.app_context():
        goal_id = get_mentorship(pair_id).goals[0].id
    address = f"/mentorships/{pair_id}/goals/{goal_id}"
    assert "Reached" in ben.post(address, data={"done": "yes"}, follow_redirects=True).text
    ben.post(address, data={"done": "no"})
    with app.app_context():
        assert get_mentorship(pair_id).goals[0].done_at is None


def test_it_pauses_resumes_and_ends_and_the_seat_is_free(app, visit, cast, pair_id):
    ben = visit(cast.ben)
    assert "This mentorship rests." in ben.post(f"/mentorships/{pair_id}/pause", follow_redirects=True).text
    assert "under way again" in ben.post(f"/mentorships/{pair_id}/resume", follow_redirects=True).text
    assert "only your coordinator" in ben.get(f"/mentorships/{pair_id}/end").text.lower()
    assert ben.post(f"/mentorships/{pair_id}/end", data={}).status_code == 422
    page = ben.post(f"/mentorships/{pair_id}/end", data={"reason": "time"}, follow_redirects=True).text
    assert "This mentorship has ended." in page
    with app.app_context():
        assert db.session.scalars(sa.select(MentorProfile.seats_taken)).one() == 0
    assert visit(cast.ada).post(f"/mentorships/{pair_id}/end", data={"reason": "time"}).status_code == 409


def test_the_coordinator_sees_the_pairs_and_why_one_ended_but_not_what_they_agreed(app, visit, cast, pair_id):
    visit(cast.ben).post(f"/mentorships/{pair_id}/agreement", data=terms(words="Between us two"))
    cora = visit(cast.cora)
    page = cora.get("/programs/night-shift/mentorships").text
    assert "Ben" in page
    assert "Waits for one" in page
    assert "Between us two" not in page
    visit(cast.ada).post(f"/mentorships/{pair_id}/end", data={"reason": "not-a-fit"})
    assert "We are not a good fit" in cora.get("/programs/night-shift/mentorships?state=ended").text
    assert "No pairs here" in cora.get("/programs/night-shift/mentorships?state=paused").text
    assert cora.get(f"/mentorships/{pair_id}").status_code == 404
