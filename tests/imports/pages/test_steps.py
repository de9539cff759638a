"""Is each step of an import taken in its order, once, and refused where it cannot be?"""

from __future__ import annotations

import csv
import io

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation import clock, storage
from mentornet.foundation.database import db
from mentornet.imports import jobs
from mentornet.imports.models import Import, ImportRow
from mentornet.imports.rules import KEPT_FINISHED, KEPT_UNFINISHED
from mentornet.profiles.queries import find_profile
from mentornet.programs.models import Enrolment, Program
from tests.imports.pages.scenes import all_there, text_of
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.letters import letters_to
from tests.support.spreadsheets import MENTEES, send, stage_desk

ONE = "Name,Email\nMia Brook,mia@people.example\n"


def test_refused_lines_come_out_as_a_file_to_mend_and_bring_again(desk):
    text = "Name,Email,Capacity\nMia Brook,mia@people.example,a few\n=1+1,omar@people.example,2\n,x,1\n"
    import_id = desk.bring_in(text, side="mentor")
    page = text_of(desk.browser.get(f"/imports/{import_id}/outcome?fate=refuse"))
    taken = desk.browser.get(f"/imports/{import_id}/refused.csv")
    rows = list(csv.reader(io.StringIO(taken.get_data().decode("utf-8-sig"))))
    mended = taken.get_data().decode("utf-8-sig").replace("a few", "3")
    again = desk.preview(mended, side="mentor")

    assert desk.counts(import_id) == {"add": 1, "refuse": 2}
    assert "“a few” is not a number" in page
    assert rows[0] == ["Name", "Email", "Capacity", "Line", "Why it was refused"]
    assert rows[1][:4] == ["Mia Brook", "mia@people.example", "a few", "2"]
    assert desk.counts(again) == {"add": 1, "refuse": 1}
    assert desk.browser.get(f"/imports/{import_id}/refused.xlsx").data[:2] == b"PK"


def test_who_has_an_account_is_invited_and_keeps_what_they_said(app, cast, desk):
    text = f"Name,Email,Job title\nDrew Nobody,{cast.drew.email.upper()},RN\n"
    import_id = desk.bring_in(text)
    again = desk.preview(text)

    assert desk.counts(import_id) == {"invite": 1}
    assert desk.counts(again) == {"unchanged": 1}
    with app.app_context():
        assert db.session.get_one(Account, cast.drew.id).display_name == "Drew"
        assert find_profile(cast.drew.id) is None
        assert (
            db.session.scalars(sa.select(Enrolment).where(Enrolment.account_id == cast.drew.id)).all() == []
        )
    assert "invites you to Rungs" in letters_to(app, "DREW@people.example")[0].subject


def test_who_takes_part_already_is_left_alone(app, cast, desk):
    import_id = desk.bring_in(f"Name,Email,Job title\nBenjamin,{cast.ben.email},RN\n")
    assert desk.counts(import_id) == {"unchanged": 1}


def test_a_preview_that_no_longer_holds_is_made_anew_and_nothing_is_written(app, desk):
    import_id = desk.preview(MENTEES)
    with in_context(app):
        make_account("Mia", email="mia@people.example")
    before = all_there(app)
    desk.confirm(import_id)

    assert desk.state(import_id) == "preview"
    assert all_there(app) == before
    assert desk.counts(import_id) == {"add": 1, "invite": 1}
    assert "The preview was made anew" in text_of(desk.browser.get(f"/imports/{import_id}/preview"))


def test_a_word_for_a_preview_that_was_made_anew_is_refused(desk):
    import_id = desk.preview(MENTEES)
    desk.choose(import_id)
    assert desk.browser.post(f"/imports/{import_id}/confirm", data={"edition": 1}).status_code == 409


def test_the_word_is_taken_once(app, desk):
    import_id = desk.bring_in(MENTEES)
    before = all_there(app)
    assert desk.confirm(import_id).status_code == 409
    assert all_there(app) == before


@pytest.mark.parametrize("page", ["columns", "values", "preview"])
def test_a_page_out_of_order_says_where_the_import_stands(desk, page):
    import_id = desk.bring_in(MENTEES)
    response = desk.browser.get(f"/imports/{import_id}/{page}")
    assert response.status_code == 409
    assert "This import is done" in text_of(response)


@pytest.mark.parametrize("step", ["confirm", "values", "stop"])
def test_a_step_out_of_order_is_refused(desk, step):
    import_id = desk.bring(ONE)
    assert desk.browser.post(f"/imports/{import_id}/{step}").status_code == 409


