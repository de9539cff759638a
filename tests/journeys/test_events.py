"""An event from its announcement to the hours in somebody's record: one seat, two who want it, and a phone at the door."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from mentornet.events.credit.jobs import weigh_attendance
from mentornet.events.models import Event
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.programs.models import Side
from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import DESK, PHONE, sign_in
from tests.support.programs import make_enrolment, make_program

CHICAGO = "America/Chicago"


@pytest.fixture
def people(app, cast, open_page):
    """Cora at her desk, Ben and Ada on their phones."""
    with in_context(app):
        program = make_program(coordinator_id=cast.cora.id)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        make_enrolment(program, cast.ada.id, Side.MENTOR)
    pages = {}
    for name, options in (
        ("cora", {"viewport": DESK}),
        ("ben", {"viewport": PHONE, "has_touch": True}),
        ("ada", {"viewport": PHONE, "has_touch": True}),
    ):
        pages[name] = open_page(**options)
        sign_in(pages[name], app, getattr(cast, name).id)
    return pages["cora"], pages["ben"], pages["ada"]


def announce(cora: Page) -> str:
    """Write the draft, publish it, and return where it is."""
    day = (clock.now() + timedelta(days=2)).astimezone(ZoneInfo(CHICAGO)).date().isoformat()
    cora.goto("/events/new")
    cora.get_by_label("Title").fill("Calm on the unit")
    cora.get_by_label("Time zone").select_option(CHICAGO)
    cora.get_by_label("First day").fill(day)
    cora.get_by_label("Starts at").fill("18:00")
    cora.get_by_label("Last day").fill(day)
    cora.get_by_label("Ends at").fill("20:00")
    cora.get_by_label("Place", exact=False).last.fill("Room 2")
    for summary in ("Seats, registration and cost", "Credit"):
        cora.get_by_text(summary, exact=True).click()
    cora.get_by_label("Seats").fill("1")
    cora.get_by_label("Minutes of credit").fill("90")
    cora.get_by_label("Counted in").select_option("bacb-ceu")
    cora.get_by_label("Least attendance").fill("60")
    cora.get_by_role("button", name="Save the draft").click()
    cora.get_by_role("button", name="Publish the event").click()
    expect(cora.get_by_text("Nobody else sees it yet.")).to_have_count(0)
    return re.sub(r"^https?://[^/]+", "", cora.url)


@pytest.mark.browser
def test_from_the_announcement_to_the_hours_in_the_record(app, cast, people):
    cora, ben, ada = people
    where = announce(cora)

    ben.goto(where)
    ben.get_by_role("button", name="Register").tap()
    expect(ben.get_by_role("heading", name="You have a seat")).to_be_visible()
    assert_accessible(ben)
    ada.goto(where)
    ada.get_by_role("button", name="Join the line").tap()
    expect(ada.get_by_text("You are number 1.")).to_be_visible()
    assert_accessible(ada)

    ben.get_by_text("Give the seat back", exact=True).first.tap()
    ben.get_by_role("dialog").get_by_role("button", name="Give the seat back").tap()
    expect(ben.get_by_text("You are off the list.")).to_be_visible()
    ada.goto("/")
    expect(ada.get_by_text("is kept for you until").first).to_be_visible()
    ada.get_by_role("button", name="Take the seat or let it go").first.tap()
    ada.get_by_role("button", name="Take the seat").tap()
    expect(ada.get_by_role("heading", name="You have a seat")).to_be_visible()

    with app.app_context():
        event = db.session.scalars(sa.select(Event)).one()
        starts_at, ends_at = event.starts_at, event.ends_at
    with clock.frozen_at(starts_at - timedelta(minutes=5)):
        ada.get_by_role("link", name="My code for the door").tap()
        code = ada.locator(".code-large").inner_text()
        assert_accessible(ada)
        cora.goto(f"{where}/desk")
        cora.get_by_label("Code", exact=True).fill(code.lower())
        cora.get_by_role("button", name="Check in", exact=True).first.click()
        expect(cora.get_by_text("Ada is checked in.")).to_be_visible()
        expect(cora.get_by_text("Everything is sent.")).to_be_visible()
        assert_accessible(cora)

    with clock.frozen_at(ends_at + timedelta(minutes=2)):
        with app.app_context():
            weigh_attendance()
        ada.goto("/")
        ada.get_by_role("button", name="Open the certificate").first.tap()
        expect(ada.get_by_text("This certificate is genuine and counts.")).to_be_visible()
        expect(ada.get_by_text("1.8 BACB CEUs (90 minutes)")).to_be_visible()
        assert_accessible(ada)
        with ada.expect_download() as download:
            ada.get_by_role("link", name="Download as PDF").tap()
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
        ada.get_by_role("link", name="My contact hours").tap()
        expect(ada.get_by_role("row", name=re.compile("Calm on the unit"))).to_contain_text("1.8 BACB CEUs")
        assert_accessible(ada)
