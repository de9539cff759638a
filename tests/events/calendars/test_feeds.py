"""Does each public calendar hold what it should, and does it say so when nothing is new?"""

from __future__ import annotations

import re
from datetime import timedelta

from mentornet.events.models import Audience, Event, EventState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.calendars.scenes import entries
from tests.events.doors import make_event
from tests.support.applications import in_context
from tests.support.programs import make_program
from tests.support.statements import counted_statements


def test_the_public_feed_holds_what_everybody_may_see(app, visit):
    with in_context(app):
        make_event("Open", is_online=True, description="All about it", video_link="https://zoom.us/j/1")
        make_event("Off", state=EventState.CANCELLED)
        make_event("Draft", state=EventState.DRAFT)
        make_event("Ours", audience=Audience.PROGRAM, program_id=make_program().id)
        make_event("Long ago", starts_at=clock.now() - timedelta(days=700))
    answer = visit().get("/events.ics")
    found = entries(answer)
    assert set(found) == {"Open", "Off"}
    assert found["Off"].status.value == "CANCELLED"
    assert found["Open"].location.value.startswith("Online")
    assert re.fullmatch(r"http://127.0.0.1:5000/events/\d+", found["Open"].url.value)
    assert "zoom" not in answer.get_data(as_text=True)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in answer.get_data(as_text=True)


def test_feeds_of_a_topic_a_kind_and_a_program_hold_theirs(app, visit):
    with in_context(app):
        program = make_program()
        make_event("Calm", topics=["de-escalation"], program_id=program.id)
        make_event("Talk", kind_slug="webinar", topics=["ethics-boundaries"])
        slug = program.slug
    browser = visit()
    assert set(entries(browser.get("/events/topics/de-escalation.ics"))) == {"Calm"}
    assert set(entries(browser.get("/events/kinds/webinar.ics"))) == {"Talk"}
    assert set(entries(browser.get(f"/programs/{slug}/events.ics"))) == {"Calm"}
    for missing in (
        "/events/topics/none.ics",
        "/events/kinds/none.ics",
        "/programs/none/events.ics",
        "/events/9.ics",
    ):
        assert browser.get(missing).status_code == 404


def test_a_feed_is_sent_again_only_when_something_changed(app, visit):
    with in_context(app):
        event_id = make_event("Calm").id
    browser = visit()
    first = browser.get("/events.ics")
    mark = {"If-None-Match": first.headers["ETag"]}
    again = browser.get("/events.ics", headers=mark)
    with in_context(app):
        event = db.session.get_one(Event, event_id)
        event.title, event.changed_at = "Calmer", clock.now() + timedelta(seconds=1)
    changed = browser.get("/events.ics", headers=mark)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert set(entries(changed)) == {"Calmer"}
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_one_event_can_be_taken_along(app, cast, visit):
    with in_context(app):
        old = make_event("Past", starts_at=clock.now() - timedelta(days=700)).id
    answer = visit().get(f"/events/{old}.ics")
    assert set(entries(answer)) == {"Past"}
    assert answer.headers["Content-Disposition"] == f'attachment; filename="event-{old}.ics"'


def test_a_feed_takes_as_many_statements_for_many_events_as_for_one(app, visit):
    with in_context(app):
        make_event("One")
    with app.app_context(), counted_statements() as one:
        visit().get("/events.ics")
    with in_context(app):
        for number in range(30):
            make_event(f"Event {number}")
    with app.app_context(), counted_statements() as many:
        visit().get("/events.ics")
    assert len(many) <= len(one) <= 8
