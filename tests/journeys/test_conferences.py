"""A conference from its rooms to the hours in somebody's record: an agenda, its clashes, desks, and credit by sessions."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from mentornet.events.credit.jobs import weigh_attendance
from mentornet.events.models import ConferenceSession, Event
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import PHONE
from tests.support.programs import make_program

CHICAGO = "America/Chicago"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def phones(app, cast, let_in):
    """Cora runs a program; she, Ben and Ada have their phones with them."""
    with in_context(app):
        make_program(coordinator_id=cast.cora.id)
    return [let_in(person, viewport=PHONE, has_touch=True) for person in (cast.cora, cast.ben, cast.ada)]


def announce(cora: Page) -> str:
    """Write and publish a conference of one day that carries 300 minutes, and return where it is."""
    day = (clock.now() + timedelta(days=2)).astimezone(ZoneInfo(CHICAGO)).date().isoformat()
    cora.goto("/events/new")
    cora.get_by_label("Title").fill("Winter conference")
    cora.get_by_label("Kind", exact=True).select_option("conference")
    cora.get_by_label("Time zone").select_option(CHICAGO)
    cora.get_by_label("First day").fill(day)
    cora.get_by_label("Starts at").fill("09:00")
    cora.get_by_label("Last day").fill(day)
    cora.get_by_label("Ends at").fill("17:00")
    cora.get_by_label("Place", exact=False).last.fill("Union Hall")
    cora.get_by_text("Credit", exact=True).tap()
    cora.get_by_label("Minutes of credit").fill("300")
    cora.get_by_label("Counted in").select_option("contact-hour-50")
    cora.get_by_role("button", name="Save the draft").tap()
    cora.get_by_role("button", name="Publish the event").tap()
    expect(cora.get_by_text("Nobody else sees it yet.")).to_have_count(0)
    return re.sub(r"^https?://[^/]+", "", cora.url)


def furnish(cora: Page, where: str) -> None:
    """Add two rooms, two sessions side by side and one after them."""
    cora.goto(f"{where}/programme/edit")
    for name in ("Hall", "Studio"):
        cora.get_by_role("region", name="Rooms").get_by_label("Name").fill(name)
        cora.get_by_role("button", name="Add the room").tap()
        expect(cora.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    assert_accessible(cora)
    add_session(cora, "Calm voices", "09:00", "10:00", room="Hall", seats="1")
    add_session(cora, "Night work", "09:30", "10:30", room="Studio")
    add_session(cora, "The next rung", "11:00", "12:00", room="Studio")


def add_session(cora: Page, title: str, starts: str, ends: str, *, room: str, seats: str = "") -> None:
    """Add a session that carries 60 minutes."""
    cora.get_by_role("link", name="Add a session").tap()
    cora.get_by_label("Title").fill(title)
    cora.get_by_label("Day").select_option(index=1)
    cora.get_by_label("Starts at").fill(starts)
    cora.get_by_label("Ends at").fill(ends)
    cora.get_by_label("Room").select_option(room)
    cora.get_by_label("Seats").fill(seats)
    cora.get_by_label("Minutes of credit").fill("60")
    cora.get_by_role("button", name="Save the session").tap()
    expect(cora.get_by_role("link", name=title, exact=True)).to_be_visible()


def choose(ben: Page, where: str) -> None:
    """Register, put three sessions into the agenda, see which two clash, and keep the others."""
    ben.goto(where)
    ben.get_by_role("button", name="Register").tap()
    expect(ben.get_by_role("heading", name="You have a seat")).to_be_visible()
    ben.goto(f"{where}/programme")
    for title in ("Calm voices", "Night work", "The next rung"):
        ben.get_by_role("button", name=f"Add to my agenda {title}").tap()
        expect(ben.get_by_role("button", name=f"Take it out {title}").locator("visible=true")).to_be_visible()
    assert_accessible(ben)
    ben.get_by_role("link", name="My agenda").tap()
    expect(ben.get_by_text("You can be at one of them.")).to_contain_text(
        re.compile("Calm voices.+Night work")
    )
    assert_accessible(ben)
    ben.get_by_role("button", name="Take it out Night work").tap()
    expect(ben.get_by_role("link", name="Night work")).to_have_count(0)
    expect(ben.get_by_text("You can be at one of them.")).to_have_count(0)


def check_in(cora: Page, where: str, session: str, code: str) -> None:
    """Open the desk of a session from that of the conference, and type somebody's code."""
    cora.goto(f"{where}/desk")
    cora.get_by_role("link", name=session).tap()
    cora.get_by_label("Code", exact=True).fill(code.lower())
    press_check_in(cora)


def press_check_in(cora: Page) -> None:
    """Send the code that stands in the box."""
    cora.get_by_role("button", name="Check in", exact=True).first.tap()
    expect(cora.get_by_text("Ben is checked in.")).to_be_visible()
    expect(cora.get_by_text("Everything is sent.")).to_be_visible()


@pytest.mark.browser
def test_from_the_rooms_to_the_hours_of_the_sessions_one_sat_through(app, phones, open_page):
    cora, ben, ada = phones
    where = announce(cora)
    furnish(cora, where)
    choose(ben, where)
    with app.app_context():
        event = db.session.scalars(sa.select(Event)).one()
        starts_at, ends_at = event.starts_at, event.ends_at
        full = db.session.scalars(sa.select(ConferenceSession.id).filter_by(title="Calm voices")).one()
    ada.goto(where)
    ada.get_by_role("button", name="Register").tap()
    expect(ada.get_by_role("heading", name="You have a seat")).to_be_visible()
    ada.goto(f"{where}/programme/sessions/{full}")
    expect(ada.get_by_text("Every seat is taken")).to_be_visible()
    expect(ada.get_by_role("button", name="Add to my agenda")).to_have_count(0)

    with clock.frozen_at(starts_at - 5 * MINUTE):
        ben.goto(where)
        ben.get_by_role("link", name="My code for the door").tap()
        code = ben.locator(".code-large").inner_text()
        assert_accessible(ben)
        cora.goto(f"{where}/desk?code={code}")  # what the picture says, read by the phone's own camera
        expect(cora.get_by_label("Code", exact=True)).to_have_value(code)
        press_check_in(cora)
        check_in(cora, where, "Calm voices", code)
        assert_accessible(cora)
    with clock.frozen_at(
        starts_at + 170 * MINUTE
    ):  # ten minutes before the last session ends: too late for it
        check_in(cora, where, "The next rung", code)

    with clock.frozen_at(ends_at + 2 * MINUTE):
        with app.app_context():
            weigh_attendance()
        ben.goto("/")
        ben.get_by_role("button", name="Open the certificate").first.tap()
        expect(ben.get_by_text("This certificate is genuine and counts.")).to_be_visible()
        expect(ben.get_by_text("1.2 contact hours of 50 minutes (60 minutes)")).to_be_visible()
        assert_accessible(ben)
        stranger = open_page(viewport=PHONE)
        stranger.goto(ben.url)
        expect(stranger.get_by_text("This certificate is genuine and counts.")).to_be_visible()
        ben.get_by_role("link", name="My contact hours").tap()
        row = ben.get_by_role("row", name=re.compile("Winter conference"))
        expect(row).to_contain_text("1.2 contact hours of 50 minutes")
