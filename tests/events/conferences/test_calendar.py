"""Do the sessions one starred stand in one's own calendar, and move there?"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from mentornet.events.calendars import queries as calendars
from mentornet.events.conferences import services
from mentornet.foundation.mail.outbox import Letter
from mentornet.notifications.models import Notice, NoticeKind
from mentornet.notifications.services import stop_letters
from mentornet.notifications.ways import subject_of
from tests.events.conferences.scenes import HOUR, a_conference, a_session, come, room, tell_news
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


def test_a_cancelled_session_stays_in_the_calendar_as_cancelled(cast, session):
    event = a_conference(cast)
    come(event, cast.ben)
    ben = account_of(cast.ben)
    one = a_session(event, "Calm voices", cast)
    services.star_session(one, by=ben)
    feed = calendars.Feed("Mine", calendars.said_yes_to(ben), is_own=True, agenda_of=ben.id)
    before, mark = calendars.items_of(feed)[1], calendars.mark_of(feed)
    services.remove_session(one, by=account_of(cast.cora))
    after = calendars.items_of(feed)[1]
    assert (after.uid, after.sequence, after.is_cancelled) == (before.uid, before.sequence + 1, True)
    assert calendars.mark_of(feed) != mark


def test_those_who_starred_get_a_letter_each_in_the_way_they_chose(cast, session):
    event = a_conference(cast)
    come(event, cast.ada, cast.ben)
    one, two = a_session(event, "Calm voices", cast), a_session(event, "The next rung", cast, hour=3)
    for person in (cast.ada, cast.ben):
        for talk in (one, two):
            services.star_session(talk, by=account_of(person))
    stop_letters(cast.ada.id, subject_of(NoticeKind.EVENT_CHANGED))
    later = event.starts_at + HOUR
    services.edit_session(
        one, by=account_of(cast.cora), title=one.title, starts_at=later, ends_at=later + HOUR
    )
    services.remove_session(two, by=account_of(cast.cora))
    tell_news()
    letters = session.execute(sa.select(Letter.to_address, Letter.subject).order_by(Letter.id)).all()
    assert [tuple(one) for one in letters if one.subject.startswith(("Changed", "Cancelled"))] == [
        (cast.ben.email, "Changed: Calm voices"),
        (cast.ben.email, "Cancelled: The next rung"),
    ]
    notices = sa.select(Notice.account_id).where(Notice.key.startswith("session:"))
    assert sorted(session.scalars(notices)) == sorted([cast.ada.id, cast.ben.id] * 2)
