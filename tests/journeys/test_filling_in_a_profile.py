"""A newcomer fills in a profile on a phone: six steps, left and taken up again, until the meter is full."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.profiles.services import begin_profile
from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import PHONE, sign_in


def go_on(page: Page, step: str) -> None:
    page.get_by_role("button", name="Save and go on").tap()
    expect(page.get_by_role("heading", level=1, name=step)).to_be_visible()


@pytest.fixture
def ben(app, cast):
    """Ben has ticked that he seeks a mentor, and said nothing yet."""
    with in_context(app):
        begin_profile(db.session.get_one(Account, cast.ben.id), mentee=True, mentor=False)
    return cast.ben


@pytest.mark.browser
def test_a_mentee_finishes_the_profile_in_six_steps_on_a_phone(app, ben, open_page):
    page = open_page(viewport=PHONE, has_touch=True)
    sign_in(page, app, ben.id)
    page.goto("/profile/begin")
    expect(page.get_by_role("heading", level=1, name="Where I am")).to_be_visible()
    expect(page.get_by_text("it counts most in matching")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Or type your title").fill("BHT")
    page.get_by_label("Years in the field").fill("99")
    page.get_by_role("button", name="Save and go on").tap()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Or type your title")).to_have_value("BHT")
    assert_accessible(page)
    page.get_by_label("Years in the field").fill("3")

    go_on(page, "Where I want to be")
    page.get_by_label("The role you want").select_option("registered-nurse")
    page.get_by_role("button", name="Save and show the way").tap()
    expect(page.get_by_role("heading", name="The way there")).to_be_visible()
    assert_accessible(page)

    go_on(page, "What I want help with")
    page.get_by_label("First: Your goals").select_option("nursing-path")
    for name, value in (("specializations_wanted", "geriatric"), ("skills_wanted", "de-escalation")):
        page.locator(f"input[name={name}][value={value}]").tap()
    page.locator("input[name=settings][value=inpatient-acute]").tap()
    assert_accessible(page)

    go_on(page, "When I can meet")
    page.get_by_label("Tuesday, 8 pm to midnight").check()
    page.get_by_role("button", name="Save and finish later").tap()
    expect(page.get_by_text("You can go on whenever you like")).to_be_visible()
    expect(page.get_by_text("Tuesday nights, 8 pm to midnight")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Go on with my profile").tap()
    expect(page.get_by_role("heading", level=1, name="How we match")).to_be_visible()
    page.get_by_label("State you work in").select_option(label="California")
    page.get_by_role("button", name="Name a person").tap()
    page.get_by_label("How you are tied").select_option("supervisor")
    page.get_by_label("Their e-mail address").fill("boss@work.example")
    assert_accessible(page)

    go_on(page, "About me")
    page.get_by_role("textbox", name="About me").fill("My client Maria taught me patience.")
    page.get_by_role("button", name="Save and finish").tap()
    expect(page.get_by_role("alert")).to_contain_text("name or initials of a client")
    assert_accessible(page)
    page.get_by_role("textbox", name="About me").fill("Nights taught me patience.")
    page.get_by_role("button", name="Back").tap()
    expect(page.get_by_label("Their e-mail address")).to_have_value("boss@work.example")
    go_on(page, "About me")
    expect(page.get_by_role("textbox", name="About me")).to_have_value("Nights taught me patience.")
    page.get_by_role("button", name="Save and finish").tap()
    expect(page.get_by_text("Your profile: 100 % complete")).to_be_visible()
    assert_accessible(page)


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_mentor_adds_roles_walked_without_script(app, cast, open_page):
    with in_context(app):
        begin_profile(db.session.get_one(Account, cast.ada.id), mentee=False, mentor=True)
    page = open_page(viewport=PHONE, java_script_enabled=False)
    sign_in(page, app, cast.ada.id)
    page.goto("/profile/where-i-am")
    page.get_by_role("group", name="Role 1").get_by_label("Role", exact=True).select_option(
        "psychiatric-aide"
    )
    page.get_by_label("From year").fill("2014")
    page.get_by_role("button", name="Add a role").click()
    second = page.get_by_role("group", name="Role 2")
    expect(second).to_be_visible()
    second.get_by_label("Role", exact=True).select_option("mental-health-technician")
    second.get_by_label("From year").fill("2016")
    page.get_by_role("button", name="Save and finish later").click()
    expect(page.locator(".rung-name").filter(has_text=re.compile("Psychiatric aide"))).to_be_visible()
