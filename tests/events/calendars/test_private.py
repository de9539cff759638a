"""Does a calendar of one's own hold what one may see, for as long as its address is good?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornet.accounts.models import Account
from mentornet.events.models import (
    Audience,
    EventFollow,
    EventInvitation,
    EventState,
    Registration,
    RegistrationState,
)
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.notifications.services import choose
from mentornet.programs.models import Enrolment, EnrolmentState
from tests.events.calendars.scenes import a_night_program, address_in, entries, go, private_feed
from tests.events.doors import make_event
from tests.support.applications import in_context
from tests.support.programs import make_program


@pytest.fixture
def bens_feed(cast, visit):
    return private_feed(visit, cast.ben)


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


@pytest.fixture
def night(app, cast):
    with in_context(app):
        a_night_program(cast)


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
