"""What changes, is cancelled and comes back: do two other libraries read it so in every calendar where it stands?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
import vobject

from mentornet.events.conferences import services as programme
from mentornet.events.importing.reading import read_file
from mentornet.events.models import Audience, ConferenceSession, Event
from mentornet.events.registering import services as registering
from mentornet.events.services import cancel_event, edit_event
from mentornet.foundation.database import db
from mentornet.programs.models import Program, Side
from tests.events.calendars.scenes import private_feed
from tests.events.conferences.scenes import HOUR, a_conference, a_session
from tests.events.registering.scenes import account_of
from tests.support.applications import in_context
from tests.support.programs import make_cohort, make_enrolment


def by_icalendar(content):
    """Return what one library finds, by the titles: when, the sequence, the state, the name that never changes and the alarms."""
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {
        str(one["SUMMARY"]): (
            one.decoded("DTSTART"),
            one.decoded("DTEND"),
            int(str(one["SEQUENCE"])),
            str(one["STATUS"]),
            str(one["UID"]),
            sorted(alarm.decoded("TRIGGER") for alarm in one.walk("VALARM")),
        )
        for one in found
    }


def by_vobject(content):
    """Return the same as another library finds it."""
    return {
        one.summary.value: (
            one.dtstart.value,
            one.dtend.value,
            int(one.sequence.value),
            one.status.value,
            one.uid.value,
            sorted(alarm.trigger.value for alarm in one.contents.get("valarm", [])),
        )
        for one in vobject.readOne(content).contents.get("vevent", [])
    }


def read(visit, feed):
    """Read a feed with both libraries, take it through each and back, and return what all of them find."""
    answer = visit().get(feed)
    assert answer.status_code == 200
    content = answer.get_data(as_text=True)
    found = by_icalendar(content)
    assert by_vobject(content) == found
    assert by_vobject(icalendar.Calendar.from_ical(content).to_ical().decode()) == found
    assert by_icalendar(vobject.readOne(content).serialize()) == found
    assert read_file(content.encode(), zone="UTC").refused == []
    return found


@pytest.fixture
def scene(app, cast, visit):
    """A conference for Ben's group, public by a topic in the beginning, where he has two sessions in his agenda."""
    with in_context(app):
        event = a_conference(cast, topics=["de-escalation"])
        group = make_cohort(db.session.get_one(Program, event.program_id), "Spring", date(2026, 3, 1))
        make_enrolment(group.program, cast.ben.id, Side.MENTEE, cohort_id=group.id)
        registering.register(event, by=account_of(cast.ben))
        for title, hour in (("Calm voices", 1), ("Next rung", 3)):
            talk = a_session(event, title, cast, hour=hour)
            programme.star_session(talk, by=account_of(cast.ben))
        ids = event.id, group.id
    feeds = {"own": private_feed(visit, cast.ben), "group": private_feed(visit, cast.ben, f"cohort/{ids[1]}")}
    return ids, feeds | {"topic": "/events/topics/de-escalation.ics", "public": "/events.ics"}


def change(app, cast, what):
    with in_context(app):
        talk = db.session.query(ConferenceSession).filter_by(title="Calm voices").one()
        what(talk, account_of(cast.cora))


def move(talk, by):
    facts = {"starts_at": talk.starts_at + HOUR, "ends_at": talk.ends_at + HOUR}
    programme.edit_session(talk, by=by, title=talk.title, **facts)


def lose_time(talk, by):
    programme.edit_session(talk, by=by, title=talk.title, starts_at=None, ends_at=None)


def test_sessions_move_go_and_come_back_in_ones_own_calendar_alone(app, cast, visit, scene):
    _ids, feeds = scene
    own = feeds["own"]
    first = read(visit, own)
    assert set(first) == {"Winter conference", "Calm voices", "Next rung"}
    steps = [
        (move, 1, "CONFIRMED", HOUR),
        (lambda talk, by: programme.remove_session(talk, by=by), 2, "CANCELLED", HOUR),
        (lambda talk, by: programme.restore_session(talk, by=by), 3, "CONFIRMED", HOUR),
        (lose_time, 4, "CANCELLED", HOUR),
    ]
    for what, sequence, status, later in steps:
        change(app, cast, what)
        now = read(visit, own)
        begins, ends, number, state, uid, _alarms = now["Calm voices"]
        was = first["Calm voices"]
        assert (begins - was[0], ends - was[1]) == (later, later)
        assert (number, state, uid) == (sequence, status, was[4])
        assert now["Next rung"] == first["Next rung"]
    assert set(read(visit, feeds["public"])) == {"Winter conference"}


def test_an_event_changed_made_the_groups_and_cancelled_says_so_in_each_calendar(app, cast, visit, scene):
    (event_id, group_id), feeds = scene
    before = {name: read(visit, feed).get("Winter conference") for name, feed in feeds.items()}
    assert before["group"] is None
    assert before["own"][5] == [-timedelta(days=1), -timedelta(hours=1)]
    assert before["own"][:5] == before["topic"][:5] == before["public"][:5]
    with in_context(app):
        event, cora = db.session.get_one(Event, event_id), account_of(cast.cora)
        later = timedelta(days=1)
        facts: dict[str, Any] = {"starts_at": event.starts_at + later, "ends_at": event.ends_at + later}
        edit_event(event, by=cora, audience=Audience.COHORT, cohort_id=group_id, **facts)
    moved = {name: read(visit, feed) for name, feed in feeds.items()}
    assert moved["topic"] == moved["public"] == {}
    for name in ("own", "group"):
        begins, _ends, sequence, state, uid, _alarms = moved[name]["Winter conference"]
        assert (begins - before["own"][0], sequence, state, uid) == (later, 1, "CONFIRMED", before["own"][4])
    with in_context(app):
        cancel_event(db.session.get_one(Event, event_id), by=account_of(cast.cora), because="Snow.")
    group = read(visit, feeds["group"])["Winter conference"]
    assert group[2:5] == (2, "CANCELLED", before["own"][4])
    own = read(visit, feeds["own"])
    assert {one[3] for one in own.values()} <= {"CANCELLED"}
    assert "Winter conference" in own, "whoever had it in their calendar learns there that it is off"
    assert own["Winter conference"][5] == [], "what is cancelled rings no alarm"
