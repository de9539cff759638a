"""How does a cancelled session come back, and what becomes of one that loses its time?"""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
import sqlalchemy as sa

from mentornet.events.calendars import queries as calendars
from mentornet.events.calendars.writing import calendar
from mentornet.events.conferences import queries, services
from mentornet.events.models import ConferenceSession, Event, EventState
from mentornet.events.registering import services as registering
from mentornet.events.services import edit_event
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.foundation.jobs.models import Job
from mentornet.foundation.mail.outbox import Letter
from mentornet.notifications.models import Notice
from tests.events.conferences.scenes import HOUR, a_conference, a_session, come, room, tell_news
from tests.events.registering.scenes import account_of, standing_of
from tests.support.applications import in_context
from tests.support.letters import letters_to


@pytest.fixture
def event(cast, session):
    event = a_conference(cast)
    come(event, cast.ada, cast.ben)
    return event


@pytest.fixture
def talk(event, cast):
    """A session with one seat, which Ben has."""
    talk = a_session(event, "Calm voices", cast, capacity=1, room_id=room(event, "Hall"))
    services.star_session(talk, by=account_of(cast.ben))
    return talk


def told(person) -> list[str]:
    tell_news()
    mine = sa.select(Notice.sentence).where(Notice.account_id == person.id, Notice.key.startswith("session:"))
    return list(db.session.scalars(mine.order_by(Notice.id)))


def in_calendar(person, title="Calm voices"):
    """Read the session back from the calendar of one's own with another library."""
    db.session.flush()
    account = account_of(person)
    feed = calendars.Feed("Mine", calendars.said_yes_to(account), is_own=True, agenda_of=account.id)
    found = icalendar.Calendar.from_ical(calendar("Mine", calendars.items_of(feed)))
    (one,) = [each for each in found.walk("VEVENT") if each["SUMMARY"] == title]
    return str(one["STATUS"]), int(str(one["SEQUENCE"])), one.decoded("DTSTART"), str(one["UID"])


def remove(talk, cast):
    services.remove_session(talk, by=account_of(cast.cora))


def restore(talk, cast, **how):
    services.restore_session(talk, by=account_of(cast.cora), **how)


def lose_time(talk, cast, **facts):
    facts = {"starts_at": None, "ends_at": None} | facts
    services.edit_session(talk, by=account_of(cast.cora), title=talk.title, **facts)


def test_a_cancelled_session_comes_back_with_its_time_its_room_and_its_seats(event, talk, cast):
    was = in_calendar(cast.ben)
    remove(talk, cast)
    gone = in_calendar(cast.ben)
    restore(talk, cast)
    back = in_calendar(cast.ben)
    assert [one[:2] for one in (was, gone, back)] == [("CONFIRMED", 0), ("CANCELLED", 1), ("CONFIRMED", 2)]
    assert was[2:] == gone[2:] == back[2:]
    assert queries.agenda_of(event, account_of(cast.ben)) == [talk]
    assert (talk.room.name, talk.seats_taken) == ("Hall", 1)
    with pytest.raises(Refusal, match="Every seat"):
        services.star_session(talk, by=account_of(cast.ada))


def test_those_who_had_it_hear_that_it_takes_place_after_all(talk, cast):
    remove(talk, cast)
    assert "is cancelled" in told(cast.ben)[-1]
    restore(talk, cast)
    assert told(cast.ben)[-1].startswith(
        "“Calm voices” takes place after all and is in your agenda again. It is now on"
    )
    remove(talk, cast)
    assert "is cancelled" in told(cast.ben)[-1]
    assert (len(told(cast.ben)), told(cast.ada)) == (3, [])


def test_who_was_not_told_that_it_was_gone_hears_only_how_it_stands(talk, cast):
    remove(talk, cast)
    restore(talk, cast)
    (sentence,) = told(cast.ben)
    assert "in your agenda has changed. It is now on" in sentence


def test_a_seat_given_up_meanwhile_is_free_for_others(event, talk, cast):
    remove(talk, cast)
    registering.cancel_registration(standing_of(event, cast.ben), by=account_of(cast.ben))
    restore(talk, cast)
    assert services.star_session(talk, by=account_of(cast.ada)) == []
    assert talk.seats_taken == 1
    assert told(cast.ben) == []


def test_where_something_else_is_now_it_is_refused_and_comes_back_without_a_time(event, talk, cast):
    remove(talk, cast)
    a_session(event, "The next rung", cast, room_id=room(event, "Hall"))
    with pytest.raises(Refusal, match="“The next rung” is in Hall then"):
        restore(talk, cast)
    assert talk.cancelled_at is not None
    restore(talk, cast, without_time=True)
    assert (talk.starts_at, queries.agenda_of(event, account_of(cast.ben))) == (None, [talk])
    assert told(cast.ben)[-1].endswith("It has no time for now.")
    assert in_calendar(cast.ben)[0] == "CANCELLED"
    later = event.starts_at + 5 * HOUR
    lose_time(talk, cast, starts_at=later, ends_at=later + HOUR)
    assert in_calendar(cast.ben)[:3] == ("CONFIRMED", 3, later)


