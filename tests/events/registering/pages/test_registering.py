"""The box of an event and the organizer's list of who comes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornet.events.models import Registration, RegistrationState
from mentornet.events.queries import get_event
from mentornet.events.registering import services
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.programs.models import Side
from tests.events.registering.scenes import a_full_event, account_of, an_event, standing_of
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.letters import letters_to
from tests.support.programs import make_enrolment, make_program
from tests.support.statements import counted_statements


def read(browser, address):
    return browser.get(address).get_data(as_text=True)


@pytest.fixture
def event_id(app, cast):
    with in_context(app):
        return an_event(capacity=2).id


def test_a_stranger_is_asked_to_sign_in(visit, event_id):
    assert "Sign in to register" in read(visit(), f"/events/{event_id}")
    answer = visit().post(f"/events/{event_id}/register")
    assert answer.status_code == 302
    assert "/sign-in" in answer.location


def test_one_tap_takes_a_seat_and_another_gives_it_back(app, cast, visit, event_id):
    ben = visit(cast.ben)
    assert "2 of 2 seats left" in read(ben, f"/events/{event_id}")
    ben.post(f"/events/{event_id}/register")
    page = read(ben, f"/events/{event_id}")
    assert "You have a seat" in page
    assert "Only the organizer sees that you go" in page
    assert [letter.subject for letter in letters_to(app, cast.ben.email)] == [
        "Your seat at “Calm on the unit”"
    ]
    ben.post(f"/events/{event_id}/register/seen", data={"is_seen": "yes"})
    assert "Others who go see your name" in read(ben, f"/events/{event_id}")
    ben.post(f"/events/{event_id}/register/cancel")
    assert "2 of 2 seats left" in read(ben, f"/events/{event_id}")
    again = ben.post(f"/events/{event_id}/register/cancel")
    assert (again.status_code, again.location) == (302, f"/events/{event_id}#registering")
    never = visit(cast.ada).post(f"/events/{event_id}/register/cancel")
    assert never.status_code == 409
    assert "You are not registered for this event" in never.get_data(as_text=True)


def test_the_line_says_which_place_and_an_offer_until_when(app, cast, visit):
    with in_context(app):
        event = a_full_event(cast, starts_at=clock.now() + timedelta(days=30))
        event_id = event.id
    ben = visit(cast.ben)
    assert "You are number 1" in read(ben, f"/events/{event_id}")
    visit(cast.ada).post(f"/events/{event_id}/register/cancel")
    page = read(ben, f"/events/{event_id}")
    assert "A seat is kept for you" in page
    assert "Full; nobody waits yet" in read(visit(cast.drew), f"/events/{event_id}")
    assert "is kept for you until" in read(ben, "/")
    for _ in range(2):
        taken = ben.post(f"/events/{event_id}/seat/take")
        assert (taken.status_code, taken.location) == (302, f"/events/{event_id}#registering")
        assert "You have a seat" in read(ben, f"/events/{event_id}")
    assert "You have a seat" in ben.post(f"/events/{event_id}/register", follow_redirects=True).text
    late = ben.post(f"/events/{event_id}/seat/leave")
    assert late.status_code == 409
    assert "You are registered" in late.get_data(as_text=True)


def test_a_seat_let_go_is_offered_on(app, cast, visit):
    with in_context(app):
        event_id = a_full_event(cast, starts_at=clock.now() + timedelta(days=30)).id
    visit(cast.ada).post(f"/events/{event_id}/register/cancel")
    for _ in range(2):
        assert visit(cast.ben).post(f"/events/{event_id}/seat/leave").status_code == 302
    assert "1 of 1 seat left" in read(visit(cast.drew), f"/events/{event_id}")


def test_what_is_closed_says_why(app, cast, visit):
    with in_context(app):
        event_id = an_event(registration_closes_at=clock.now() - timedelta(hours=1)).id
    assert "Registration closed" in read(visit(cast.ben), f"/events/{event_id}")
    assert visit(cast.ben).post(f"/events/{event_id}/register").status_code == 409


@pytest.fixture
def coras(app, cast):
    with in_context(app):
        program = make_program(coordinator_id=cast.cora.id)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        event = an_event(capacity=2, program_id=program.id)
        services.register(event, by=account_of(cast.ben))
        return event.id


def test_the_organizer_sees_who_comes_and_adds_a_guest(app, cast, visit, coras):
    cora, here = visit(cast.cora), f"/events/{coras}/registrations"
    assert "Ben" in read(cora, here)
    wrong = cora.post(here, data={"name": "Gil", "address": "nowhere"})
    assert wrong.status_code == 422
    assert "This is not a mail address" in wrong.get_data(as_text=True)
    assert cora.post(here, data={"name": "Gil", "address": "gil@guests.example"}).status_code == 302
    assert "guest, gil@guests.example" in read(cora, here)
    full = cora.post(here, data={"name": "Gus", "address": "gus@guests.example"})
    assert full.status_code == 409
    assert letters_to(app, "gil@guests.example")[0].subject == "Your seat at “Calm on the unit”"


def test_a_guest_with_an_account_looks_like_one_without(app, cast, visit, coras):
    cora, here = visit(cast.cora), f"/events/{coras}/registrations"
    cora.post(here, data={"name": "Visitor", "address": cast.drew.email})
    page = read(cora, here)
    assert f"guest, {cast.drew.email}" in page
    assert "Visitor" in page
    assert "Drew</th>" not in page
    assert cast.drew.email in read(cora, f"{here}/download.csv")
    assert "You have a seat" in read(visit(cast.drew), f"/events/{coras}")


def test_the_organizer_takes_somebody_off(app, cast, visit, coras):
    with app.app_context():
        mine = standing_of(get_event(coras), cast.ben).id
    cora = visit(cast.cora)
    cora.post(f"/events/{coras}/registrations/{mine}/remove")
    assert "Nobody has registered yet" in read(cora, f"/events/{coras}/registrations")
    assert cora.post(f"/events/{coras}/registrations/{mine}/remove").status_code == 409
    assert cora.post(f"/events/{coras}/registrations/999/remove").status_code == 404


def test_a_long_list_asks_no_more_of_the_database_than_a_short_one(app, cast, visit, coras):
    cora, here = visit(cast.cora), f"/events/{coras}/registrations"
    read(cora, here)
    with app.app_context(), counted_statements() as few:
        read(cora, here)
    with in_context(app):
        for number in range(20):
            person = make_account(f"Person {number}")
            db.session.add(
                Registration(event_id=coras, account_id=person.id, state=RegistrationState.WAITING)
            )
    with app.app_context(), counted_statements() as many:
        read(cora, here)
    assert len(many) <= len(few)
