"""From an empty programme to an agenda, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.events.conferences.scenes import a_conference, a_session, come, room
from tests.support.applications import in_context
from tests.support.browser import PHONE, sign_in


@pytest.mark.browser
def test_an_organizer_adds_a_session_and_a_member_stars_it_on_a_phone(app, cast, open_page):
    with in_context(app):
        event = a_conference(cast)
        a_session(event, "Calm voices", cast, room_id=room(event, "Hall"))
        come(event, cast.ben)
        base, day = f"/events/{event.id}", event.starts_at.date().isoformat()
    cora = open_page()
    sign_in(cora, app, cast.cora.id)
    cora.goto(f"{base}/programme/edit")
    cora.get_by_role("link", name="Add a session").click()
    cora.get_by_label("Title").fill("The next rung")
    cora.get_by_label("Day").select_option(day)
    cora.get_by_label("Starts at").fill("09:30")
    cora.get_by_label("Ends at").fill("10:30")
    cora.get_by_label("Room").select_option(label="Hall")
    cora.get_by_role("button", name="Save the session").click()
    expect(cora.locator("#room-error")).to_contain_text("“Calm voices” is in Hall then")
    cora.get_by_label("Room").select_option(label="Studio")
    cora.get_by_role("button", name="Save the session").click()
    expect(cora.get_by_text("“The next rung” is on the programme.")).to_be_visible()
    ben = open_page(viewport=PHONE, has_touch=True)
    sign_in(ben, app, cast.ben.id)
    ben.goto(f"{base}/programme")
    for title in ("Calm voices", "The next rung"):
        ben.get_by_role("button", name=f"Add to my agenda {title}").tap()
    expect(ben.get_by_text("It is on at the same time as “Calm voices”")).to_be_visible()
    ben.get_by_role("link", name="My agenda").tap()
    expect(ben.get_by_text("You can be at one of them.", exact=False)).to_be_visible()
