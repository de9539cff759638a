"""A duplicated conference begins with the programme of the one before, on its own days, and with nobody in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.events.attending.desks import Desk
from mentornet.events.conferences import queries, services
from mentornet.events.models import Abstract, Attendance, ConferenceCall, Registration, SessionStar
from mentornet.events.rules import wall_of
from mentornet.events.services import duplicate_event
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.conferences.scenes import a_call, a_conference, a_session, an_abstract, come, room
from tests.events.registering.scenes import account_of


def begin(event, session):
    return Desk(event, session).starts_at


@pytest.fixture
def event(cast, session):
    """A conference with a session in the Hall on its second day, a draft and a cancelled session."""
    event = a_conference(cast, contact_minutes=300)
    track = queries.tracks_of(event)[0].id
    hall, gil = room(event, "Hall"), event.speakers[0]
    told = {"room_id": hall, "track_id": track, "speakers": [gil], "capacity": 12, "contact_minutes": 45}
    a_session(event, "Calm voices", cast, hour=25, **told)
    a_session(event, "Not settled", cast, starts_at=None, ends_at=None)
    services.remove_session(a_session(event, "Gone", cast), by=account_of(cast.cora))
    return event


def test_days_rooms_tracks_and_sessions_come_along(event, cast):
    copy = duplicate_event(event, by=account_of(cast.cora))
    assert [one.name for one in queries.rooms_of(copy)] == ["Hall", "Studio"]
    assert [one.name for one in queries.tracks_of(copy)] == ["Skills", "Careers"]
    (before, _), (talk, draft) = queries.sessions_of(event), queries.sessions_of(copy)
    assert (talk.title, talk.capacity, talk.contact_minutes) == ("Calm voices", 12, 45)
    assert [getattr(part, "name", "") for part in (talk.room, talk.track)] == ["Hall", "Skills"]
    assert talk.speakers == [copy.speakers[0]]
    assert (draft.title, draft.starts_at) == ("Not settled", None)
    shift = wall_of(copy.starts_at, copy.time_zone) - wall_of(event.starts_at, event.time_zone)
    assert shift >= timedelta(weeks=1)
    assert (
        wall_of(begin(copy, talk), copy.time_zone) - wall_of(begin(event, before), event.time_zone) == shift
    )
    assert talk.uid != before.uid


def test_across_a_change_of_clocks_nine_stays_nine(event, cast):
    with clock.frozen_at(event.ends_at + timedelta(weeks=20)):
        copy = duplicate_event(event, by=account_of(cast.cora))
    talk = queries.sessions_of(copy)[0]
    assert f"{wall_of(begin(copy, talk), copy.time_zone):%H:%M}" == "10:00"
    assert copy.starts_at <= begin(copy, talk) < Desk(copy, talk).ends_at <= copy.ends_at


def test_nobody_and_nothing_that_was_offered_comes_along(cast, session):
    event = a_call(cast)
    an_abstract(event, cast.ada)
    talk = a_session(event, "Calm voices", cast)
    come(event, cast.ben)
    services.star_session(talk, by=account_of(cast.ben))
    copy = duplicate_event(event, by=account_of(cast.cora))
    (again,) = queries.sessions_of(copy)
    assert (again.seats_taken, copy.seats_taken) == (0, 0)
    for table in (Registration, Abstract, ConferenceCall, Attendance):
        assert db.session.scalars(sa.select(table).where(table.event_id == copy.id)).all() == []
    stars = sa.select(SessionStar).where(SessionStar.session_id == again.id)
    assert db.session.scalars(stars).all() == []
