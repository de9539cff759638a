"""The list of programs, the page of one, and the coordinator's list of members."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy import event

from mentornet.foundation.database import db
from mentornet.programs.models import Enrolment, EnrolmentState, Intake, Program, Side
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.programs import make_cohort, make_enrolment, make_program, make_question, stage_program


def test_a_stranger_sees_the_open_programs_only(app, visit):
    with in_context(app):
        make_program("open-one")
        make_program("hidden-one", intake=Intake.INVITATION)

    page = visit().get("/programs").get_data(as_text=True)

    assert "Open-One" in page
    assert "Hidden-One" not in page


def test_my_programs_come_first_with_what_i_am_in_them(app, cast, visit):
    stage_program(app, cast, intake=Intake.LINK)
    with in_context(app):
        make_program("another")

    ben, cora = (visit(person).get("/programs").get_data(as_text=True) for person in (cast.ben, cast.cora))

    assert ben.index("My programs") < ben.index("Rungs") < ben.index("Another")
    assert "Mentee</span>" in ben
    assert "You coordinate it" in cora


def test_an_empty_list_says_what_will_be_there(visit):
    assert "No program is open at the moment" in visit().get("/programs").get_data(as_text=True)


def test_a_stranger_reads_a_program_and_is_shown_how_to_come_in(app, cast, visit):
    stage_program(app, cast)

    page = visit().get("/programs/rungs").get_data(as_text=True)

    assert "Take part as a mentor" in page
    assert "/sign-up?next=/programs/rungs" in page
    assert "Run this program" not in page


def test_a_program_that_takes_nobody_now_says_so_in_a_sentence(app, cast, visit):
    with in_context(app):
        make_program(is_rolling=False)

    page = visit(cast.drew).get("/programs/rungs").get_data(as_text=True)

    assert "The next cohort of Rungs has no date yet." in page
    assert "Take part as a mentee" not in page


def test_who_takes_part_sees_how_they_stand_and_the_other_side(app, cast, visit):
    stage_program(app, cast)

    page = visit(cast.ben).get("/programs/rungs").get_data(as_text=True)

    assert "You take part as a mentee" in page
    assert "Take part on the other side too" in page


def _statements(app, browser, address):
    """Count the statements that one page takes."""
    with app.app_context():
        engine = db.engine
    seen: list[str] = []

    def note(*arguments):
        seen.append(arguments[2])

    event.listen(engine, "before_cursor_execute", note)
    browser.get(address)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_the_members_list_takes_the_same_number_of_statements_for_few_and_many(app, cast, visit):
    program_id = stage_program(app, cast)
    browser, address = visit(cast.cora), "/programs/rungs/members?band=begun"
    with in_context(app):
        make_cohort(db.session.get_one(Program, program_id), "Spring", date(2999, 1, 1))
    few = _statements(app, browser, address)
    with in_context(app):
        program = db.session.get_one(Program, program_id)
        for n in range(30):
            make_enrolment(program, make_account(f"Person {n}").id, Side.MENTEE)

    assert _statements(app, browser, address) == few


def test_members_are_narrowed_by_name_side_state_cohort_and_profile(app, cast, visit):
    program_id = stage_program(app, cast)
    with in_context(app):
        program = db.session.get_one(Program, program_id)
        cohort = make_cohort(program, "Spring", date(2999, 2, 1)).id
        nia = make_account("Nia Núñez")
        make_enrolment(program, nia.id, Side.MENTEE, cohort_id=cohort, state=EnrolmentState.PAUSED)
    cora = visit(cast.cora)

    def names(query):
        page = cora.get(f"/programs/rungs/members?{query}").get_data(as_text=True)
        return [name for name in ("Ada", "Ben", "Nia") if f">{name}" in page]

    assert names("") == ["Ada", "Ben", "Nia"]
    assert names("name=nunez") == ["Nia"]
    assert names("side=mentor") == ["Ada"]
    assert names("state=paused") == ["Nia"]
    assert names(f"cohort={cohort}") == ["Nia"]
    assert names("cohort=0") == ["Ada", "Ben"]
    assert names("band=begun") == ["Ada", "Ben", "Nia"]
    assert names("band=full") == []
    assert names("side=nonsense&cohort=x&band=y") == ["Ada", "Ben", "Nia"]


def test_a_long_list_goes_on_on_the_next_page_and_keeps_its_filters(app, cast, visit):
    program_id = stage_program(app, cast)
    with in_context(app):
        program = db.session.get_one(Program, program_id)
        for n in range(30):
            make_enrolment(program, make_account(f"Person {n:02}").id, Side.MENTEE)
    cora = visit(cast.cora)

    first = cora.get("/programs/rungs/members?side=mentee").get_data(as_text=True)
    second = cora.get("/programs/rungs/members?side=mentee&page=2").get_data(as_text=True)

    assert "side=mentee&amp;page=2" in first
    assert "Person 29" in second
    assert "Person 29" not in first


def test_the_page_of_a_member_shows_their_answers_to_the_coordinator(app, cast, visit):
    program_id = stage_program(app, cast)
    with in_context(app):
        question = make_question(db.session.get_one(Program, program_id), "Which shifts?", is_retired=True)
        enrolment = db.session.scalars(sa.select(Enrolment).where(Enrolment.side == Side.MENTEE)).one()
        enrolment.answers = {str(question.id): ["Days", "Nights"]}

    page = visit(cast.cora).get(f"/programs/rungs/members/{cast.ben.id}").get_data(as_text=True)

    assert "<h1>Ben</h1>" in page
    assert "Which shifts?" in page
    assert "Days, Nights" in page
