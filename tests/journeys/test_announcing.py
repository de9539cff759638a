"""A member proposes an evening on a phone, the coordinator publishes it, makes it a series and calls one off."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from mentornet.events.models import Event, EventState
from mentornet.foundation.database import db
from tests.support.accessibility import assert_accessible
from tests.support.browser import DESK, PHONE
from tests.support.programs import stage_program


@pytest.mark.browser
def test_an_evening_goes_from_an_idea_to_a_series_that_everybody_finds(app, cast, let_in, open_page):
    stage_program(app, cast)
    member = let_in(cast.ada, viewport=PHONE, has_touch=True)
    member.goto("/events")
    member.get_by_role("link", name="Propose an event").first.tap()
    member.get_by_label("Title").fill("Night school")
    member.get_by_label("First day").fill("2099-05-04")
    member.get_by_label("Starts at").fill("18:00")
    member.get_by_label("Last day").fill("2099-05-04")
    member.get_by_label("Ends at").fill("17:00")
    member.get_by_role("radio", name="Online", exact=True).check()
    member.get_by_role("button", name="Save the draft").tap()
    expect(member.get_by_text("The event ends before it starts.").first).to_be_visible()
    expect(member.get_by_label("Title")).to_have_value("Night school")
    assert_accessible(member)
    member.get_by_label("Ends at").fill("20:00")
    member.get_by_role("button", name="Save the draft").tap()
    member.get_by_role("button", name="Propose it").tap()
    expect(member.get_by_text("Your event is with those who publish it.")).to_be_visible()

    coordinator = let_in(cast.cora, viewport=DESK)
    coordinator.goto("/notices")
    coordinator.get_by_role("button", name="Look it over").click()
    coordinator.get_by_role("link", name="Repeats").click()
    coordinator.get_by_label("Every week on Monday").check()
    coordinator.get_by_label("How many times in all").fill("3")
    coordinator.get_by_role("button", name="Show the days").click()
    expect(coordinator.get_by_text("Monday, May 18, 2099")).to_be_visible()
    assert_accessible(coordinator)
    coordinator.get_by_role("button", name="Lay out these 3 events").click()
    coordinator.get_by_role("link", name="Event", exact=True).click()
    coordinator.get_by_role("button", name="Publish it and the 2 that follow").click()
    expect(coordinator.get_by_text("3 events are in the list now.")).to_be_visible()

    stranger = open_page(viewport=PHONE, has_touch=True)
    stranger.goto("/events")
    expect(stranger.get_by_role("link", name="Night school")).to_have_count(3)
    stranger.goto("/events/month?month=2099-05")
    assert_accessible(stranger)
    stranger.get_by_role("link", name=re.compile("Night school")).nth(1).tap()
    expect(stranger.get_by_text("Every week on Monday, 3 times")).to_be_visible()

    coordinator.goto(stranger.url)
    coordinator.get_by_role("link", name="Cancel it").click()
    coordinator.get_by_label("Why, in a word to those who wanted to come").fill("The hall is flooded.")
    coordinator.get_by_role("button", name="Cancel the event").click()
    stranger.reload()
    expect(stranger.get_by_text("The hall is flooded.")).to_be_visible()
    with app.app_context():
        states = db.session.scalars(sa.select(Event.state).order_by(Event.starts_at)).all()
        assert states == [EventState.PUBLISHED, EventState.CANCELLED, EventState.PUBLISHED]
