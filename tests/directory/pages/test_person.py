"""One person's page: who may look, what they see, and how to keep away."""

from __future__ import annotations

from datetime import date

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.mentorships.models import Mentorship
from mentornet.profiles.models import ProfileCredential, Stance, Tie, TieKind
from mentornet.profiles.queries import get_profile
from mentornet.programs.queries import get_program
from mentornet.safety.queries import is_blocked
from tests.directory.people import put_program
from tests.support.applications import in_context


@pytest.fixture
def house(app, cast):
    with in_context(app):
        put_program(cast)
        ada = get_profile(cast.ada.id)
        ada.employer, ada.employer_key, ada.is_employer_hidden = "Willow Creek", "willow creek", True
        ada.about = "I became a nurse at forty."
        ada.ties = [Tie(kind=TieKind.SUPERVISOR, name="Gil Secret", canonical_email="gil@secret.example")]
        ada.credentials = [
            ProfileCredential(credential_slug="rn", stance=Stance.HELD, state_slug="us-ca"),
            ProfileCredential(credential_slug="bls", stance=Stance.HELD, checked_on=date(2026, 10, 1)),
        ]
        assert ada.mentor
        ada.mentor.hours_a_month = 7
    return cast


def page_of(visit, reader, person):
    return visit(reader).get(f"/people/{person.id}")


def test_a_fellow_of_the_program_sees_the_profile(house, visit):
    page = page_of(visit, house.ben, house.ada)
    assert page.status_code == 200
    assert "I became a nurse at forty." in page.text
    assert "Psychiatric aide" in page.text
    assert "Has a free seat" in page.text


@pytest.mark.parametrize("reader", ["drew", "olga"])
def test_others_learn_nothing_not_even_that_the_person_is_there(house, visit, reader):
    assert page_of(visit, getattr(house, reader), house.ada).status_code == 404
    assert visit(getattr(house, reader)).get("/people/999999").status_code == 404


def test_the_terms_are_for_the_match_and_the_coordinators(app, house, visit):
    words = "Hours a month"
    assert words not in page_of(visit, house.ben, house.ada).text
    assert words in page_of(visit, house.cora, house.ada).text
    with in_context(app):
        program = get_program("rungs")
        db.session.add(Mentorship(program_id=program.id, mentee_id=house.ben.id, mentor_id=house.ada.id))
    assert words in page_of(visit, house.ben, house.ada).text


@pytest.mark.parametrize("reader", ["ben", "cora", "root"])
def test_ties_and_a_hidden_employer_are_shown_to_nobody_else(house, visit, reader):
    page = page_of(visit, getattr(house, reader), house.ada)
    assert page.status_code == 200
    assert "Willow Creek" not in page.text
    assert "Secret" not in page.text
    assert "secret.example" not in page.text


def test_an_employer_that_is_not_hidden_is_shown(app, house, visit):
    with in_context(app):
        get_profile(house.ada.id).is_employer_hidden = False
    assert "Willow Creek" in page_of(visit, house.ben, house.ada).text


def test_credentials_say_how_far_they_can_be_trusted(house, visit):
    page = page_of(visit, house.ben, house.ada).text
    assert "Self-reported" in page
    assert "Checked at the source on October 1, 2026" in page
    assert "erified" not in page


def test_when_to_meet_is_said_in_the_readers_own_zone(app, house, visit):
    with in_context(app):
        db.session.get_one(Account, house.ben.id).time_zone = "America/Los_Angeles"
    assert "Tuesday evenings, 5 pm to 9 pm" in page_of(visit, house.ben, house.ada).text


def test_no_page_shows_an_address(house, visit):
    assert house.ada.email not in page_of(visit, house.cora, house.ada).text


def test_who_is_blocked_no_longer_finds_the_other_and_can_be_unblocked(app, house, visit):
    browser = visit(house.ben)
    assert browser.post(f"/people/{house.ada.id}/block").location == "/people/blocked"
    assert ">Ada<" in browser.get("/people/blocked").text
    for reader, person in ((house.ben, house.ada), (house.ada, house.ben)):
        assert page_of(visit, reader, person).status_code == 404
    browser.post(f"/people/{house.ada.id}/unblock")
    assert page_of(visit, house.ben, house.ada).status_code == 200
    with app.app_context():
        assert not is_blocked(house.ben.id, house.ada.id)


def test_nobody_blocks_or_unblocks_by_guessing_an_id(house, visit):
    assert visit(house.drew).post(f"/people/{house.ada.id}/block").status_code == 404
    assert visit(house.ben).post(f"/people/{house.ada.id}/unblock").status_code == 404


def test_the_coordinator_still_sees_both_of_a_blocked_pair(house, visit):
    visit(house.ben).post(f"/people/{house.ada.id}/block")
    assert page_of(visit, house.cora, house.ada).status_code == 200


def test_ones_own_page_has_no_block(house, visit):
    page = page_of(visit, house.ada, house.ada).text
    assert "Change my profile" in page
    assert "Block " not in page
