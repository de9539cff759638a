"""Does a spreadsheet come in through the browser, and find its places?"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.imports.models import Import
from mentornet.profiles.queries import find_profile
from mentornet.programs.models import Enrolment, EnrolmentState, Program, ProgramQuestion, Side
from tests.imports.pages.scenes import all_there, text_of
from tests.support.applications import in_context
from tests.support.letters import letters_to
from tests.support.programs import make_cohort, make_question
from tests.support.spreadsheets import MENTEES, as_xlsx


def account_at(address):
    return db.session.scalars(sa.select(Account).where(Account.email == address)).one()


def profile_at(address) -> Any:
    return find_profile(account_at(address).id)


def enrolment_at(address) -> Any:
    return db.session.scalars(
        sa.select(Enrolment).where(Enrolment.account_id == account_at(address).id)
    ).one()


def test_a_file_comes_all_the_way_in(app, desk):
    import_id = desk.bring(MENTEES)
    assert desk.choose(import_id).status_code == 302
    asked = text_of(desk.browser.get(f"/imports/{import_id}/values"))
    desk.answer(import_id)
    shown = text_of(desk.browser.get(f"/imports/{import_id}/preview"))
    desk.confirm(import_id)

    assert "Geriatrik" in asked
    assert "Mia Brook" in shown
    assert desk.state(import_id) == "done"
    with app.app_context():
        noor = account_at("noor@people.example")
        enrolment = enrolment_at("noor@people.example")
        profile = profile_at("noor@people.example")
        assert (noor.confirmed_at, enrolment.state) == (None, EnrolmentState.AWAITED)
        assert profile.current_role_slug == "mental-health-technician"
        assert {one.specialization_slug for one in profile.specializations} == {"geriatric"}
        assert "Equine therapy" in profile.mentee.looks_for
        assert profile.state.code == "OH"
    assert "2 accounts brought in" in text_of(desk.browser.get(f"/imports/{import_id}/outcome"))
    assert letters_to(app, "noor@people.example")[0].subject == "Cora brought you into Rungs"


def test_a_workbook_comes_in_as_well(desk):
    import_id = desk.preview(as_xlsx(MENTEES), name="people.xlsx")
    assert desk.counts(import_id) == {"add": 2}


def test_nothing_is_written_before_the_word(app, desk):
    before = all_there(app)
    desk.preview(MENTEES)
    assert all_there(app) == before


def test_the_same_file_twice_changes_nothing(app, desk):
    desk.bring_in(MENTEES)
    before = all_there(app)
    again = desk.preview(MENTEES)

    assert desk.counts(again) == {"unchanged": 2}
    assert "There is nothing to bring in" in text_of(desk.browser.get(f"/imports/{again}/preview"))
    desk.confirm(again)
    assert all_there(app) == before


def test_columns_and_answers_are_remembered_for_the_next_file(app, desk):
    desk.bring_in(MENTEES.replace("Job title", "Stelle"), stelle="role")
    import_id = desk.bring(MENTEES.replace("Job title", "Stelle"))
    with app.app_context():
        assert db.session.get_one(Import, import_id).columns["stelle"] == "role"
    desk.choose(import_id)
    assert desk.state(import_id) == "preview"  # the values were answered before


def test_what_changed_in_the_file_is_updated_from_what_to_what(app, desk):
    desk.bring_in(MENTEES)
    changed = MENTEES.replace("Ohio", "Kansas").replace("Mia Brook", "Mia Brooks")
    import_id = desk.preview(changed)
    shown = text_of(desk.browser.get(f"/imports/{import_id}/preview?fate=update"))
    desk.confirm(import_id)

    assert desk.counts(import_id) == {"update": 1, "unchanged": 1}
    assert all(words in shown for words in ("Ohio", "Kansas", "Mia Brooks"))
    with app.app_context():
        mia = account_at("mia@people.example")
        assert (mia.display_name, profile_at("mia@people.example").state.name) == ("Mia Brooks", "Kansas")


def test_every_kind_of_answer_finds_its_place(app, desk):
    text = (
        "Name,Email,Participant type,Capacity,Hours,Languages,Availability,Meeting,Shift,Years,Employer,Credentials,"
        "Roles walked,Time zone,Bio,Goals,Target role,Offers\n"
        'Omar Diaz,omar@people.example,both,two,3,"Spanish, English",Monday evenings,Zoom,Nights,12,St. Mary,RN,'
        '"Mental health technician 2010-2014; Registered nurse 2014-now",Central,I listen.,Documentation,RN,Cases\n'
    )
    desk.bring_in(text, side="column")
    with app.app_context():
        profile = profile_at("omar@people.example")
        assert (profile.mentor.seats, profile.mentor.hours_a_month, profile.years_in_field) == (2, 3, 12)
        assert profile.languages == ["es", "en"]
        assert profile.available_blocks
        assert (profile.meeting_mode, profile.shift_pattern) == ("video", "nights")
        assert [one.role_slug for one in profile.roles_walked] == [
            "mental-health-technician",
            "registered-nurse",
        ]
        assert profile.account.time_zone == "America/Chicago"
        assert {str(one.stance) for one in profile.goals} == {"wanted", "offered"}
        assert profile.mentee.target_role_slug == "registered-nurse"
        assert profile.mentor.offers == "Cases"


def test_every_kind_of_answer_is_updated_in_its_place(app, desk):
    first = "Name,Email,Participant type,Bio\nOmar Diaz,omar@people.example,both,Hello.\n"
    desk.bring_in(first, side="column")
    test_every_kind_of_answer_finds_its_place(app, desk)


def test_one_person_on_two_lines_has_one_account_with_two_sides(app, desk):
    text = (
        "Name,Email,Type,Job title,Goals\nMia Brook,mia@people.example,mentee,Psych tech,Documentation\n"
        "Mia B.,MIA+rungs@people.example,mentor,RN,Crisis skills\n"
    )
    import_id = desk.bring_in(text, side="column")
    again = desk.preview(text, side="column")

    assert desk.counts(import_id) == {"add": 2}
    assert desk.counts(again) == {"unchanged": 2}
    with app.app_context():
        mia = account_at("mia@people.example")
        sides = db.session.scalars(sa.select(Enrolment.side).where(Enrolment.account_id == mia.id))
        assert set(sides) == set(Side)
        assert profile_at("mia@people.example").current_role_slug == "mental-health-technician"


def test_cohorts_questions_and_own_words(app, cast, desk):
    with in_context(app):
        program = db.session.scalars(sa.select(Program)).one()
        make_cohort(program, "Spring", clock.today())
        asked = make_question(program, "Why now?").id
    text = "Name,Email,Cohort,Reason,Grade,Wish\nMia Brook,mia@people.example,spring,It is time,HEO,Nights\n"
    columns = {"reason": f"question:{asked}", "grade": "words", "wish": "new-question"}
    desk.bring_in(text, **columns)
    again = desk.preview(text, **{key: name for key, name in columns.items() if key != "wish"})

    assert desk.counts(again) == {"unchanged": 1}
    with app.app_context():
        enrolment = enrolment_at("mia@people.example")
        wish = db.session.scalars(sa.select(ProgramQuestion).where(ProgramQuestion.prompt == "Wish")).one()
        assert enrolment.answers == {str(asked): "It is time", str(wish.id): "Nights"}
        assert enrolment.cohort.name == "Spring"
        assert profile_at("mia@people.example").about == "Grade: HEO"


CIVIL = """first name,last name,email address,both mentor and mentee,job title,grade,organisation,profession,match with similar identity,identity to match,biography
Asha,Verma,asha@works.example,yes,Some role,HEO,Ministry of Maps,Policy,yes,,I draw maps.
Bo,Lind,bo@works.example,no,Another role,SCS2,Ministry of Tides,Security,no,,"I watch tides, and ships."
"""


def test_a_sheet_with_headings_of_its_own_comes_in_by_hand(app, desk):
    columns = {
        "job_title": "",
        "grade": "words",
        "profession": "new-question",
        "match_with_similar_identity": "new-question",
    }
    desk.bring_in(CIVIL, **columns)
    again = desk.preview(CIVIL)

    assert desk.counts(again) == {"unchanged": 2}
    with app.app_context():
        asha = profile_at("asha@works.example")
        assert (asha.account.display_name, asha.employer) == ("Asha Verma", "Ministry of Maps")
        assert asha.mentee
        assert asha.mentor
        assert asha.about == "I draw maps.\ngrade: HEO"
        assert sorted(enrolment_at("bo@works.example").answers.values()) == ["Security", "no"]