def test_it_goes_along_when_the_conference_moves_while_it_is_cancelled(event, talk, cast):
    remove(talk, cast)
    week = timedelta(days=7)
    edit_event(
        event, by=account_of(cast.cora), starts_at=event.starts_at + week, ends_at=event.ends_at + week
    )
    restore(talk, cast)
    assert talk.starts_at == event.starts_at


def test_only_what_is_cancelled_is_put_back(event, talk, cast):
    with pytest.raises(Refusal, match="on the programme already"):
        restore(talk, cast)
    remove(talk, cast)
    event.state = EventState.CANCELLED
    db.session.flush()
    with pytest.raises(Refusal, match="This event is cancelled"):
        restore(talk, cast)


def test_a_session_that_loses_its_time_is_cancelled_in_calendars_where_it_was(event, talk, cast):
    was = in_calendar(cast.ben)
    lose_time(talk, cast)
    lost = in_calendar(cast.ben)
    assert (lost[0], lost[1], lost[2:]) == ("CANCELLED", was[1] + 1, was[2:])
    later = event.starts_at + 3 * HOUR
    lose_time(talk, cast, starts_at=later, ends_at=later + HOUR)
    assert in_calendar(cast.ben) == ("CONFIRMED", was[1] + 2, later, was[3])
    assert told(cast.ben)[-1].startswith("“Calm voices” in your agenda has changed. It is now on")


def test_one_that_lost_its_time_and_is_then_removed_stays_cancelled_there(event, talk, cast):
    lose_time(talk, cast)
    remove(talk, cast)
    assert in_calendar(cast.ben)[:2] == ("CANCELLED", 2)
    assert told(cast.ben)[-1].startswith("“Calm voices” is cancelled.")
    assert queries.cancelled_in_agenda(event, account_of(cast.ben)) == [talk]


def test_a_draft_that_never_had_a_time_goes_for_good(event, cast):
    draft = a_session(event, "Not settled", cast, starts_at=None, ends_at=None)
    remove(draft, cast)
    assert db.session.query(ConferenceSession).filter_by(title="Not settled").count() == 0


def test_letters_are_the_workers(event, talk, cast):
    remove(talk, cast)
    about = sa.select(sa.func.count()).select_from(Letter).where(Letter.subject.startswith("Cancelled"))
    assert db.session.scalar(about) == 0
    jobs = sa.select(Job.kind, Job.subject_id).where(Job.kind == "tell-session-news")
    assert [tuple(one) for one in db.session.execute(jobs)] == [("tell-session-news", talk.id)]
    tell_news()
    tell_news()
    assert db.session.scalar(about) == 1
    assert (talk.news, queries.sessions_with_news()) == (None, [])


def test_who_takes_it_into_their_agenda_after_a_change_hears_nothing_of_it(event, cast):
    talk = a_session(event, "Calm voices", cast)
    later = event.starts_at + HOUR
    lose_time(talk, cast, starts_at=later, ends_at=later + HOUR)
    with clock.frozen_at(clock.now() + timedelta(minutes=1)):
        services.star_session(talk, by=account_of(cast.ben))
    assert told(cast.ben) == []


def test_the_organizer_puts_it_back_on_the_page_of_the_programme(app, cast, visit):
    with in_context(app):
        event = a_conference(cast)
        come(event, cast.ben)
        talk = a_session(event, "Calm voices", cast)
        services.star_session(talk, by=account_of(cast.ben))
        where, talk_id = f"/events/{event.id}/programme", talk.id
    cora, ben = visit(cast.cora), visit(cast.ben)
    cora.post(f"{where}/sessions/{talk_id}/remove")
    assert "Put it back" in cora.get(f"{where}/edit").text
    assert "Put it back on the programme" in cora.get(f"{where}/sessions/{talk_id}").text
    assert "Put it back" not in ben.get(f"{where}/sessions/{talk_id}").text
    with in_context(app):
        assert db.session.query(Event).one().state is EventState.PUBLISHED
    answer = cora.post(f"{where}/sessions/{talk_id}/restore", follow_redirects=True)
    assert "“Calm voices” is back on the programme." in answer.text
    assert "Put it back" not in answer.text
    assert [letter.subject for letter in letters_to(app, cast.ben.email)][:2] == [
        "Back on the programme: Calm voices",
        "Cancelled: Calm voices",
    ]
    again = cora.post(f"{where}/sessions/{talk_id}/restore", follow_redirects=True)
    assert "on the programme already" in again.text
