"""Mentee, mentor or both: chosen, turned on and turned off."""

from __future__ import annotations

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.profiles.models import Stance
from mentornet.profiles.queries import find_profile, get_profile
from tests.profiles.people import put_profile
from tests.support.applications import in_context


@pytest.fixture
def both(app, cast):
    """Ada is a mentor and a mentee, with something said on either side."""
    with in_context(app):
        put_profile(db.session.get_one(Account, cast.ada.id), mentee=True, mentor=True)
    return cast


def test_somebody_without_a_profile_chooses_a_side_and_begins(app, cast, visit):
    browser = visit(cast.drew)
    assert "Begin my profile" in browser.get("/profile").text
    assert browser.get("/profile/help").location == "/profile"
    assert browser.post("/profile/sides", data={"mentee": "y"}).location == "/profile/begin"
    with app.app_context():
        profile = get_profile(cast.drew.id)
        assert (profile.mentee is not None, profile.mentor is not None) == (True, False)


def test_no_side_at_all_is_refused_with_a_sentence(app, cast, both, visit):
    for person in (cast.drew, cast.ada):
        answer = visit(person).post("/profile/sides", data={})
        assert answer.status_code == 409
        assert "Keep at least one side on" in answer.text
    with app.app_context():
        assert find_profile(cast.drew.id) is None


def test_turning_a_side_off_drops_what_was_said_on_it(app, both, visit):
    visit(both.ada).post("/profile/sides", data={"mentor": "y"})
    with app.app_context():
        profile = get_profile(both.ada.id)
        assert profile.mentee is None
        assert {goal.stance for goal in profile.goals} == {Stance.OFFERED}
        assert Stance.WANTED not in {one.stance for one in profile.specializations}


def test_the_mentors_side_stays_on_while_a_seat_is_taken(app, both, visit):
    with in_context(app):
        mentor = get_profile(both.ada.id).mentor
        assert mentor
        mentor.seats_taken = 1
    answer = visit(both.ada).post("/profile/sides", data={"mentee": "y"})
    assert answer.status_code == 409
    assert "set a pause instead" in answer.text
    with app.app_context():
        assert get_profile(both.ada.id).mentor is not None


def test_ones_own_page_shows_all_one_has_said(both, visit):
    page = visit(both.ada).get("/profile")
    assert "Move into nursing" in page.text
    assert "Psychiatric aide" in page.text
    assert "2014 to 2016" in page.text


def test_a_stranger_is_sent_to_sign_in(cast, visit):
    for address in ("/profile", "/profile/help", "/people", "/people/blocked", f"/people/{cast.ada.id}"):
        assert visit().get(address).location.startswith("/sign-in")
