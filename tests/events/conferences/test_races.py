"""Many people star one session at the same moment: is a seat ever given twice, or lost?"""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events.conferences import services
from mentornet.events.conferences.jobs import tell_what_is_left
from mentornet.events.models import ConferenceSession, Event, SessionStar
from mentornet.events.registering import services as registering
from mentornet.foundation.database import db
from mentornet.notifications.models import Notice
from tests.events.conferences.scenes import a_conference, a_session, room
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.racing import press_at_once, presser, with_form

SEATS, PEOPLE = 3, 9


@pytest.fixture
def crowd(app, cast):
    """People who are registered and signed in, and the address of the session they all want."""
    with in_context(app):
        event = a_conference(cast)
        one = a_session(event, "Calm voices", cast, capacity=SEATS)
        ids = [make_account(f"Person {number}").id for number in range(PEOPLE)]
        for account_id in ids:
            registering.register(event, by=db.session.get_one(Account, account_id))
        path = f"/events/{event.id}/programme/sessions/{one.id}"
    return [presser(app, account_id) for account_id in ids], path


def count_seats(app) -> int:
    """Return the seats taken, and fail where they are not as many as there are stars."""
    with app.app_context():
        one = db.session.scalars(sa.select(ConferenceSession)).one()
        stars = db.session.scalar(sa.select(sa.func.count()).select_from(SessionStar))
        assert one.seats_taken == stars
        assert one.seats_taken <= (one.capacity or 0)
        return one.seats_taken


def test_a_sought_session_fills_exactly(app, address, crowd):
    people, path = crowd
    outcomes = press_at_once(address, [(who, f"{path}/star") for who in people])
    assert Counter(outcome.status for outcome in outcomes) == {302: SEATS, 409: PEOPLE - SEATS}
    assert count_seats(app) == SEATS


def test_one_person_pressing_many_times_holds_one_seat(app, address, crowd):
    people, path = crowd
    outcomes = press_at_once(address, [(people[0], f"{path}/star")] * 5)
    assert Counter(outcome.status for outcome in outcomes) == {302: 5}
    assert count_seats(app) == 1


def test_seats_given_back_while_others_come_are_counted_right(app, address, crowd):
    people, path = crowd
    press_at_once(address, [(who, f"{path}/star") for who in people[:SEATS]])
    presses = [(who, f"{path}/unstar") for who in people[:SEATS]]
    presses += [(who, f"{path}/star") for who in people[SEATS:]]
    outcomes = press_at_once(address, [*presses, (people[0], f"{path}/star")])
    assert {outcome.status for outcome in outcomes} <= {302, 409}
    count_seats(app)


def test_two_organizers_at_once_do_not_put_two_sessions_into_one_room(app, address, cast):
    with in_context(app):
        event = a_conference(cast)
        path, hall = f"/events/{event.id}/programme/sessions/new", room(event, "Hall")
        day = event.starts_at.date().isoformat()
    cora = presser(app, cast.cora.id)
    body = f"title=Voices&kind=talk&day={day}&starts_time=10%3A00&ends_time=11%3A00&room={hall}&track=0"
    headers = cora.headers | {
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
    }
    who = type(cora)(headers, body)
    outcomes = press_at_once(address, [(who, path)] * 3)
    assert Counter(outcome.status for outcome in outcomes) == {302: 1, 422: 2}
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(ConferenceSession)) == 1


@pytest.fixture
def talk(app, cast):
    """A session in the hall that three people have, its path, and the browsers of those who run the conference."""
    with in_context(app):
        event = a_conference(cast)
        hall = room(event, "Hall")
        one = a_session(event, "Calm voices", cast, capacity=SEATS, room_id=hall)
        for number in range(SEATS):
            person = make_account(f"Person {number}")
            registering.register(event, by=person)
            services.star_session(one, by=person)
        path = f"/events/{event.id}/programme/sessions"
        return SimpleNamespace(id=one.id, path=path, here=f"{path}/{one.id}", hall=hall, event_id=event.id)


@pytest.fixture
def organizers(app, cast):
    return [presser(app, person.id) for person in (cast.cora, cast.root)]


def in_the_hall(app, event_id):
    """List the titles of what takes place in the hall, and fail where two are there at once."""
    with app.app_context():
        there = sa.select(ConferenceSession).where(
            ConferenceSession.event_id == event_id,
            ConferenceSession.room_id.is_not(None),
            ConferenceSession.starts_at.is_not(None),
            ConferenceSession.cancelled_at.is_(None),
        )
        sessions = db.session.scalars(there.order_by(ConferenceSession.starts_at)).all()
        ends = [one.ends_at for one in sessions if one.ends_at]
        begins = [one.starts_at for one in sessions if one.starts_at]
        assert all(end <= begin for end, begin in zip(ends[:-1], begins[1:], strict=True))
        return [one.title for one in sessions]


def test_two_organizers_who_cancel_a_session_at_once_cancel_it_once(app, address, talk, organizers):
    presses = [(who, f"{talk.here}/remove") for who in organizers] * 2
    outcomes = press_at_once(address, presses)
    assert Counter(outcome.status for outcome in outcomes) == {302: 1, 409: 3}
    with app.app_context():
        assert db.session.get_one(ConferenceSession, talk.id).sequence == 1
    assert count_seats(app) == SEATS
    assert notices(app) == SEATS


