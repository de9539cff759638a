"""The desk of a session on a bad connection: in, out and in again, in their order, found from the programme."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from mentornet.events.attending import codes
from mentornet.events.models import Attendance
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.conferences.scenes import a_conference, a_session
from tests.events.registering.scenes import account_of
from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import PHONE, sign_in


@pytest.fixture
def bens(app, cast):
    """A conference that begins soon, with a session, and Ben's code."""
    with in_context(app):
        event = a_conference(cast, starts_at=clock.now() + timedelta(minutes=30))
        a_session(event, "Calm voices", cast)
        mine = registering.register(event, by=account_of(cast.ben))
        return event.id, codes.personal_code(mine.id)


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_in_out_and_in_again_without_a_line_ends_with_in(app, cast, open_page, bens):
    event_id, code = bens
    page = open_page(viewport=PHONE, has_touch=True)
    sign_in(page, app, cast.cora.id)
    page.goto(f"/events/{event_id}/desk")
    page.get_by_role("link", name="Calm voices").tap()
    expect(page.get_by_text("Another session")).to_be_visible()
    assert_accessible(page)
    page.route("**/desk**", lambda route: route.fulfill(status=204))  # an answer that is none of ours
    box, button = (
        page.get_by_label("Code", exact=True),
        page.get_by_role("button", name="Check in", exact=True),
    )
    for step in ("in", "out", "in"):
        if step == "out":
            page.get_by_role("button", name=f"Undo: Kept: {code}").first.tap()
        else:
            box.fill(code)
            button.first.tap()
    expect(page.get_by_text("3 kept on this device, to be sent.")).to_be_visible()
    page.unroute("**/desk**")
    expect(page.get_by_text("Everything is sent.")).to_be_visible()
    expect(page.get_by_text("Ben is checked in.")).to_have_count(2)
    expect(page.get_by_text("Ben is not checked in any more.")).to_be_visible()
    expect(page.locator("#check-in-here")).to_have_text("1")
    assert_accessible(page)
    with app.app_context():
        undone = db.session.scalars(sa.select(Attendance.undone_at).order_by(Attendance.id)).all()
        assert [moment is not None for moment in undone] == [True, False]
    page.goto(f"/events/{event_id}/programme/edit")
    expect(page.get_by_role("link", name=re.compile("Calm voices.*1 came"))).to_be_visible()
    page.goto(f"/events/{event_id}/programme")
    page.get_by_role("link", name="Calm voices").locator("visible=true").first.tap()
    page.get_by_role("link", name="Check-in", exact=True).tap()
    page.get_by_role("link", name="See who came").tap()
    expect(page.get_by_role("row", name="Ben")).to_be_visible()
    assert_accessible(page)
