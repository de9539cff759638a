"""A newcomer joins on a phone: account, letter, confirmed and signed in; leaves, and comes back by mail."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import assert_accessible
from tests.support.browser import PHONE
from tests.support.letters import newest_link

ADDRESS = "maria@people.example"


@pytest.mark.browser
def test_a_newcomer_joins_on_a_phone_and_comes_back_by_a_mailed_link(app, open_page):
    page = open_page(viewport=PHONE, has_touch=True, timezone_id="America/Denver")
    page.goto("/sign-up")
    assert_accessible(page)
    assert page.get_by_label("Time zone").input_value() == "America/Denver"

    page.get_by_text("find a mentor").tap()
    page.get_by_label("Name").fill("Maria Santos")
    page.get_by_label("E-mail address").fill(ADDRESS)
    password = page.get_by_label("Password", exact=True)
    password.fill("herons over")
    expect(page.get_by_text("Long enough")).to_be_visible()
    page.get_by_role("button", name="Show password").tap()
    expect(password).to_have_attribute("type", "text")
    password.fill("maria 1")
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I accept the code of conduct").check()
    page.get_by_role("button", name="Make my account").tap()

    expect(page.get_by_role("alert")).to_contain_text("at least 10 characters")
    assert_accessible(page)
    expect(page.get_by_label("Name")).to_have_value("Maria Santos")
    page.get_by_label("Password", exact=True).fill("herons over the pond")
    page.get_by_role("button", name="Make my account").tap()

    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    assert_accessible(page)
    page.goto(newest_link(app, ADDRESS))
    assert_accessible(page)
    page.get_by_role("button", name="Confirm and go on").tap()
    expect(page).not_to_have_url(re.compile("/confirm/|/sign-in"))

    page.goto("/account")
    expect(page.get_by_label("Name")).to_have_value("Maria Santos")
    page.locator("summary", has_text="Account:").tap()
    page.get_by_role("button", name="Sign out").tap()
    expect(page.get_by_role("link", name="Sign in", exact=True).first).to_be_visible()

    page.goto("/sign-in")
    assert_accessible(page)
    page.get_by_role("link", name="Mail me a link instead").tap()
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Mail me a link").tap()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    page.goto(newest_link(app, ADDRESS))
    page.get_by_role("main").get_by_role("button", name="Sign in").tap()
    expect(page).not_to_have_url(re.compile("/sign-in"))
    page.goto("/account/sessions")
    expect(page.get_by_text("This browser")).to_be_visible()
    assert_accessible(page)


@pytest.mark.browser
def test_joining_works_without_script(app, open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/sign-up")
    page.get_by_label("both").check()
    page.get_by_label("Name").fill("Maria Santos")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill("herons over the pond")
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I accept the code of conduct").check()
    page.get_by_role("button", name="Make my account").click()
    page.goto(newest_link(app, ADDRESS))
    page.get_by_role("button", name="Confirm and go on").click()
    expect(page).not_to_have_url(re.compile("/confirm/"))
    page.goto("/account")
    expect(page.get_by_label("Name")).to_have_value("Maria Santos")
