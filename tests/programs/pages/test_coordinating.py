"""The coordinator's pages: terms, weights, questions, cohorts, invitations, members, coordinators."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from mentornet.foundation.database import db
from mentornet.programs.models import Enrolment, Intake, Program, ProgramQuestion, Side
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.support.applications import in_context
from tests.support.programs import make_cohort, stage_program

TERMS = {
    "name": "Rungs up",
    "time_zone": "America/Denver",
    "intake": "link",
    "pace": "cohorts",
    "answer_days": "10",
    "mentorship_weeks": "12",
    "minimum_fit": "35",
    "mentee_places": "40",
}


@pytest.fixture
def program_id(app, cast):
    return stage_program(app, cast)


@pytest.fixture
def cora(cast, visit, program_id):
    return visit(cast.cora)


def the_program():
    return db.session.scalars(sa.select(Program)).one()


def test_an_administrator_creates_a_program_and_names_its_coordinator(cast, visit):
    browser = visit(cast.root)
    typed = {"name": "Night Shift", "time_zone": "America/Chicago", "coordinator": "nobody@people.example"}

    refused = browser.post("/programs/new", data=typed)
    made = browser.post("/programs/new", data=typed | {"coordinator": cast.cora.email})

    assert refused.status_code == 422
    assert "Night Shift" in refused.get_data(as_text=True)
    assert made.location == "/programs/night-shift/edit"
    assert visit(cast.cora).get("/programs/night-shift/members").status_code == 200


def test_the_terms_are_saved(app, cora):
    assert cora.post("/programs/rungs/edit", data=TERMS).status_code == 302

    with app.app_context():
        program = the_program()
        assert program.intake is Intake.LINK
        assert (program.name, program.is_rolling, program.minimum_fit) == ("Rungs up", False, 35)
        assert (program.mentee_places, program.mentor_places) == (40, None)
        assert not program.allows_same_employer


def test_terms_that_cannot_be_keep_what_was_typed(cora):
    days = {"opens_on": "2027-02-01", "closes_on": "2027-01-01", "answer_days": "0"}

    wrong = cora.post("/programs/rungs/edit", data=TERMS | days)

    page = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    assert "The intake ends before it opens." in page
    assert "from 1 to 60" in page
    assert 'value="Rungs up"' in page


def test_the_sliders_show_their_shares_before_they_are_saved(app, cora):
    zero = dict.fromkeys(DEFAULT_WEIGHTS, "0")

    live = cora.post("/programs/rungs/weights/shares", data=zero | {"goals": "3", "skills": "1"})

    page = live.get_data(as_text=True)
    assert "75 %" in page
    assert "25 %" in page
    with app.app_context():
        assert the_program().weights == {}


def test_the_weights_page_says_what_each_means_and_saves(app, cora):
    page = cora.get("/programs/rungs/weights").get_data(as_text=True)
    cora.post("/programs/rungs/weights", data={**DEFAULT_WEIGHTS, "goals": "9"})

    assert "The mentor has made the step that the mentee wants to make next." in page
    assert "A new program begins with 5." in page
    with app.app_context():
        assert the_program().weights["goals"] == 9


def test_weights_of_nothing_are_refused_in_a_sentence(cora):
    refused = cora.post("/programs/rungs/weights", data=dict.fromkeys(DEFAULT_WEIGHTS, "0"))

    assert refused.status_code == 409
    assert "Give at least one criterion a weight." in refused.get_data(as_text=True)


def test_a_question_is_added_moved_edited_and_retired(app, cora):
    here = "/programs/rungs/questions"
    for prompt in ("First?", "Second?"):
        cora.post(here, data={"prompt": prompt, "kind": "choice", "options": "Yes\nNo", "asked_of": "mentee"})
    with in_context(app):
        first, second = db.session.scalars(sa.select(ProgramQuestion.id).order_by(ProgramQuestion.id))
        enrolment = db.session.scalars(sa.select(Enrolment).where(Enrolment.side == Side.MENTEE)).one()
        enrolment.answers = {str(first): "Yes"}

    cora.post(f"{here}/{second}/up")
    cora.post(f"{here}/{second}", data={"prompt": "Second, truly?", "kind": "text", "asked_of": ""})
    refused = cora.post(f"{here}/{first}/delete")
    cora.post(f"{here}/{first}/retire")
    page = cora.get(here).get_data(as_text=True)

    assert refused.status_code == 409
    assert page.index("Second, truly?") < page.index("Retired") < page.index("First?")


def test_a_choice_without_options_keeps_what_was_typed(cora):
    wrong = cora.post(
        "/programs/rungs/questions", data={"prompt": "Which?", "kind": "choice", "options": "One"}
    )

    assert wrong.status_code == 422
    assert "at least two options" in wrong.get_data(as_text=True)
    assert 'value="Which?"' in wrong.get_data(as_text=True)


def test_good_lines_are_invited_and_bad_ones_stay_in_the_box_with_their_line(cora):
    pasted = "new@people.example\nnot an address\nben@people.example"

    answer = cora.post(
        "/programs/rungs/invitations", data={"addresses": pasted, "side": "mentee", "cohort": "0"}
    )

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "1 letter on the way." in page
    assert "Line 2" in page
    assert "Line 3" in page
    assert "Somebody with this address takes part already." in page
    assert "not an address\nben@people.example</textarea>" in page.replace("\r\n", "\n")
    assert "new@people.example</th>" in page


def test_an_invitation_is_withdrawn_and_sent_again(cora):
    here = "/programs/rungs/invitations"
    cora.post(here, data={"addresses": "new@people.example", "side": "mentor", "cohort": "0"})
    key = cora.get(here).get_data(as_text=True).split("/invitations/")[1].split("/")[0]

    assert cora.post(f"{here}/{key}/withdraw").status_code == 302
    assert "Withdrawn" in cora.get(here).get_data(as_text=True)
    assert cora.post(f"{here}/{key}/resend").status_code == 302


def test_a_coordinator_moves_and_takes_out_a_member_who_is_told(app, cora, cast, visit, program_id):
    with in_context(app):
        spring = make_cohort(db.session.get_one(Program, program_id), "Spring", date(2999, 2, 1)).id
    here = f"/programs/rungs/members/{cast.ben.id}/mentee"

    cora.post(f"{here}/cohort", data={"cohort": str(spring)})
    cora.post(f"{here}/withdraw")

    told = visit(cast.ben).get("/notices").get_data(as_text=True)
    assert "Cora moved you to the cohort Spring in Rungs." in told
    assert "Cora took you out of Rungs as a mentee." in told


def test_an_address_of_no_account_is_not_enrolled(cora):
    answer = cora.post(
        "/programs/rungs/members/add", data={"email": "nobody@people.example", "side": "mentee"}
    )

    assert answer.status_code == 422
    assert "Nobody with this address has an account yet." in answer.get_data(as_text=True)


def test_a_member_is_enrolled_by_their_address(cora, cast):
    answer = cora.post("/programs/rungs/members/add", data={"email": "DREW@people.example", "side": "mentor"})

    assert answer.location == f"/programs/rungs/members/{cast.drew.id}"


def test_who_hands_the_program_over_is_led_out_of_it(cora, cast):
    cora.post("/programs/rungs/coordinators", data={"email": cast.drew.email})

    answer = cora.post(f"/programs/rungs/coordinators/{cast.cora.id}/remove")

    assert answer.location == "/programs"
    assert cora.get("/programs/rungs/coordinators").status_code == 404


def test_a_cohort_is_added_edited_and_removed(cora):
    here = "/programs/rungs/cohorts"
    cora.post(here, data={"name": "Fall", "begins_on": "2999-09-01"})
    key = cora.get(here).get_data(as_text=True).split(f"{here}/")[1].split('"')[0].split("/")[0]
    cora.post(f"{here}/{key}", data={"name": "Autumn", "begins_on": "2999-09-01"})

    assert "Autumn" in cora.get(here).get_data(as_text=True)
    assert cora.post(f"{here}/{key}/remove").status_code == 302
    assert "No cohort yet" in cora.get(here).get_data(as_text=True)
