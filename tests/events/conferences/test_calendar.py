"""Do the sessions one starred stand in one's own calendar, and move there?"""

from __future__ import annotations

from typing import Any

from mentornet.events.calendars import queries as calendars
from mentornet.events.conferences import services
from tests.events.conferences.scenes import HOUR, a_conference, a_session, come, room
from tests.events.registering.scenes import account_of


def test_starred_sessions_stand_in_ones_own_calendar_and_move_there(cast, session):
    event = a_conference(cast)
    come(event, cast.ben)
    ben = account_of(cast.ben)
    one = a_session(event, "Calm voices", cast, room_id=room(event, "Hall"))
    feed = calendars.Feed("Mine", calendars.said_yes_to(ben), is_own=True, agenda_of=ben.id)
    before = calendars.mark_of(feed)
    assert [item.title for item in calendars.items_of(feed)] == ["Winter conference"]
    services.star_session(one, by=ben)
    starred = calendars.mark_of(feed)
    item = calendars.items_of(feed)[1]
    assert (item.title, item.place, item.sequence) == ("Calm voices", "Hall, Hall 1", 0)
    later = event.starts_at + HOUR
    facts: dict[str, Any] = {
        "kind": one.kind,
        "description": "",
        "room_id": one.room_id,
        "track_id": None,
        "speakers": [],
    }
    services.edit_session(
        one,
        by=account_of(cast.cora),
        title=one.title,
        capacity=None,
        starts_at=later,
        ends_at=later + HOUR,
        **facts,
    )
    moved = calendars.items_of(feed)[1]
    assert (moved.uid, moved.starts_at, moved.sequence) == (item.uid, later, 1)
    assert len({before, starred, calendars.mark_of(feed)}) == 3