def test_of_two_organizers_who_put_a_session_back_at_once_one_does(app, address, talk, organizers):
    press_at_once(address, [(organizers[0], f"{talk.here}/remove")])
    outcomes = press_at_once(address, [(who, f"{talk.here}/restore") for who in organizers] * 2)
    assert Counter(outcome.status for outcome in outcomes) == {302: 1, 409: 3}
    with app.app_context():
        one = db.session.get_one(ConferenceSession, talk.id)
        assert (one.sequence, one.cancelled_at) == (2, None)
    assert count_seats(app) == SEATS
    assert in_the_hall(app, talk.event_id) == ["Calm voices"]


def test_cancelling_and_putting_back_at_once_ends_as_one_of_them_with_every_seat(
    app, address, talk, organizers
):
    cora, root = organizers
    for _ in range(3):
        before = how_it_stands(app, talk)
        presses = [(cora, f"{talk.here}/remove"), (root, f"{talk.here}/restore")]
        statuses = Counter(outcome.status for outcome in press_at_once(address, presses * 2))
        assert set(statuses) <= {302, 409}
        is_cancelled, sequence = how_it_stands(app, talk)
        assert sequence == before[1] + statuses[302], "each step that was taken reached calendars"
        assert is_cancelled == (before[0] if statuses[302] % 2 == 0 else not before[0])
        assert count_seats(app) == SEATS


def how_it_stands(app, talk):
    with app.app_context():
        one = db.session.get_one(ConferenceSession, talk.id)
        return one.cancelled_at is not None, one.sequence


def notices(app):
    with app.app_context():
        told = sa.select(sa.func.count()).select_from(Notice).where(Notice.key.startswith("session:"))
        return db.session.scalar(told)


def test_a_session_put_back_and_another_in_its_room_at_once_are_never_there_together(
    app, address, talk, organizers
):
    cora, root = organizers
    press_at_once(address, [(cora, f"{talk.here}/remove")])
    with app.app_context():
        day = db.session.get_one(Event, talk.event_id).starts_at
    other = with_form(
        root,
        title="The next rung",
        kind="talk",
        day=day.date().isoformat(),
        starts_time="09:00",
        ends_time="10:00",
        room=str(talk.hall),
        track="0",
    )
    outcomes = press_at_once(address, [(cora, f"{talk.here}/restore"), (other, f"{talk.path}/new")])
    assert sorted(outcome.status == 302 for outcome in outcomes) == [False, True]
    assert len(in_the_hall(app, talk.event_id)) == 1


def test_two_organizers_who_throw_away_a_draft_at_once_throw_it_away_once(
    app, address, cast, talk, organizers
):
    with in_context(app):
        event = db.session.get_one(Event, talk.event_id)
        draft = a_session(event, "Not settled", cast, starts_at=None, ends_at=None)
        path = f"{talk.path}/{draft.id}/remove"
    outcomes = press_at_once(address, [(who, path) for who in organizers] * 3)
    statuses = Counter(outcome.status for outcome in outcomes)
    assert statuses[302] == 1
    assert set(statuses) <= {302, 404, 409}


def test_fewer_seats_while_others_press_are_never_fewer_than_are_taken(app, address, cast, talk, organizers):
    with in_context(app):
        event = db.session.get_one(Event, talk.event_id)
        one = db.session.get_one(ConferenceSession, talk.id)
        one.capacity = 2 * SEATS
        late = [make_account(f"Late {number}") for number in range(SEATS)]
        for person in late:
            registering.register(event, by=person)
        ids, day = [person.id for person in late], event.starts_at.date().isoformat()
    typed = {"title": "Calm voices", "kind": "talk", "day": day, "starts_time": "09:00", "ends_time": "10:00"}
    typed |= {"room": str(talk.hall), "track": "0"}
    fewer = [
        with_form(who, **typed, capacity=str(SEATS + number))
        for number, who in enumerate(organizers, start=1)
    ]
    presses = [(presser(app, one), f"{talk.here}/star") for one in ids]
    outcomes = press_at_once(address, presses + [(who, f"{talk.here}/edit") for who in fewer])
    assert {outcome.status for outcome in outcomes} <= {302, 409, 422}
    assert SEATS <= count_seats(app) <= 2 * SEATS


def test_who_takes_a_seat_at_the_moment_it_is_cancelled_is_told_or_refused(app, address, crowd, cast):
    people, path = crowd
    cora = presser(app, cast.cora.id)
    presses = [(who, f"{path}/star") for who in people[: SEATS - 1]]
    outcomes = press_at_once(address, [*presses, (cora, f"{path}/remove")])
    taken = sum(outcome.status == 302 and outcome.path.endswith("star") for outcome in outcomes)
    assert count_seats(app) == taken
    with in_context(app):
        tell_what_is_left()
    assert notices(app) == taken, "whoever has it knows that it is cancelled"
