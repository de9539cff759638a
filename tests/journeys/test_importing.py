"""A coordinator drops her spreadsheet in on a phone; one of those it brought claims her account, another one refuses."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.programs.models import Enrolment, EnrolmentState
from tests.support.accessibility import assert_accessible
from tests.support.browser import PHONE, sign_in
from tests.support.letters import newest_link
from tests.support.programs import stage_program

SHEET = """Full name;E-mail;Job titel;Specialties;Goals;Region;Grade
Mia Brook;mia@people.example;psych tech;Geriatrik;Documentation;Ohio;HEO
Łucja Nguyễn;lucja@people.example;Ward clerk;Equine therapy;Earn a certification;CA;SEO
No Address;;psych tech;;;;
"""


@pytest.mark.browser
def test_a_spreadsheet_comes_in_and_its_people_decide(app, cast, open_page, scratch):
    stage_program(app, cast)
    sheet = scratch / "mentees.csv"
    sheet.write_text(SHEET)

    phone = open_page(viewport=PHONE, has_touch=True)
    sign_in(phone, app, cast.cora.id)
    phone.goto("/programs/rungs/members")
    phone.get_by_role("link", name="Import", exact=True).tap()
    phone.get_by_label("The spreadsheet").set_input_files(sheet)
    phone.get_by_text("Mentees", exact=True).tap()
    phone.get_by_role("button", name="Send the file and look at its columns").tap()
    expect(phone.get_by_label("Job titel")).to_have_value("role")
    expect(phone.get_by_text("psych tech").first).to_be_visible()
    phone.get_by_label("Grade").select_option(label="A new question of the program")
    assert_accessible(phone)
    phone.get_by_role("button", name="Go on: read the lines").tap()

    expect(phone.get_by_label("Geriatrik")).to_have_value("geriatric")
    assert_accessible(phone)
    phone.get_by_role("button", name="Go on: see what becomes of each line").tap()
    expect(phone.get_by_text("2 lines add somebody")).to_be_visible()
    phone.get_by_role("link", name="Refuse 1").tap()
    expect(phone.get_by_text("there is no mail address")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Bring in 2 lines").tap()
    expect(phone.get_by_role("heading", name="What happened")).to_be_visible()
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="Refused lines as CSV").tap()
    assert "No Address" in taken.value.path().read_text("utf-8-sig")
    assert_accessible(phone)

    theirs = open_page(viewport=PHONE, has_touch=True)
    theirs.goto(newest_link(app, "mia@people.example"))
    expect(theirs.get_by_role("heading", name="Cora brought you into Rungs")).to_be_visible()
    assert_accessible(theirs)
    theirs.get_by_label("Password", exact=True).fill("rivers run slowly north")
    theirs.get_by_text("I am 18 or older").tap()
    theirs.get_by_role("checkbox", name=re.compile("code of conduct")).check()
    theirs.get_by_role("button", name="Claim my account").tap()
    expect(theirs.get_by_text("The account is yours")).to_be_visible()

    others = open_page(viewport=PHONE, has_touch=True)
    others.goto(newest_link(app, "lucja@people.example"))
    others.get_by_text("Refuse and erase").tap()
    others.get_by_role("button", name="Erase it").tap()
    expect(others.get_by_role("heading", name="What was brought is erased")).to_be_visible()

    with app.app_context():
        mia = db.session.scalars(sa.select(Account).where(Account.email == "mia@people.example")).one()
        enrolment = db.session.scalars(sa.select(Enrolment).where(Enrolment.account_id == mia.id)).one()
        assert enrolment.state is EnrolmentState.ACTIVE
        assert list(enrolment.answers.values()) == ["HEO"]
        assert not db.session.scalars(sa.select(Account).where(Account.email == "lucja@people.example")).all()


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_file_that_is_too_large_is_told_before_it_is_sent(app, cast, open_page, scratch):
    stage_program(app, cast)
    sheet = scratch / "everybody.csv"
    with sheet.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)

    page = open_page(viewport=PHONE, has_touch=True)
    sign_in(page, app, cast.cora.id)
    page.goto("/programs/rungs/imports")
    box = page.get_by_label("The spreadsheet")
    box.set_input_files(sheet)
    page.get_by_text("Mentees", exact=True).tap()
    page.get_by_role("button", name="Send the file and look at its columns").tap()

    assert "larger than 50 MB" in box.evaluate("input => input.validationMessage")
    assert page.url.endswith("/programs/rungs/imports")
