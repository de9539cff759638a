"""The desk on a bad connection: what was entered is kept on the device and counts once when the line is back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from mentornet.events.attending import codes
from mentornet.events.models import Attendance
from mentornet.foundation.database import db
from mentornet.programs.models import Side
from tests.events.attending.scenes import registered
from tests.events.registering.scenes import account_of
from tests.support.applications import in_context
from tests.support.browser import PHONE, sign_in
from tests.support.programs import make_enrolment, make_program


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_is_entered_without_a_connection_is_sent_when_it_is_back(app, cast, open_page):
    from mentornet.events.registering import services

    with in_context(app):
        program = make_program(coordinator_id=cast.cora.id)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        mine = registered(cast, cast.ben, program_id=program.id)
        adas = services.register(mine.event, by=account_of(cast.ada))
        event_id, bens_code, adas_code = (
            mine.event_id,
            codes.personal_code(mine.id),
            codes.personal_code(adas.id),
        )
    page = open_page(viewport=PHONE, has_touch=True)
    sign_in(page, app, cast.cora.id)
    page.goto(f"/events/{event_id}/desk")
    box, button = (
        page.get_by_label("Code", exact=True),
        page.get_by_role("button", name="Check in", exact=True),
    )
    page.route("**/desk", lambda route: route.fulfill(status=204))  # an answer that is none of ours
    for code in (bens_code, "nobody", bens_code, adas_code):
        box.fill(code)
        button.first.tap()
    expect(
        page.get_by_text("4 kept on this device, to be sent. The site does not answer just now.")
    ).to_be_visible()
    with app.app_context():
        assert db.session.scalars(sa.select(Attendance)).all() == []
    page.unroute("**/desk")
    page.reload()
    expect(page.get_by_text("Everything is sent.")).to_be_visible()
    expect(page.get_by_text("Ben was checked in already.")).to_be_visible()
    expect(page.get_by_text("Ada is checked in.")).to_be_visible()
    expect(page.get_by_text("not one of this event")).to_be_visible()
    expect(page.locator("#check-in-here")).to_have_text("2")
    with app.app_context():
        assert len(db.session.scalars(sa.select(Attendance)).all()) == 2
