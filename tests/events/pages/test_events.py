"""The list of events, one event, and how it is announced."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events import queries
from mentornet.events.models import (
    Audience,
    Event,
    EventSpeaker,
    EventState,
    Registration,
    RegistrationState,
)
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.programs.models import Intake, Side
from tests.events.doors import TYPED, make_event
from tests.support.applications import in_context
from tests.support.programs import make_enrolment, make_program


def read(browser, address):
    return browser.get(address).get_data(as_text=True)


def test_a_stranger_reads_what_is_ahead_by_months_and_what_is_past_on_its_own_page(app, visit):
    with in_context(app):
        make_event("Spring fair", starts_at=datetime(2099, 4, 2, 15, tzinfo=UTC))
        make_event("Long ago", starts_at=clock.now() - timedelta(days=40))
        make_event("Secret", state=EventState.DRAFT)

    page, past = read(visit(), "/events"), read(visit(), "/events/past")

    assert page.index("April 2099") < page.index("Spring fair")
    assert "Long ago" not in page
    assert "Long ago" in past
    assert "Secret" not in page + past


def test_an_empty_list_says_what_will_be_there(visit):
    assert "No event is planned just now" in read(visit(), "/events")


def test_the_list_is_narrowed_by_kind_topic_and_place(app, visit):
    with in_context(app):
        make_event("Calm", topics=["de-escalation"], is_online=True)
        make_event("Prep", kind_slug="study-group", topics=["certification-prep"])

    browser = visit()

    assert "Prep" not in read(browser, "/events?topic=de-escalation")
    assert "Calm" not in read(browser, "/events?kind=study-group")
    assert "Prep" not in read(browser, "/events?where=online")
    both = read(browser, "/events?topic=%25&kind=nonsense&where=moon")
    assert "Calm" in both
    assert "Prep" in both


def test_times_are_the_readers_own_with_the_events_behind(app, cast, visit):
    with in_context(app):
        event = make_event(starts_at=datetime(2099, 1, 15, 0, tzinfo=UTC)).id
        db.session.get_one(Account, cast.ben.id).time_zone = "America/Los_Angeles"

    ben, stranger = read(visit(cast.ben), f"/events/{event}"), read(visit(), f"/events/{event}")

    assert "Wed, Jan 14, 2099, 16:00 to 18:00 PST</time>, in " in ben
    assert "Wed, Jan 14, 2099, 18:00 to 20:00 CST there" in ben
    assert "18:00 to 20:00 CST" in stranger
    assert "there)" not in stranger


def test_an_event_for_a_program_is_for_those_in_it(app, cast, visit):
    with in_context(app):
        program = make_program(intake=Intake.INVITATION)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        event = make_event("Ours", program_id=program.id, audience=Audience.PROGRAM).id

    assert "Ours" in read(visit(cast.ben), "/events")
    assert "Ours" in read(visit(cast.root), "/events")
    assert "Ours" not in read(visit(cast.drew), "/events")
    assert visit(cast.drew).get(f"/events/{event}").status_code == 404
    with app.app_context():
        assert [e.title for e in queries.next_events(db.session.get_one(Account, cast.ben.id))] == ["Ours"]
        assert queries.next_events(None) == []


@pytest.fixture
def cora(app, cast, visit):
    with in_context(app):
        make_program(coordinator_id=cast.cora.id)
    return visit(cast.cora)


@pytest.fixture
def typed(app, cora):
    with app.app_context():
        from mentornet.programs.queries import get_program

        return TYPED | {"program": str(get_program("rungs").id)}


def test_who_has_a_seat_or_speaks_sees_the_event_also_when_it_is_for_others_now(app, cast, visit):
    with in_context(app):
        event = make_event("Night")
        registration = Registration(
            event_id=event.id, account_id=cast.ben.id, state=RegistrationState.WAITING
        )
        db.session.add_all(
            [registration, EventSpeaker(event_id=event.id, account_id=cast.ada.id, name="Ada")]
        )
        event.audience = Audience.INVITATION
        address = f"/events/{event.id}"
    assert [visit(who).get(address).status_code for who in (cast.ben, cast.ada)] == [200, 200]
    assert visit(cast.drew).get(address).status_code == 404
    assert visit(cast.ben).post(f"{address}/register/cancel").status_code == 302
    assert visit(cast.ben).get(address).status_code == 404


def test_a_coordinator_announces_publishes_and_cancels(app, cora, typed, visit):
    where = cora.post("/events/new", data=typed | {"topics": ["de-escalation"]}).location
    draft = visit().get(where).status_code
    cora.post(f"{where}/publish")
    seen = read(visit(), where)
    twice = cora.post(f"{where}/publish").status_code
    cora.post(f"{where}/cancel", data={"because": "The hall is flooded."})

    assert draft == 404
    assert "Night school" in seen
    assert "De-escalation" in seen
    assert twice == 409
    assert "This event is cancelled. It does not take place. The hall is flooded." in read(visit(), where)
    assert "Cancelled" in read(visit(), "/events")
    with app.app_context():
        event = db.session.scalars(sa.select(Event)).one()
        assert event.starts_at == datetime(2099, 5, 4, 23, tzinfo=UTC)


def test_an_edit_shows_the_events_own_hours_and_keeps_them(app, cora, typed):
    where = cora.post("/events/new", data=typed).location

    page = read(cora, f"{where}/edit")
    cora.post(f"{where}/edit", data=typed | {"title": "Day school"})

    assert 'value="18:00"' in page
    with app.app_context():
        event = db.session.scalars(sa.select(Event)).one()
        assert (event.title, event.starts_at) == ("Day school", datetime(2099, 5, 4, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_time": "17:00"}, "The event ends before it starts."),
        ({"ends_on": "2099-12-04"}, "An event lasts 60 days at most."),
        (
            {"starts_on": "2027-03-14", "starts_time": "02:30"},
            "clocks there go forward and 02:30 does not exist",
        ),
        ({"starts_on": "2026-11-01", "starts_time": "01:30"}, "clocks there go back and 01:30 comes twice"),
        ({"starts_time": ""}, "Say at what time it starts, or that it lasts whole days."),
        ({"starts_on": "9999-12-31", "ends_on": "9999-12-31"}, "between the years 2000 and 2100"),
        (
            {"is_all_day": "y", "starts_on": "9999-12-31", "ends_on": "9999-12-31"},
            "between the years 2000 and 2100",
        ),
        ({"is_all_day": "y", "ends_on": "2099-05-03"}, "The event ends before it starts."),
        ({"time_zone": "Mars/Olympus"}, "This is not among the choices."),
        ({"venue": "place"}, "Say where it takes place, or that it is online."),
        ({"venue": "moon"}, "This is not among the choices."),
        ({"website": "javascript:alert(1)"}, "beginning with https://"),
        ({"video_link": "javascript:alert(1)"}, "beginning with https://"),
        ({"kind_slug": "party"}, "This is not among the choices."),
        ({"audience": "moon"}, "This is not among the choices."),
        ({"audience": "program", "program": "0"}, "Choose the program whose people may come"),
        ({"capacity": "0"}, "A number of seats from 1 to 100,000."),
        ({"capacity": "many"}, "This is not a whole number. Write it in figures alone, such as 20."),
        (
            {"registration_opens": "soon"},
            "This is not a day and a time. Write them such as 2027-05-04T18:30.",
        ),
        ({"starts_on": "soon"}, "This is not a day of the calendar."),
        ({"starts_time": "soon"}, "This is not a time of day. Write hours and minutes, such as 18:30."),
        ({"contact_minutes": "121"}, "The event lasts 120 minutes, so it cannot carry more"),
        ({"minimum_minutes": "121"}, "nobody can attend for longer"),
        ({"registration_closes": "2099-05-05T18:00"}, "Registration closes after the event is over."),
        ({"registration_opens": "2099-05-04T19:00"}, "Registration opens after it closes."),
        ({"description": "long " * 1_300}, "Use at most 6000 characters."),
    ],
)
def test_an_event_that_cannot_be_keeps_what_was_typed(app, cora, typed, wrong, sentence):
    data = {name: value for name, value in (typed | wrong).items() if value}

    answer = cora.post("/events/new", data=data)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Night school"' in page
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Event.id))) == 0


def test_an_unknown_zone_is_one_thing_to_mend(cora, typed):
    wrong = {"time_zone": "Mars/Olympus", "registration_opens": "2027-05-04T18:30"}
    page = cora.post("/events/new", data=typed | wrong).get_data(as_text=True)
    assert "One thing to mend" in page


@pytest.mark.parametrize(
    "blank",
    ["\N{ZERO WIDTH SPACE}\N{WORD JOINER}", "\N{HANGUL FILLER}", "\N{ZERO WIDTH JOINER}", "...", "  "],
)
def test_a_title_that_nobody_sees_is_refused(cora, typed, blank):
    answer = cora.post("/events/new", data=typed | {"title": blank})

    assert answer.status_code == 422
    assert "Give the event a title" in answer.text


def test_fewer_seats_than_are_taken_are_refused_at_the_field(app, cora, typed):
    where = cora.post("/events/new", data=typed | {"capacity": "9"}).location
    with in_context(app):
        db.session.scalars(sa.select(Event)).one().seats_taken = 5

    fewer = cora.post(f"{where}/edit", data=typed | {"capacity": "4"})
    as_many = cora.post(f"{where}/edit", data=typed | {"capacity": "5"})

    assert fewer.status_code == 422
    assert "5 people are registered already, so there are at least 5 seats." in fewer.text
    assert as_many.status_code == 302


def test_an_hour_that_comes_twice_stays_as_it_stood_when_something_else_is_changed(app, cora, typed):
    with in_context(app):
        event = make_event(
            program_id=int(typed["program"]),
            starts_at=datetime(2026, 11, 1, 7, 30, tzinfo=UTC),  # the second 01:30 of that night
            ends_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
        ).id

    hours = {"starts_on": "2026-11-01", "starts_time": "01:30", "ends_on": "2026-11-01", "ends_time": "03:00"}
    answer = cora.post(f"/events/{event}/edit", data=typed | hours)

    assert answer.status_code == 302
    with app.app_context():
        assert db.session.get_one(Event, event).starts_at == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)


def test_whole_days_are_read_as_days_everywhere(app, cora, typed, visit):
    days = {"is_all_day": "y", "ends_on": "2099-05-06", "starts_time": "", "ends_time": ""}
    where = cora.post("/events/new", data=typed | days).location
    cora.post(f"{where}/publish")

    page, form = read(visit(), where), read(cora, f"{where}/edit")

    assert "Mon, May 4, 2099 to Wed, May 6, 2099" in page
    assert 'value="2099-05-06"' in form
    with app.app_context():
        event = db.session.scalars(sa.select(Event)).one()
        assert event.ends_at == datetime(2099, 5, 7, 5, tzinfo=UTC)


def test_the_video_link_is_for_those_who_are_registered(app, cast, cora, typed, visit):
    link = "https://video.example/room-9"
    where = cora.post("/events/new", data=typed | {"video_link": link}).location
    cora.post(f"{where}/publish")
    ben = visit(cast.ben)
    before = read(ben, where)
    ben.post(f"{where}/register")

    assert link not in before
    assert "Shown to those who are registered" in before
    assert link in read(ben, where)
    assert link in read(cora, where)
    assert link not in read(visit(), where)


def test_strangers_and_search_engines_read_a_public_event_in_their_own_words(app, visit):
    with in_context(app):
        event = make_event(
            "Calm </script> & quiet", description="Voice.", host="The Association", is_online=True
        ).id
        mine = make_event("Ours", audience=Audience.INVITATION).id

    page = read(visit(), f"/events/{event}")
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert script
    data = json.loads(script[1])

    assert data["@type"] == "Event"
    assert data["name"] == "Calm </script> & quiet"
    assert data["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert datetime.fromisoformat(data["startDate"]).utcoffset() is not None
    assert '<meta property="og:title" content="Calm &lt;/script&gt; &amp; quiet">' in page
    assert visit().get(f"/events/{mine}").status_code == 404


def test_a_cancelled_event_says_so_to_search_engines(app, visit):
    with in_context(app):
        event = make_event(state=EventState.CANCELLED).id

    assert "https://schema.org/EventCancelled" in read(visit(), f"/events/{event}")
