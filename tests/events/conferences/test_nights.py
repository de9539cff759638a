"""Sessions that go over midnight: allowed, shown as one night, and watched like any other."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from mentornet.events.conferences import queries, rules, services
from mentornet.events.conferences.hours import Hours
from mentornet.events.models import ConferenceSession
from mentornet.events.months import Month
from mentornet.events.registering import services as registering
from mentornet.foundation.errors import Refusal
from tests.events.conferences.scenes import HOUR, a_conference, a_session, room
from tests.events.doors import make_event
from tests.events.registering.scenes import account_of

CHICAGO = "America/Chicago"
TEN_IN_THE_EVENING = datetime(2027, 1, 9, 4, tzinfo=UTC)
"""Friday, January 8, 22:00 in Chicago."""


@pytest.fixture
def event(session, cast):
    """A conference of a night and the day after it."""
    return a_conference(cast, starts_at=TEN_IN_THE_EVENING)


@pytest.fixture
def night(event, cast):
    """Add the study group of the night shift, 22:00 to 02:00."""
    ends_at = event.starts_at + 4 * HOUR
    return a_session(event, "Night school", cast, ends_at=ends_at, room_id=room(event, "Hall"))


def planned(event):
    sessions = queries.sessions_of(event)
    return rules.days_planned(sessions, queries.rooms_of(event), zone=CHICAGO)


def test_what_begins_while_the_night_goes_on_stands_with_it(event, night, cast):
    beside = a_session(event, "Quiet hour", cast, hour=2.5, room_id=room(event, "Studio"))
    morning = a_session(event, "Breakfast", cast, hour=11)
    friday, saturday = planned(event)
    assert (friday.day, friday.sessions) == (date(2027, 1, 8), (night, beside))
    assert (saturday.day, saturday.sessions) == (date(2027, 1, 9), (morning,))
    hours = Hours(CHICAGO, CHICAGO)
    assert [hours.at(line.at, friday.day) for line in friday.lines] == ["22:00", "Sat 00:30", "Sat 01:30"]
    assert friday.lines[0].cells[0].rows == 3


def test_the_hours_say_on_which_day_a_night_ends(night):
    assert Hours(CHICAGO, CHICAGO).span(night) == "22:00 to 02:00 on Sat"
    assert Hours(CHICAGO, "America/New_York").span_mine(night) == "23:00 to 03:00 on Sat"
    assert Hours(CHICAGO, "America/Los_Angeles").span_mine(night) == "20:00 to 00:00 on Sat"


def test_a_room_is_taken_through_the_night(event, night, cast):
    with pytest.raises(Refusal, match=re.escape("“Night school” is in Hall then (22:00 to 02:00 on Sat)")):
        a_session(event, "Too early", cast, hour=3.5, room_id=room(event, "Hall"))
    a_session(event, "Just after", cast, hour=4, room_id=room(event, "Hall"))


def test_clashes_are_found_across_midnight(event, night, cast):
    beside = a_session(event, "Quiet hour", cast, hour=2.5)
    after = a_session(event, "Early tea", cast, hour=4)
    assert rules.clashes_among([after, beside, night]) == [(night, beside)]


def test_a_night_that_outlasts_its_conference_is_refused(event, cast):
    with pytest.raises(Refusal, match="The conference ends on"):
        a_session(event, "Endless", cast, hour=31, ends_at=event.ends_at + HOUR)


def test_a_night_is_in_the_month_on_both_its_days(session):
    event = make_event(
        "Night shift study group", starts_at=TEN_IN_THE_EVENING, ends_at=TEN_IN_THE_EVENING + 4 * HOUR
    )
    weeks = Month(date(2027, 1, 1), CHICAGO).laid_out([event])
    shown = {day.on: one.hour for week in weeks for day in week for one in day.shown}
    assert shown == {date(2027, 1, 8): "22:00", date(2027, 1, 9): "to 02:00"}


def test_the_form_takes_a_night_and_refuses_what_is_a_slip(app, cast, visit):
    from mentornet.foundation.database import db
    from tests.support.applications import in_context

    with in_context(app):
        event = a_conference(cast, starts_at=TEN_IN_THE_EVENING)
        path = f"/events/{event.id}/programme/sessions/new"
    typed = {"title": "Night school", "kind": "workshop", "day": "2027-01-08", "room": "0", "track": "0"}
    cora = visit(cast.cora)
    slip = cora.post(path, data=typed | {"starts_time": "23:00", "ends_time": "22:30"})
    assert slip.status_code == 422
    assert "ends before it starts" in slip.get_data(as_text=True)
    assert cora.post(path, data=typed | {"starts_time": "22:00", "ends_time": "02:00"}).status_code == 302
    with app.app_context():
        one = db.session.scalars(db.select(ConferenceSession)).one()
        assert (one.starts_at, one.ends_at) == (TEN_IN_THE_EVENING, TEN_IN_THE_EVENING + 4 * HOUR)
        edit = f"/events/{one.event_id}/programme/sessions/{one.id}/edit"
    again = typed | {"starts_time": "22:00", "ends_time": "02:00", "title": "Night school at two"}
    assert cora.post(edit, data=again).status_code == 302
    assert "22:00 to 02:00 on Sat" in cora.get(path.replace("sessions/new", "edit")).get_data(as_text=True)


def test_somebody_who_comes_at_midnight_to_a_night_is_there_for_its_rest(event, night, cast):
    from mentornet.events.attending import rules as attending
    from mentornet.events.attending import services as desk
    from mentornet.events.models import CheckInWay
    from mentornet.foundation import clock

    mine = registering.register(event, by=account_of(cast.ben))
    with clock.frozen_at(TEN_IN_THE_EVENING + 2 * HOUR):
        there = desk.check_in(mine, by=account_of(cast.cora), way=CheckInWay.LIST, session=night).attendance
    assert attending.minutes_there(event, there) == 120


def test_a_session_can_be_moved_over_midnight(event, cast):
    one = a_session(event, "Quiet hour", cast, hour=1)
    starts_at = event.starts_at + timedelta(minutes=90)
    services.edit_session(
        one, by=account_of(cast.cora), title=one.title, starts_at=starts_at, ends_at=starts_at + HOUR
    )
    assert Hours(CHICAGO, CHICAGO).span(one) == "23:30 to 00:30 on Sat"
