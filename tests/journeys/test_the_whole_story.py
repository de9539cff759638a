"""From an empty site to a mentorship: two strangers join on their phones, a coordinator runs a round, both say yes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.applications import in_context
from tests.support.browser import DESK, PHONE, sign_in
from tests.support.cast import make_account
from tests.support.letters import newest_link
from tests.support.programs import make_program

OpenPage = Callable[..., Page]


@pytest.fixture
def root(app: Flask) -> int:
    """All that is there beside the catalogue: an administrator and a program."""
    with in_context(app):
        make_program("rungs")
        return make_account("Root", is_administrator=True).id


def join(page: Page, app: Flask, *, name: str, wish: str) -> None:
    """Make an account on the phone and confirm it by the letter."""
    address = f"{name.split(maxsplit=1)[0].lower()}@people.example"
    page.goto("/")
    page.get_by_role("link", name="Join", exact=True).tap()
    page.get_by_text(wish).tap()
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill("herons over the pond")
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I accept the code of conduct").check()
    page.get_by_role("button", name="Make my account").tap()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    page.goto(newest_link(app, address))
    page.get_by_role("button", name="Confirm and go on").tap()


def go_on(page: Page, step: str) -> None:
    page.get_by_role("button", name="Save and go on").tap()
    expect(page.get_by_role("heading", level=1, name=step)).to_be_visible()


def say_when_and_where(page: Page) -> None:
    """Answer the last three steps, which are the same on both sides."""
    page.get_by_label("Tuesday, 8 pm to midnight").check()
    go_on(page, "How we match")
    page.get_by_label("State you work in").select_option(label="California")
    go_on(page, "About me")
    page.get_by_role("textbox", name="About me").fill("Nights taught me patience.")
    page.get_by_role("button", name="Save and finish").tap()


def take_part(page: Page, side: str) -> None:
    """Find the program from the finished profile and enrol."""
    page.get_by_role("link", name="See programs").tap()
    page.get_by_role("link", name="Rungs").tap()
    page.get_by_role("link", name=f"Take part as a {side}").tap()
    page.get_by_role("button", name=f"Take part as a {side}").tap()
    expect(page.get_by_role("heading", name=f"You take part as a {side}")).to_be_visible()


def become_a_mentor(page: Page, app: Flask) -> None:
    join(page, app, name="Ada Brook", wish="be a mentor")
    page.get_by_label("Or type your title").fill("RN")
    page.get_by_label("Years in the field").fill("9")
    walked = page.get_by_role("group", name="Role 1")
    walked.get_by_label("Role", exact=True).select_option("mental-health-technician")
    walked.get_by_label("From year").fill("2015")
    go_on(page, "What I hold")
    go_on(page, "What I can help with")
    page.locator("input[name=goals_offered][value=nursing-path]").tap()
    page.locator("input[name=settings][value=inpatient-acute]").tap()
    go_on(page, "When I can meet")
    say_when_and_where(page)
    take_part(page, "mentor")


def become_a_mentee(page: Page, app: Flask) -> None:
    join(page, app, name="Ben Reyes", wish="find a mentor")
    page.get_by_label("Or type your title").fill("BHT")
    page.get_by_label("Years in the field").fill("3")
    go_on(page, "Where I want to be")
    page.get_by_label("The role you want").select_option("registered-nurse")
    go_on(page, "What I want help with")
    page.get_by_label("First: Your goals").select_option("nursing-path")
    page.locator("input[name=settings][value=inpatient-acute]").tap()
    go_on(page, "When I can meet")
    say_when_and_where(page)
    take_part(page, "mentee")


def run_a_round(page: Page) -> None:
    """Go by links alone from the first page to the letters."""
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Programs").click()
    page.get_by_role("link", name="Rungs").click()
    page.get_by_role("link", name="Run this program").click()
    page.get_by_role("link", name="Rounds", exact=True).click()
    page.get_by_role("link", name="Open a round").first.click()
    page.get_by_label("Name of the round").fill("First round")
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_text("1 mentee and 1 seat of 1 mentor")).to_be_visible()
    page.get_by_role("button", name="Solve the round").click()
    expect(page.get_by_role("heading", name="Review the drafts")).to_be_visible()
    expect(page.get_by_role("link", name="Ben Reyes").first).to_be_visible()
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_role("button", name="Publish and send 2 letters").click()
    expect(page.get_by_text("1 proposal went out")).to_be_visible()


def say_yes(page: Page, other: str) -> None:
    """Find the proposal on the first page and accept it."""
    page.goto("/")
    page.get_by_role("button", name="Read and answer").tap()
    expect(page.get_by_role("heading", level=1, name=other)).to_be_visible()
    page.get_by_role("button", name=f"Accept {other}").first.tap()


@pytest.mark.browser
def test_two_strangers_and_a_coordinator_come_to_a_mentorship(
    app: Flask, root: int, open_page: OpenPage
) -> None:
    ada, ben = (open_page(viewport=PHONE, has_touch=True) for _ in range(2))
    cora = open_page(viewport=DESK)
    sign_in(cora, app, root)

    become_a_mentor(ada, app)
    become_a_mentee(ben, app)
    run_a_round(cora)

    say_yes(ben, "Ada Brook")
    expect(ben.get_by_text("You have said yes").first).to_be_visible()
    say_yes(ada, "Ben Reyes")
    expect(ada.get_by_role("link", name="ben@people.example")).to_be_visible()
    ben.goto("/")
    ben.get_by_role("navigation", name="Main").get_by_role("link", name="Mentoring").tap()
    ben.get_by_role("link", name="Ada Brook").first.tap()
    expect(ben.get_by_role("link", name="ada@people.example")).to_be_visible()
    expect(ben.get_by_role("link", name="Agree on your goals").first).to_be_visible()

    cora.goto("/programs/rungs/members")
    cora.get_by_role("link", name="Pairs", exact=True).click()
    expect(cora.get_by_text("Ben Reyes").first).to_be_visible()
