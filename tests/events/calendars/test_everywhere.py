"""Is every calendar found, and read alike by other programs and by ours?"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
import vobject

from mentornet.catalogue.models import EventKind, EventTopic
from mentornet.catalogue.queries import titles
from mentornet.events.importing.reading import read_file
from mentornet.events.models import Event, EventState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.calendars.scenes import a_night_program, entries, go, private_feed
from tests.events.doors import make_event
from tests.support.applications import in_context

HREF = re.compile(r'href="((?:webcal://127.0.0.1:5000)?/[^"]*\.ics)"')
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


@pytest.fixture
def night(app, cast):
    with in_context(app):
        a_night_program(cast)


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
