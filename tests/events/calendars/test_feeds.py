"""Does each calendar hold what it should, and does it say so when nothing is new?"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time, timedelta

import pytest
import vobject

from mentornet.accounts.models import Account
from mentornet.events.models import Audience, Event, EventFollow, EventState, Registration, RegistrationState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.notifications.services import choose
from tests.events.doors import make_event
from tests.support.applications import in_context
from tests.support.programs import make_program
from tests.support.statements import counted_statements


def entries(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return {
        one.summary.value: one
        for one in vobject.readOne(answer.get_data(as_text=True)).contents.get("vevent", [])
    }


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


def address_in(page):
    found = re.search(r"http://127.0.0.1:5000(/calendar/[\w-]{22}\.ics)", page)
    assert found
    return found[1]


@pytest.fixture
def bens_feed(cast, visit):
    page = visit(cast.ben).post("/calendar/address").get_data(as_text=True)
    return address_in(page)


def go(cast, event, state=RegistrationState.REGISTERED, **values):
    db.session.add(Registration(event_id=event.id, account_id=cast.ben.id, state=state, **values))


def test_a_persons_own_calendar_holds_only_what_they_said_yes_to(app, cast, visit, bens_feed):
    with in_context(app):
        go(cast, make_event("Seat", description="Private words"))
        go(cast, make_event("Off", state=EventState.CANCELLED), RegistrationState.ENDED)
        go(cast, make_event("Waiting"), RegistrationState.WAITING)
        go(cast, make_event("No more"), RegistrationState.CANCELLED)
        go(cast, make_event("Ours", audience=Audience.PROGRAM, program_id=make_program().id))
        for title, is_going in (("Elsewhere", True), ("Followed", False)):
            follow = EventFollow(event_id=make_event(title).id, account_id=cast.ben.id, is_going=is_going)
            db.session.add(follow)
        make_event("Nobody's")
    answer = visit().get(bens_feed)
    found = entries(answer)
    assert set(found) == {"Seat", "Off", "Ours", "Elsewhere"}
    assert found["Off"].status.value == "CANCELLED"
    assert len(found["Seat"].valarm_list) == 2
    assert "Private words" not in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_persons_own_calendar_rings_as_they_chose(app, cast, visit, bens_feed):
    with in_context(app):
        go(cast, make_event("Seat"))
        choose(db.session.get_one(Account, cast.ben.id), reminders=["hour"])
    seat = entries(visit().get(bens_feed))["Seat"]
    assert [alarm.trigger.value for alarm in seat.valarm_list] == [timedelta(hours=-1)]


def test_an_address_works_until_a_new_one_is_made_or_it_is_closed(app, cast, visit, bens_feed):
    ben = visit(cast.ben)
    page = ben.get("/calendar").get_data(as_text=True)
    new = address_in(ben.post("/calendar/address").get_data(as_text=True))
    old, now = visit().get(bens_feed).status_code, visit().get(new).status_code
    ben.post("/calendar/close")
    assert bens_feed not in page
    assert (old, now, visit().get(new).status_code) == (404, 200, 404)


def test_the_calendar_of_a_closed_account_is_closed(app, cast, visit, bens_feed):
    with in_context(app):
        db.session.get_one(Account, cast.ben.id).disabled_at = clock.now()
    assert visit().get(bens_feed).status_code == 404


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


def test_a_feed_of_ours_brought_in_again_changes_nothing_and_elsewhere_is_the_same(app, cast, visit, scratch):
    with in_context(app):
        make_event("Calm", description="Words", topics=["de-escalation"])
        midnight = datetime.combine(clock.today() + timedelta(days=3), time(6), UTC)
        make_event("Whole day", is_all_day=True, starts_at=midnight, ends_at=midnight + timedelta(days=1))
    path = scratch / "feed.ics"
    path.write_bytes(visit().get("/events.ics").data)

    def run():
        result = app.test_cli_runner().invoke(args=["import-events", str(path), "--publish", "--json"])
        return json.loads(result.stdout)

    same = run()
    before = entries(visit().get("/events.ics"))
    with in_context(app):
        for event in db.session.query(Event):
            db.session.delete(event)
    new, again = run(), run()
    after = entries(visit().get("/events.ics"))
    assert same == {"added": 0, "updated": 0, "unchanged": 2, "refused": []}
    assert new == {"added": 2, "updated": 0, "unchanged": 0, "refused": []}
    assert again == same
    for title, one in before.items():
        for name in ("uid", "dtstart", "dtend", "location", "categories"):
            assert getattr(one, name).value == getattr(after[title], name).value
