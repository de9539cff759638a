"""Enrolling, pausing, leaving; by the open door, by a link and by invitation."""

from __future__ import annotations

import re

import sqlalchemy as sa

from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from mentornet.programs.models import Enrolment, EnrolmentState, Intake, QuestionKind, Side
from tests.support.applications import in_context
from tests.support.programs import make_enrolment, make_program, make_question


def state_of(app, person, side=Side.MENTEE):
    with app.app_context():
        return db.session.scalar(
            sa.select(Enrolment.state).where(Enrolment.account_id == person.id, Enrolment.side == side)
        )


def test_the_programs_questions_are_asked_and_what_was_typed_stays(app, cast, visit):
    with in_context(app):
        program = make_program()
        why = make_question(program, "Why now?", is_required=True).id
        choice = {"kind": QuestionKind.CHOICE, "options": ["Day", "Night"], "asked_of": Side.MENTEE}
        unit = make_question(program, "Which unit?", **choice).id
        make_question(program, "How many have you taught?", asked_of=Side.MENTOR)
    browser, here = visit(cast.ben), "/programs/rungs/enrol?side=mentee"

    first = browser.get(here).get_data(as_text=True)
    refused = browser.post(here, data={f"question_{unit}": "Night"})
    done = browser.post(here, data={f"question_{why}": "A new job", f"question_{unit}": "Night"})

    assert "How many have you taught?" not in first
    assert refused.status_code == 422
    assert 'value="Night" checked' in refused.get_data(as_text=True)
    assert done.status_code == 302
    with app.app_context():
        kept = db.session.scalars(sa.select(Enrolment.answers)).one()
    assert kept == {str(why): "A new job", str(unit): "Night"}


def test_both_sides_are_joined_in_one_go(app, cast, visit):
    with in_context(app):
        make_program()

    visit(cast.drew).post("/programs/rungs/enrol?side=both")

    assert state_of(app, cast.drew, Side.MENTEE) is EnrolmentState.ACTIVE
    assert state_of(app, cast.drew, Side.MENTOR) is EnrolmentState.ACTIVE


def test_enrolling_a_second_time_is_a_conflict_with_a_sentence(app, cast, visit):
    with in_context(app):
        make_program()
    browser = visit(cast.drew)
    browser.post("/programs/rungs/enrol?side=mentee")

    again = browser.post("/programs/rungs/enrol?side=mentee")

    assert again.status_code == 409
    assert "You already take part in Rungs as a mentee" in again.get_data(as_text=True)


def test_a_full_program_says_so(app, cast, visit):
    with in_context(app):
        make_enrolment(make_program(mentee_places=1), cast.ben.id, Side.MENTEE)

    answer = visit(cast.drew).post("/programs/rungs/enrol?side=mentee")

    assert answer.status_code == 409
    assert "The one mentee place of Rungs is taken." in answer.get_data(as_text=True)


def test_a_member_pauses_resumes_and_leaves(app, cast, visit):
    with in_context(app):
        make_enrolment(make_program(), cast.ben.id, Side.MENTEE)
    browser = visit(cast.ben)

    for step, state in (
        ("pause", EnrolmentState.PAUSED),
        ("resume", EnrolmentState.ACTIVE),
        ("withdraw", EnrolmentState.WITHDRAWN),
    ):
        assert browser.post(f"/programs/rungs/mine/mentee/{step}").status_code == 302
        assert state_of(app, cast.ben) is state


def test_the_link_lets_its_holder_in_and_the_programs_own_page_does_not(app, cast, visit):
    with in_context(app):
        make_program(intake=Intake.LINK)
    browser = visit(cast.drew)

    assert browser.get("/programs/rungs").status_code == 404
    assert "/join/token-of-rungs/enrol" in browser.get("/join/token-of-rungs").get_data(as_text=True)
    assert browser.post("/join/token-of-rungs/enrol?side=mentor").status_code == 302
    assert browser.get("/programs/rungs").status_code == 200


def test_a_replaced_link_says_what_to_do(visit):
    answer = visit().get("/join/nobody-knows-this")

    assert answer.status_code == 404
    assert "ask the coordinator for the new one" in answer.get_data(as_text=True)


def link_to(app, cast, visit, address):
    """Have Cora invite an address and return the path of the link in the letter."""
    with in_context(app):
        make_program(coordinator_id=cast.cora.id, intake=Intake.INVITATION)
    typed = {"addresses": address, "side": "mentee", "cohort": "0"}
    visit(cast.cora).post("/programs/rungs/invitations", data=typed)
    return path_in(app, Letter.to_address == address, "/invitations/")


def path_in(app, which, start):
    """Return the path beginning with `start` in the one letter of `which`."""
    with app.app_context():
        text = db.session.scalars(sa.select(Letter.text).where(which)).one()
    found = re.search(rf"{start}\S+", text)
    assert found is not None
    return found.group()


def test_an_invited_member_sees_it_without_the_letter_and_comes_in(app, cast, visit):
    link_to(app, cast, visit, cast.ben.email)
    browser = visit(cast.ben)

    assert "You are invited" in browser.get("/programs").get_data(as_text=True)
    assert "You are invited as a mentee" in browser.get("/programs/rungs").get_data(as_text=True)
    assert browser.post("/programs/rungs/enrol?side=mentee").status_code == 302
    assert state_of(app, cast.ben) is EnrolmentState.ACTIVE


def test_the_link_explains_itself_to_a_member_of_another_address(app, cast, visit):
    link = link_to(app, cast, visit, "ben.at.work@hospital.example")
    browser = visit(cast.ben)

    page = browser.get(link).get_data(as_text=True)

    assert "sent to b…k@hospital.example, and you are signed in as ben@people.example" in page
    assert browser.post(link).status_code == 302
    assert state_of(app, cast.ben) is EnrolmentState.ACTIVE
    assert "was used already" in browser.get(link).get_data(as_text=True)


def test_a_stranger_signs_up_and_comes_back_to_the_invitation(app, cast, visit):
    link = link_to(app, cast, visit, "nia@people.example")
    browser = visit()
    newcomer = {
        "side": "mentee",
        "name": "Nia",
        "email": "nia@people.example",
        "password": "a walk by the wide river",
        "time_zone": "America/Chicago",
        "is_adult": "y",
        "accepts_conduct": "y",
    }

    page = browser.get(link).get_data(as_text=True)
    browser.post(f"/sign-up?next={link}", data=newcomer)
    back = browser.post(path_in(app, Letter.subject == "Confirm your address", "/confirm/"))

    assert f"/sign-up?next={link}" in page
    assert back.location == link
    assert browser.post(link).status_code == 302
    with app.app_context():
        assert db.session.scalars(sa.select(Enrolment.side)).one() is Side.MENTEE