def test_the_way_on_leads_where_the_import_stands(desk):
    import_id = desk.bring(ONE)
    at_columns = desk.browser.get(f"/imports/{import_id}").location
    desk.choose(import_id)
    assert at_columns.endswith("/columns")
    assert desk.browser.get(f"/imports/{import_id}").location.endswith("/preview")
    assert desk.browser.get(f"/imports/{import_id}/progress").location.endswith("/preview")


def test_columns_without_an_address_are_asked_for_again(desk):
    import_id = desk.bring("Name,Phone\nMia,1\n")
    response = desk.choose(import_id)
    assert response.status_code == 422
    assert "Say which column holds the mail address" in text_of(response)


def test_a_line_that_cannot_be_read_leads_back_to_the_columns_and_says_where(desk):
    import_id = desk.bring(ONE + "x,y\n" * 60 + 'Noor,"noor@people.example\n')
    desk.choose(import_id)
    page = text_of(desk.browser.get(f"/imports/{import_id}/columns"))
    assert desk.state(import_id) == "columns"
    assert "line 63" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no headings"),
        (b"\n\n", "no headings"),
        (b"%PDF-1.7 and so on", "document and no table"),
        (b"PK\x03\x04 not a zip", "damaged or locked"),
        (b"Name,Name\nA,B\n", "twice"),
    ],
)
def test_what_is_no_table_is_refused_at_the_box(app, desk, content, words):
    before = all_there(app)
    response = send(desk.browser, content)
    assert response.status_code == 422
    assert words in text_of(response)
    assert all_there(app) == before


def test_a_file_that_is_too_large_is_refused_before_it_is_read(desk):
    body = b"x" * (50 * 1024 * 1024 + 70_000)
    response = desk.browser.post(
        "/programs/rungs/imports", data=body, content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code == 413
    assert "too large" in text_of(response)


def test_only_this_one_way_takes_large_bodies(desk, cast):
    form = {"name": "x" * (5 * 1024 * 1024)}
    assert desk.browser.post("/programs/rungs/members/add", data=form).status_code == 413


def test_a_closed_program_takes_no_file(app, desk):
    with in_context(app):
        db.session.scalars(sa.select(Program)).one().closed_at = clock.now()
    assert send(desk.browser, ONE).status_code == 409


def test_an_import_is_thrown_away_with_its_file(app, desk):
    import_id = desk.preview(MENTEES)
    with app.app_context():
        path = storage.path_of(db.session.get_one(Import, import_id).stored_as)
        assert path.exists()
    response = desk.browser.post(f"/imports/{import_id}/discard")

    assert response.location == "/programs/rungs/imports"
    assert not path.exists()
    with in_context(app):
        jobs.forget_what_is_over()
    with app.app_context():
        assert db.session.scalars(sa.select(ImportRow)).all() == []


def test_the_file_goes_once_its_people_are_in(app, desk):
    import_id = desk.preview(MENTEES)
    with app.app_context():
        path = storage.path_of(db.session.get_one(Import, import_id).stored_as)
    desk.confirm(import_id)
    assert not path.exists()


def test_what_nobody_finished_is_forgotten_after_some_days(app, desk):
    import_id = desk.preview(MENTEES)
    done = desk.bring_in(ONE)
    with in_context(app), clock.frozen_at(clock.now() + KEPT_UNFINISHED * 1.1):
        jobs.forget_what_is_over()
    assert desk.state(import_id) == "discarded"
    assert text_of(desk.browser.get(f"/imports/{done}/outcome")).count("Mia Brook") == 1
    with in_context(app), clock.frozen_at(clock.now() + KEPT_FINISHED * 1.1):
        jobs.forget_what_is_over()
    assert "No line to show" in text_of(desk.browser.get(f"/imports/{done}/outcome"))


def test_no_more_people_than_places(app, cast, visit):
    desk = stage_desk(app, cast, visit, mentee_places=2)
    import_id = desk.bring_in(MENTEES)
    assert desk.counts(import_id) == {"add": 1, "refuse": 1}


def test_lines_are_found_by_name_and_by_fate(desk):
    import_id = desk.preview(MENTEES)
    found = text_of(desk.browser.get(f"/imports/{import_id}/preview?name=noor"))
    assert "Noor Saleh" in found
    assert "Mia Brook" not in found
    assert "No line like that" in text_of(desk.browser.get(f"/imports/{import_id}/preview?fate=invite"))
