"""What can stand on a programme, who hears of a change, and who has a seat?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.events.conferences import queries, services
from mentornet.events.models import ConferenceSession, SessionStar
from mentornet.events.registering import services as registering
from mentornet.events.rules import moment_on, wall_of
from mentornet.events.services import edit_event
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.notifications.models import Notice
from tests.events.conferences.scenes import HOUR, a_conference, a_session, come, room, tell_news
from tests.events.registering.scenes import account_of, standing_of

KEPT = ("title", "kind", "description", "starts_at", "ends_at", "room_id", "track_id", "capacity", "speakers")


@pytest.fixture
def event(cast, session):
    return a_conference(cast)


def change(one: ConferenceSession, cast, **facts):
    facts = {name: getattr(one, name) for name in KEPT} | facts
    services.edit_session(one, by=account_of(cast.cora), **facts)


def told(person) -> list[str]:
    tell_news()
    mine = sa.select(Notice.sentence).where(Notice.account_id == person.id, Notice.key.startswith("session:"))
    return list(db.session.scalars(mine.order_by(Notice.id)))


@pytest.mark.parametrize(
    ("begins", "lasts", "sentence"),
    [
        (-1, 2, "The conference begins on"),
        (31.5, 1, "The conference ends on"),
        (3, -1, "ends before it starts"),
    ],
)
def test_a_session_is_inside_its_conference_and_ends_after_it_starts(event, cast, begins, lasts, sentence):
    starts_at = event.starts_at + begins * HOUR
    with pytest.raises(Refusal, match=sentence):
        a_session(event, "Late", cast, starts_at=starts_at, ends_at=starts_at + lasts * HOUR)


def test_one_session_at_a_time_is_in_a_room(event, cast):
    hall = room(event, "Hall")
    a_session(event, "Calm voices", cast, room_id=hall)
    with pytest.raises(Refusal, match=re.escape("“Calm voices” is in Hall then (09:00 to 10:00)")):
        a_session(event, "Other voices", cast, hour=0.5, room_id=hall)
    a_session(event, "Later voices", cast, hour=1, room_id=hall)
    a_session(event, "Voices beside", cast, room_id=room(event, "Studio"))


def test_a_room_of_another_conference_is_not_to_be_had(event, cast):
    with pytest.raises(Refusal):
        a_session(event, "Elsewhere", cast, room_id=9_999)


def test_nobody_speaks_in_two_places_at_once(event, cast):
    gil = event.speakers[0]
    one = a_session(event, "Calm voices", cast, speakers=[gil])
    with pytest.raises(Refusal, match="Gil Guest speaks at “Calm voices” then"):
        a_session(event, "Other voices", cast, hour=0.5, speakers=[gil])
    change(one, cast, description="One may change one's own session.")


def test_rooms_with_sessions_stay_and_names_are_there_once(event, cast):
    cora = account_of(cast.cora)
    one = a_session(event, "Calm voices", cast, room_id=room(event, "Hall"))
    with pytest.raises(Refusal, match="1 session is in Hall"):
        services.remove_room(event, queries.get_room(room(event, "Hall"), event=event), by=cora)
    with pytest.raises(Refusal, match="hall is there already"):
        services.add_room(event, name="hall", by=cora)
    services.remove_session(one, by=cora)
    services.remove_room(event, queries.get_room(room(event, "Hall"), event=event), by=cora)
    assert [there.name for there in queries.rooms_of(event)] == ["Studio"]


def test_a_track_that_goes_leaves_its_sessions(event, cast):
    track = queries.tracks_of(event)[0]
    one = a_session(event, "Calm voices", cast, track_id=track.id)
    services.remove_track(event, track, by=account_of(cast.cora))
    db.session.flush()
    db.session.refresh(one)
    assert one.track_id is None


def test_starring_takes_a_seat_once_and_giving_it_back_frees_it(event, cast):
    come(event, cast.ada, cast.ben)
    one = a_session(event, "Calm voices", cast, capacity=1)
    ada, ben = account_of(cast.ada), account_of(cast.ben)
    assert services.star_session(one, by=ada) == []
    services.star_session(one, by=ada)
    assert one.seats_taken == 1
    with pytest.raises(Refusal, match="Every seat of “Calm voices” is taken"):
        services.star_session(one, by=ben)
    services.unstar_session(one, by=ben)
    services.unstar_session(one, by=ada)
    services.unstar_session(one, by=ada)
    assert one.seats_taken == 0
    services.star_session(one, by=ben)
    assert queries.starred_ids(event, ben) == {one.id}


def test_only_who_is_registered_has_an_agenda_and_it_goes_with_the_registration(event, cast):
    one = a_session(event, "Calm voices", cast)
    with pytest.raises(Refusal, match="Register for the conference first"):
        services.star_session(one, by=account_of(cast.ben))
    come(event, cast.ben)
    services.star_session(one, by=account_of(cast.ben))
    registering.cancel_registration(standing_of(event, cast.ben), by=account_of(cast.ben))
    db.session.refresh(one)
    assert one.seats_taken == 0
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SessionStar)) == 0


def test_who_stars_two_at_once_is_told_so(event, cast):
    come(event, cast.ben)
    one, two = a_session(event, "Calm voices", cast), a_session(event, "The next rung", cast, hour=0.5)
    services.star_session(one, by=account_of(cast.ben))
    assert services.star_session(two, by=account_of(cast.ben)) == [one]


def test_drafts_cannot_be_starred(event, cast):
    come(event, cast.ben)
    draft = a_session(event, "Not settled", cast, starts_at=None, ends_at=None)
    with pytest.raises(Refusal, match="not on the programme"):
        services.star_session(draft, by=account_of(cast.ben))


def test_there_are_never_fewer_seats_than_are_taken(event, cast):
    come(event, cast.ada, cast.ben)
    one = a_session(event, "Calm voices", cast)
    for person in (cast.ada, cast.ben):
        services.star_session(one, by=account_of(person))
    with pytest.raises(Refusal, match="2 people have a seat already"):
        change(one, cast, capacity=1)
    change(one, cast, capacity=2)
    assert one.capacity == 2


def test_those_who_starred_a_session_hear_where_it_is_now(event, cast):
    come(event, cast.ada, cast.ben)
    one = a_session(event, "Calm voices", cast, room_id=room(event, "Hall"))
    services.star_session(one, by=account_of(cast.ben))
    change(one, cast, description="Nobody needs to hear of this.")
    assert told(cast.ben) == []
    later = event.starts_at + HOUR
    change(one, cast, starts_at=later, ends_at=later + HOUR, room_id=room(event, "Studio"))
    (sentence,) = told(cast.ben)
    assert "“Calm voices” in your agenda has changed. It is now on" in sentence
    assert sentence.endswith("10:00 to 11:00 there, Studio.")
    change(one, cast, starts_at=None, ends_at=None)
    assert told(cast.ben)[1].endswith("It has no time for now.")
    assert told(cast.ada) == []


def test_those_who_starred_a_session_hear_that_it_is_gone(event, cast):
    come(event, cast.ben)
    one = a_session(event, "Calm voices", cast)
    services.star_session(one, by=account_of(cast.ben))
    services.remove_session(one, by=account_of(cast.cora))
    (sentence,) = told(cast.ben)
    assert re.match(r"“Calm voices” on \w+, \w+ \d+, 09:00 to 10:00 is cancelled\.", sentence)
    assert sentence.endswith("It is no longer on the programme of “Winter conference”.")
    assert queries.agenda_of(event, account_of(cast.ben)) == []
    assert queries.cancelled_in_agenda(event, account_of(cast.ben)) == [one]
    assert (queries.sessions_of(event), queries.cancelled_sessions(event)) == ([], [one])


def test_the_programme_moves_along_with_its_conference_by_the_clocks_there(event, cast):
    one = a_session(event, "Calm voices", cast, hour=2)
    weeks = timedelta(weeks=26)  # across a change of the clocks
    starts, ends = (wall_of(moment, event.time_zone) + weeks for moment in (event.starts_at, event.ends_at))
    edit_event(
        event,
        by=account_of(cast.cora),
        starts_at=moment_on(starts, event.time_zone),
        ends_at=moment_on(ends, event.time_zone),
    )
    assert one.starts_at is not None
    assert wall_of(one.starts_at, event.time_zone) == starts + 2 * HOUR
    assert one.sequence == 1


def test_a_conference_is_not_made_shorter_than_its_programme(event, cast):
    a_session(event, "Calm voices", cast, hour=2)
    with pytest.raises(Refusal, match="1 session of the programme lies outside these times"):
        edit_event(event, by=account_of(cast.cora), ends_at=event.starts_at + 2 * HOUR)
    edit_event(event, by=account_of(cast.cora), starts_at=event.starts_at - HOUR)
