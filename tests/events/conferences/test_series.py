"""Does each conference of a series begin with a programme, and have it for itself?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mentornet.events.conferences import queries, services
from mentornet.events.models import ConferenceSession
from mentornet.events.rules import Repeat, wall_of
from mentornet.events.services import edit_following, make_series, series
from mentornet.events.services.extending import extend_series
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from tests.events.conferences.scenes import a_conference, a_session, come, room
from tests.events.registering.scenes import account_of
from tests.support.applications import in_context


@pytest.fixture
def event(cast, session):
    """A study day with two sessions, one with a speaker in the hall, one with Ben in it."""
    event = a_conference(cast)
    a_session(event, "Calm voices", cast, room_id=room(event, "Hall"), speakers=[event.speakers[0]])
    talk = a_session(event, "The next rung", cast, hour=2, capacity=5)
    come(event, cast.ben)
    services.star_session(talk, by=account_of(cast.ben))
    return event


def starts_at(session: ConferenceSession) -> datetime:
    assert session.starts_at
    return session.starts_at


def programme(event):
    zone = event.time_zone
    return [
        (one.title, f"{wall_of(starts_at(one), zone):%H:%M}", one.room.name if one.room else "")
        for one in queries.sessions_of(event)
    ]


def test_each_conference_begins_with_the_programme_at_the_same_local_times(event, cast):
    first, *others = make_series(event, by=account_of(cast.cora), repeat=Repeat.WEEKLY, times=20)
    assert [(title, where) for title, _when, where in programme(first)] == [
        ("Calm voices", "Hall"),
        ("The next rung", ""),
    ]
    for one in others:
        assert programme(one) == programme(first)
        (talk, rung) = queries.sessions_of(one)
        assert [speaker.event_id for speaker in talk.speakers] == [one.id]
        assert talk.room
        assert talk.room.event_id == one.id
        assert (rung.seats_taken, rung.capacity, rung.sequence) == (0, 5, 0)
        assert one.starts_at <= starts_at(talk)


def test_a_later_change_of_one_programme_stays_in_it_and_a_move_takes_it_along(event, cast):
    cora = account_of(cast.cora)
    first, second, third = make_series(event, by=cora, repeat=Repeat.WEEKLY, times=3)
    services.remove_session(queries.sessions_of(second)[0], by=cora)
    assert [len(queries.sessions_of(one)) for one in (first, second, third)] == [2, 1, 2]
    later = {name: getattr(third, name) + timedelta(hours=1) for name in ("starts_at", "ends_at")}
    was = starts_at(queries.sessions_of(third)[0])
    edit_following(third, by=cora, **later)
    assert queries.sessions_of(third)[0].starts_at == was + timedelta(hours=1)


def test_an_endless_series_goes_on_with_the_programme_of_its_latest(event, cast):
    made = make_series(event, by=account_of(cast.cora), repeat=Repeat.MONTHLY_DAY, is_endless=True)
    services.remove_session(queries.sessions_of(made[-1])[0], by=account_of(cast.cora))
    with clock.frozen_at(clock.now() + timedelta(days=70)):
        more = extend_series(event.series_id)
    assert more
    assert [[one.title for one in queries.sessions_of(each)] for each in more] == [["The next rung"]] * len(
        more
    )


def test_a_series_that_would_bring_a_great_many_sessions_is_refused(event, cast, monkeypatch):
    monkeypatch.setattr(series, "MOST_COPIED", 5)
    with pytest.raises(Refusal, match="The programme has 2 sessions, which 3 more times would make 6"):
        make_series(event, by=account_of(cast.cora), repeat=Repeat.WEEKLY, times=4)


def test_the_page_of_repeats_says_what_becomes_of_the_programme(app, cast, visit):
    with in_context(app):
        event = a_conference(cast)
        plain = f"/events/{event.id}/series"
    cora = visit(cast.cora)
    assert "begins with the rooms" not in cora.get(plain).text
    with in_context(app):
        a_session(db.session.merge(event), "Calm voices", cast)
    assert "Each conference of the series begins with the rooms" in cora.get(plain).text
