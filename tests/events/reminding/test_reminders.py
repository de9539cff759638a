"""Is everybody who said yes reminded: a week, a day and an hour before, once, by their own clocks?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mentornet.events.models import Event, EventFollow, EventState, Registration, RegistrationState
from mentornet.events.reminding.jobs import call_off_reminders, remind_of_events
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from mentornet.foundation.mail.outbox import LetterState
from mentornet.notifications import services
from mentornet.notifications.models import Notice
from tests.events.doors import make_event
from tests.support.cast import make_account

START = datetime(2027, 5, 14, 22, tzinfo=UTC)  # 18:00 in New York
LONG_BEFORE = START - timedelta(days=30)


@pytest.fixture
def event(session):
    with clock.frozen_at(LONG_BEFORE):
        return make_event(starts_at=START)


@pytest.fixture
def ben(session, event):
    ben = make_account("Ben")
    register(ben, event)
    return ben


def register(account, event, state=RegistrationState.REGISTERED, at=LONG_BEFORE):
    db.session.add(
        Registration(event_id=event.id, account_id=account.id, state=state, created_at=at, changed_at=at)
    )
    db.session.commit()


def look(**before):
    """Let the worker look so long before the start."""
    with clock.frozen_at(START - timedelta(**before)):
        remind_of_events()
        call_off_reminders()


def told(session):
    return list(
        session.scalars(
            sa.select(Notice.key).where(Notice.kind.in_(["event-reminder", "event-soon"])).order_by(Notice.id)
        )
    )


def test_one_is_reminded_a_week_a_day_and_an_hour_before_each_once(session, event, ben):
    counts = []
    for before in (
        {"days": 8},
        {"days": 7},
        {"days": 6},
        {"days": 1},
        {"hours": 20},
        {"hours": 1},
        {"minutes": 30},
    ):
        look(**before)
        look(**before)
        counts.append(len(told(session)))
    look(minutes=-30)
    letters = session.scalars(sa.select(Letter).order_by(Letter.id)).all()
    assert counts == [0, 1, 1, 2, 2, 3, 3]
    assert [letter.subject for letter in letters] == [
        "In 7 days: Calm on the unit",
        "In 24 hours: Calm on the unit",
        "In 60 minutes: Calm on the unit",
    ]
    assert "18:00" in letters[0].text
    open_ones = session.scalars(sa.select(Notice.key).where(Notice.settled_at.is_(None))).all()
    assert [key.split(":")[3] for key in open_ones] == ["hour"]


def test_a_reminder_does_not_come_at_night(session, ben):
    with clock.frozen_at(LONG_BEFORE):
        early = make_event("Early", starts_at=datetime(2027, 5, 20, 9, tzinfo=UTC))  # 05:00 in New York
    register(ben, early)
    looks = {}
    for hour in (15, 23):
        moment = datetime(2027, 5, 18, hour, tzinfo=UTC)
        with clock.frozen_at(moment):
            remind_of_events()
        looks[hour] = [key for key in told(session) if ":day:" in key]
    with clock.frozen_at(datetime(2027, 5, 19, 12, 1, tzinfo=UTC)):
        remind_of_events()
    assert looks == {15: [], 23: []}
    assert len([key for key in told(session) if ":day:" in key and f":{early.id}:" in key]) == 1


def test_only_who_said_yes_before_the_moment_is_reminded(session, event):
    names = {
        "Waits": (RegistrationState.WAITING, LONG_BEFORE),
        "Left": (RegistrationState.CANCELLED, LONG_BEFORE),
        "Late": (RegistrationState.REGISTERED, START - timedelta(hours=23)),
    }
    for name, (state, at) in names.items():
        register(make_account(name), event, state, at)
    goes, follows = make_account("Goes"), make_account("Follows")
    for account, is_going in ((goes, True), (follows, False)):
        db.session.add(
            EventFollow(event_id=event.id, account_id=account.id, is_going=is_going, created_at=LONG_BEFORE)
        )
    db.session.commit()
    look(hours=22)
    assert session.scalars(sa.select(Notice.account_id)).all() == [goes.id]


def test_each_chooses_which_reminders_come(session, event, ben):
    services.choose(ben, reminders=["hour"])
    session.commit()
    for before in ({"days": 7}, {"days": 1}, {"hours": 1}):
        look(**before)
    assert [key.split(":")[3] for key in told(session)] == ["hour"]


def test_an_event_that_moves_is_reminded_of_anew(session, event, ben):
    look(days=1)
    moved = session.get_one(Event, event.id)
    moved.starts_at, moved.ends_at = START + timedelta(days=3), START + timedelta(days=3, hours=2)
    session.commit()
    look(hours=1)
    look(days=-2)
    keys = told(session)
    assert len([key for key in keys if ":day:" in key]) == 2
    assert not [key for key in keys if ":hour:" in key]


def test_nobody_is_reminded_of_what_is_cancelled_and_waiting_letters_are_taken_back(session, event, ben):
    look(days=1)
    session.execute(sa.update(Letter).values(state=LetterState.QUEUED))  # the mail server was away
    session.commit()
    with clock.frozen_at(START - timedelta(hours=23)):
        cancelled = session.get_one(Event, event.id)
        cancelled.state, cancelled.changed_at = EventState.CANCELLED, clock.now()
        session.commit()
    look(hours=22)
    look(hours=1)
    assert session.scalar(sa.select(sa.func.count()).select_from(Letter)) == 0
    assert all(session.scalars(sa.select(Notice.settled_at)))


def test_who_has_quiet_hours_is_not_reminded_of_what_was_cancelled_in_them(session, event, ben):
    services.choose(ben, quiet_from=12, quiet_until=20)
    session.commit()
    look(days=1)
    with clock.frozen_at(START - timedelta(hours=23)):
        session.get_one(Event, event.id).state = EventState.CANCELLED
        session.commit()
    look(hours=20)
    assert told(session) == []


def test_whole_days_are_not_reminded_of_an_hour_before(session, ben, event):
    session.get_one(Event, event.id).is_all_day = True
    session.commit()
    look(hours=1)
    look(minutes=20)
    assert told(session) == []
