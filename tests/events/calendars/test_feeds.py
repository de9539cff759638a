"""Does each calendar hold what it should, and does it say so when nothing is new?"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
import vobject

from mentornet.accounts.models import Account
from mentornet.catalogue.models import EventKind, EventTopic
from mentornet.catalogue.queries import titles
from mentornet.events.importing.reading import read_file
from mentornet.events.models import (
    Audience,
    Event,
    EventFollow,
    EventInvitation,
    EventState,
    Registration,
    RegistrationState,
)
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.notifications.services import choose
from mentornet.programs.models import Enrolment, EnrolmentState, Side
from tests.events.doors import make_event
from tests.support.applications import in_context
from tests.support.programs import make_enrolment, make_program
from tests.support.statements import counted_statements

ODD: dict[str, dict[str, Any]] = {
    "Übung; mit, Zeichen\\ und “Namen” 心理 🎉": {"description": "Line\nline;, \\ " + "ü" * 200},
    "Far": {"time_zone": "Asia/Kathmandu"},
    "Long ago and whole": {
        "is_all_day": True,
        "time_zone": "UTC",
        "starts_at": datetime(2099, 3, 1, tzinfo=UTC),
        "ends_at": datetime(2099, 3, 4, tzinfo=UTC),
    },
    "Off": {"state": EventState.CANCELLED, "sequence": 7},
}
"""Events whose words and times a calendar could stumble over."""


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


def test_no_two_peoples_calendars_are_taken_for_one_another(app, cast, visit, bens_feed):
    adas_feed = address_in(visit(cast.ada).post("/calendar/address").get_data(as_text=True))
    with in_context(app):
        at = clock.now()
        events = [make_event(title, changed_at=at) for title in ("One", "Two", "Three", "Four")]
        for who, chosen in ((cast.ada, events[::3]), (cast.ben, events[1:3])):
            db.session.add_all(
                Registration(event_id=one.id, account_id=who.id, state=RegistrationState.REGISTERED)
                for one in chosen
            )
    adas = visit().get(adas_feed)
    bens = visit().get(bens_feed, headers={"If-None-Match": adas.headers["ETag"]})
    assert set(entries(adas)) == {"One", "Four"}
    assert set(entries(bens)) == {"Two", "Three"}


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


def private_feed(visit, who, calendar):
    return address_in(
        visit(who).post("/calendar/address", data={"calendar": calendar}).get_data(as_text=True)
    )


@pytest.fixture
def night(app, cast):
    """A program that Ben takes part in, with an event for everybody, one for its people and one by invitation."""
    with in_context(app):
        program = make_program("night", coordinator_id=cast.cora.id)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        for title, audience in (
            ("Open", Audience.EVERYONE),
            ("Ours", Audience.PROGRAM),
            ("Asked", Audience.INVITATION),
        ):
            event = make_event(title, audience=audience, program_id=program.id, description="Private words")
            if title == "Asked":
                db.session.add(EventInvitation(event_id=event.id, account_id=cast.drew.id))


@pytest.mark.usefixtures("night")
def test_the_calendar_of_a_program_holds_what_its_people_may_see(cast, visit):
    bens, coras = (private_feed(visit, who, "program/night") for who in (cast.ben, cast.cora))
    answer = visit().get(bens)
    assert set(entries(answer)) == {"Open", "Ours"}
    assert set(entries(visit().get(coras))) == {"Open", "Ours", "Asked"}
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Private words" not in answer.get_data(as_text=True)


@pytest.mark.usefixtures("night")
def test_who_leaves_a_program_finds_only_its_public_events_in_the_calendar(app, cast, visit):
    feed = private_feed(visit, cast.ben, "program/night")
    with in_context(app):
        db.session.query(Enrolment).one().state = EnrolmentState.WITHDRAWN
    assert set(entries(visit().get(feed))) == {"Open"}


@pytest.mark.usefixtures("night")
def test_nobody_makes_an_address_for_a_program_that_is_not_theirs(cast, visit):
    for calendar in ("program/night", "program/none", "program", "nonsense", ""):
        assert visit(cast.drew).post("/calendar/address", data={"calendar": calendar}).status_code == 404


@pytest.mark.usefixtures("night")
def test_the_calendar_of_invitations_holds_what_one_is_asked_to_and_nothing_else(app, cast, visit):
    feed = private_feed(visit, cast.drew, "invited")
    before = set(entries(visit().get(feed)))
    with in_context(app):
        db.session.query(EventInvitation).delete()
    assert (before, set(entries(visit().get(feed)))) == ({"Asked"}, set())


@pytest.mark.usefixtures("night")
def test_each_private_calendar_is_closed_by_itself(cast, visit):
    ben = visit(cast.ben)
    feeds = {name: private_feed(visit, cast.ben, name) for name in ("own", "invited", "program/night")}
    ben.post("/calendar/close", data={"calendar": "program/night"})
    found = {name: visit().get(feed).status_code for name, feed in feeds.items()}
    assert found == {"own": 200, "invited": 200, "program/night": 404}


HREF = re.compile(r'href="((?:webcal://127.0.0.1:5000)?/[^"]*\.ics)"')


def addresses_on(page):
    return {address.removeprefix("webcal://127.0.0.1:5000") for address in HREF.findall(page)}


@pytest.mark.usefixtures("night")
def test_a_visible_link_leads_to_every_calendar_there_is(app, cast, visit):
    ben = visit(cast.ben)
    events = ben.get("/events?topic=ethics-boundaries&kind=webinar").get_data(as_text=True)
    feeds = ben.get("/events/calendars").get_data(as_text=True)
    own = ben.get("/calendar").get_data(as_text=True)
    assert {'href="/events/calendars"', 'href="/calendar"'} <= set(re.findall(r'href="[^"]*"', events))
    assert addresses_on(events) == {
        "/events.ics",
        "/events/kinds/webinar.ics",
        "/events/topics/ethics-boundaries.ics",
    }
    with app.app_context():
        topics, kinds = titles(EventTopic), titles(EventKind)
    assert addresses_on(feeds) == {
        "/events.ics",
        "/programs/night/events.ics",
        *(f"/events/topics/{slug}.ics" for slug in topics),
        *(f"/events/kinds/{slug}.ics" for slug in kinds),
    }
    assert re.findall(r'name="calendar" value="([^"]*)"', own) == ["own", "invited", "program/night"]
    assert "/programs/night/events.ics" in addresses_on(ben.get("/programs/night").get_data(as_text=True))


def told(content, reader):
    """Return what a library finds in a calendar: of each entry the facts that people go by."""
    if reader == "vobject":
        found = vobject.readOne(content).contents.get("vevent", [])
        return {
            one.uid.value: (one.summary.value, one.dtstart.value, one.dtend.value, one.sequence.value)
            for one in found
        }
    read: list[Any] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {
        str(one["UID"]): (str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt, str(one["SEQUENCE"]))
        for one in read
    }


@pytest.mark.usefixtures("night")
def test_every_calendar_is_the_same_after_two_other_libraries_read_and_wrote_it(app, cast, visit):
    with in_context(app):
        for title, values in ODD.items():
            event = make_event(title, topics=["ethics-boundaries"], kind_slug="webinar", **values)
            go(cast, event)
        last = event.id
    secret = [private_feed(visit, cast.ben, name) for name in ("own", "invited", "program/night")]
    public = (
        "/events.ics",
        "/events/topics/ethics-boundaries.ics",
        "/events/kinds/webinar.ics",
        "/programs/night/events.ics",
        f"/events/{last}.ics",
    )
    for address in (*public, *secret):
        content = visit().get(address).get_data(as_text=True)
        read = told(content, "icalendar")
        assert told(content, "vobject") == read
        assert told(icalendar.Calendar.from_ical(content).to_ical().decode(), "vobject") == read
        assert told(vobject.readOne(content).serialize(), "icalendar") == read
        if "/events/" in address and "programs" not in address:
            assert read
        with app.app_context():
            assert read_file(content.encode(), zone="UTC").refused == []
