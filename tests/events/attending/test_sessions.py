"""At the door of a session: once there too, beside the door of the conference, and in the order in which it happened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornet.events.attending import codes, queries, services
from mentornet.events.attending.desks import Desk, desk_at
from mentornet.events.conferences import services as conferences
from mentornet.events.models import CheckInWay, RoomCode, SessionKind
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import NotFoundError, Refusal
from tests.events.conferences.scenes import HOUR, a_conference, a_session
from tests.events.registering.scenes import account_of

MINUTE = timedelta(minutes=1)


@pytest.fixture
def event(session, cast):
    return a_conference(cast)


@pytest.fixture
def cora(session, cast):
    return account_of(cast.cora)


@pytest.fixture
def talk(event, cast):
    return a_session(event, "Calm voices", cast)


@pytest.fixture
def beside(event, cast):
    return a_session(event, "The next rung", cast)


@pytest.fixture
def bens(event, cast):
    return registering.register(event, by=account_of(cast.ben))


@pytest.fixture
def during(event, bens):
    """Hold the clock ten minutes into the first session."""
    with clock.frozen_at(event.starts_at + 10 * MINUTE):
        yield


def scan(desk, registration, by, entry, ago=0):
    """Let a page send a scan that it made so many minutes ago."""
    at = clock.now() - ago * MINUTE
    return services.check_in_by_code(
        desk, codes.personal_code(registration.id), by=by, client_id=entry, at=at
    )


def undo(desk, registration, by, entry, ago=0):
    at = clock.now() - ago * MINUTE
    return services.undo_entry(desk, codes.personal_code(registration.id), by=by, client_id=entry, at=at)


@pytest.mark.usefixtures("during")
def test_one_code_is_good_at_every_door_once_each(event, talk, beside, bens, cora):
    desks = [Desk(event), Desk(event, talk), Desk(event, beside)]
    for desk in desks:
        assert [
            services.check_in_by_code(desk, codes.personal_code(bens.id), by=cora).is_new for _ in "ab"
        ] == [
            True,
            False,
        ]
    assert [queries.count_here(desk) for desk in desks] == [1, 1, 1]
    assert queries.counts_by_session(event) == {talk.id: 1, beside.id: 1}
    assert [one.session for one in queries.sessions_attended(bens)] == [talk, beside]
    (came,) = db.session.scalars(queries.who_came(Desk(event, talk)))
    assert came.registration is bens


@pytest.mark.usefixtures("during")
def test_an_undone_check_in_at_a_session_leaves_the_other_doors_alone(event, talk, bens, cora):
    services.check_in(bens, by=cora, way=CheckInWay.LIST)
    there = services.check_in(bens, by=cora, way=CheckInWay.LIST, session=talk).attendance
    services.undo_check_in(there, by=cora)
    assert queries.count_here(Desk(event)) == 1
    assert queries.count_here(Desk(event, talk)) == 0


def test_a_session_opens_its_desk_an_hour_before_it_starts(event, talk, bens, cora):
    with (
        clock.frozen_at(event.starts_at - 61 * MINUTE),
        pytest.raises(Refusal, match="an hour before the start"),
    ):
        services.check_in(bens, by=cora, way=CheckInWay.LIST, session=talk)
    with clock.frozen_at(event.starts_at - 60 * MINUTE):
        assert services.check_in(bens, by=cora, way=CheckInWay.LIST, session=talk).is_new


def test_what_has_no_time_or_does_not_take_place_has_no_desk(event, talk, cast, cora):
    draft = a_session(event, "Not settled", cast, starts_at=None, ends_at=None)
    with pytest.raises(Refusal, match="has no time yet"):
        desk_at(event, draft)
    conferences.remove_session(talk, by=cora)
    with pytest.raises(Refusal, match="is cancelled"):
        desk_at(event, talk)
    a_session(event, "Lunch", cast, hour=3, kind=SessionKind.BREAK)
    assert queries.session_desks(event) == []


def test_those_who_starred_a_session_stand_first_at_its_desk(event, talk, bens, cast):
    for person in (cast.ada, cast.drew):
        registering.register(event, by=account_of(person))
    conferences.star_session(talk, by=account_of(cast.drew))
    people = [list(db.session.scalars(queries.people_at(desk))) for desk in (Desk(event), Desk(event, talk))]
    assert [[one.name for one in shown] for shown in people] == [
        ["Ada", "Ben", "Drew"],
        ["Drew", "Ada", "Ben"],
    ]
    assert queries.starring_ids(talk, people[1]) == {people[1][0].id}


@pytest.mark.parametrize("typed", ["José", "jose", "NUNEZ josé"])
def test_a_guest_is_found_at_the_desk_with_and_without_accents(event, cora, typed):
    registering.add_guest(event, name="José Núñez", address="jose@guests.example", by=cora)
    assert [one.name for one in db.session.scalars(queries.people_at(Desk(event), typed))] == ["José Núñez"]


@pytest.mark.usefixtures("during")
def test_the_code_in_a_sessions_room_is_its_own(event, talk, beside, bens, cast, cora):
    services.choose_room_code(event, RoomCode.ROTATING, by=cora)
    shown = {
        one: codes.room_code(event.id, RoomCode.ROTATING, clock.now(), session_id=one.id)
        for one in (talk, beside)
    }
    assert shown[talk] != shown[beside]
    done = services.check_in_by_room(event, shown[beside], by=account_of(cast.ben))
    assert done.attendance.session is beside
    assert queries.count_here(Desk(event, talk)) == 0


def test_the_code_of_a_session_that_is_over_is_good_no_more(event, talk, bens, cast, cora):
    services.choose_room_code(event, RoomCode.FIXED, by=cora)
    code = codes.room_code(event.id, RoomCode.FIXED, clock.now(), session_id=talk.id)
    with clock.frozen_at(event.starts_at + HOUR + MINUTE), pytest.raises(Refusal, match="not the code shown"):
        services.check_in_by_room(event, code, by=account_of(cast.ben))


@pytest.mark.usefixtures("during")
def test_a_session_of_another_conference_is_not_checked_in_at(event, talk, bens, cora):
    scan(Desk(event, talk), bens, cora, "entry-1")
    with pytest.raises(NotFoundError):
        scan(Desk(event), bens, cora, "entry-1")


@pytest.mark.usefixtures("during")
@pytest.mark.parametrize("times", [1, 2, 3])
def test_in_out_and_in_again_ends_with_in_however_often_each_is_sent(event, talk, bens, cora, times):
    desk = Desk(event, talk)
    for _ in range(times):
        scan(desk, bens, cora, "in", ago=9)
    for _ in range(times):
        gone = undo(desk, bens, cora, "in", ago=6)
    assert not gone.is_here
    for _ in range(times):
        back = scan(desk, bens, cora, "again", ago=3)
    assert back.is_here
    assert undo(desk, bens, cora, "in", ago=6).is_here, "sent again late, it takes nothing back"
    assert not scan(desk, bens, cora, "in", ago=9).is_here, "the first entry stays undone"
    assert queries.count_here(desk) == 1


@pytest.mark.usefixtures("during")
def test_a_scan_made_before_an_undoing_at_another_desk_does_not_bring_somebody_back(event, talk, bens, cora):
    desk = Desk(event, talk)
    first = scan(desk, bens, cora, "desk one", ago=9)
    services.undo_check_in(first.attendance, by=cora)
    late = scan(desk, bens, cora, "desk two", ago=5)
    assert not late.is_here
    assert queries.count_here(desk) == 0
    with clock.frozen_at(clock.now() + MINUTE):
        assert scan(desk, bens, cora, "desk two, again").is_new


@pytest.mark.usefixtures("during")
def test_undoing_a_scan_of_somebody_who_was_here_already_takes_them_out_but_not_after_they_came_again(
    event, bens, cora
):
    desk = Desk(event)
    scan(desk, bens, cora, "desk one", ago=9)
    scan(desk, bens, cora, "desk two", ago=8)
    assert not undo(desk, bens, cora, "desk two", ago=7).is_here
    scan(desk, bens, cora, "desk one, again", ago=5)
    assert undo(desk, bens, cora, "desk two", ago=7).is_here
    assert queries.count_here(desk) == 1
    with pytest.raises(NotFoundError):
        services.undo_entry(desk, "nobody", by=cora)


@pytest.mark.usefixtures("during")
def test_a_session_at_which_people_were_keeps_its_time(event, talk, bens, cast, cora):
    there = services.check_in(bens, by=cora, way=CheckInWay.LIST, session=talk).attendance
    with pytest.raises(Refusal, match="1 person was checked in at this session"):
        conferences.remove_session(talk, by=cora)
    facts = {"title": talk.title, "starts_at": None, "ends_at": None}
    with pytest.raises(Refusal, match="keeps its time"):
        conferences.edit_session(talk, by=cora, **facts)
    services.undo_check_in(there, by=cora)
    conferences.remove_session(talk, by=cora)
    assert talk.cancelled_at
