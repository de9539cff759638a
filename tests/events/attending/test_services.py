"""At the door: once, whoever sends it and however often; and it can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.events.attending import codes, queries, services
from mentornet.events.attending.desks import Desk
from mentornet.events.models import Attendance, CheckInWay, RoomCode
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.errors import NotFoundError, Refusal
from tests.events.attending.scenes import at_the_end, checked_in, registered
from tests.events.doors import make_event
from tests.events.registering.scenes import account_of


@pytest.fixture
def cora(session, cast):
    return account_of(cast.cora)


@pytest.fixture
def bens(session, cast):
    return registered(cast, cast.ben)


def test_a_code_checks_its_holder_in_once(session, bens, cora):
    code = codes.personal_code(bens.id)
    first = services.check_in_by_code(Desk(bens.event), code, by=cora)
    again = services.check_in_by_code(Desk(bens.event), code, by=cora)
    assert (first.sentence, again.sentence) == ("Ben is checked in.", "Ben was checked in already.")
    assert first.attendance is again.attendance
    assert queries.count_here(Desk(bens.event)) == 1


def test_an_entry_that_is_sent_again_counts_once_also_after_it_was_undone(session, bens, cora):
    code = codes.personal_code(bens.id)
    sent = [services.check_in_by_code(Desk(bens.event), code, by=cora, client_id="entry-1") for _ in range(3)]
    assert [one.is_new for one in sent] == [True, False, False]
    services.undo_check_in(sent[0].attendance, by=cora)
    late = services.check_in_by_code(Desk(bens.event), code, by=cora, client_id="entry-1")
    assert "was undone at the desk" in late.sentence
    assert queries.count_here(Desk(bens.event)) == 0
    anew = services.check_in_by_code(Desk(bens.event), code, by=cora, client_id="entry-2")
    assert anew.is_new


def test_a_scan_that_arrives_late_counts_from_when_it_was_made(session, bens, cora):
    made = clock.now() - timedelta(minutes=40)
    done = services.check_in_by_code(Desk(bens.event), codes.personal_code(bens.id), by=cora, at=made)
    assert done.attendance.arrived_at == made


def test_a_code_of_another_event_or_of_nobody_is_not_found(session, cast, bens, cora):
    other = make_event("Another", starts_at=clock.now() + timedelta(hours=1))
    for code in (codes.personal_code(bens.id), "nonsense", ""):
        with pytest.raises(NotFoundError, match="not one of this event"):
            services.check_in_by_code(Desk(other), code, by=cora)
    services.check_in_by_code(Desk(bens.event), codes.personal_code(bens.id), by=cora, client_id="mine")
    with pytest.raises(NotFoundError):
        services.check_in_by_code(Desk(other), codes.personal_code(bens.id), by=cora, client_id="mine")


def test_who_gave_the_seat_back_is_not_checked_in(session, cast, bens, cora):
    registering.cancel_registration(bens, by=account_of(cast.ben))
    with pytest.raises(Refusal, match="has no seat"):
        services.check_in(bens, by=cora, way=CheckInWay.LIST)


def test_an_undone_check_in_is_kept_and_written_down(session, cast, cora):
    attendance = checked_in(cast, cast.ben)
    services.undo_check_in(attendance, by=cora)
    with pytest.raises(Refusal, match="undone already"):
        services.undo_check_in(attendance, by=cora)
    with pytest.raises(Refusal, match="was undone"):
        services.mark_left(attendance, by=cora)
    assert session.scalars(sa.select(Attendance)).one().undone_at
    actions = session.scalars(sa.select(AuditEntry.action).where(AuditEntry.action.startswith("attendance")))
    assert sorted(actions) == ["attendance.check-in-undone", "attendance.checked-in"]


def has_left_unweighed(attendance):
    return attendance.left_at is not None and attendance.weighed_at is None


def test_who_left_is_weighed_anew_and_may_have_stayed_after_all(session, cast, cora):
    attendance = checked_in(cast, cast.ben)
    attendance.weighed_at = clock.now()
    services.mark_left(attendance, by=cora)
    assert has_left_unweighed(attendance)
    services.mark_stayed(attendance, by=cora)
    assert not has_left_unweighed(attendance)


def test_the_code_in_the_room_checks_in_whoever_has_a_seat(session, cast, bens, cora):
    services.choose_room_code(bens.event, RoomCode.ROTATING, by=cora)
    shown = codes.room_code(bens.event_id, RoomCode.ROTATING, clock.now())
    with pytest.raises(Refusal, match="not the code shown"):
        services.check_in_by_room(bens.event, "AAAAAA", by=account_of(cast.ben))
    with pytest.raises(Refusal, match="not registered"):
        services.check_in_by_room(bens.event, shown, by=account_of(cast.drew))
    done = services.check_in_by_room(bens.event, shown.lower(), by=account_of(cast.ben))
    assert done.attendance.way is CheckInWay.ROOM
    services.choose_room_code(bens.event, RoomCode.NONE, by=cora)
    with pytest.raises(Refusal, match="not the code shown"):
        services.check_in_by_room(bens.event, shown, by=account_of(cast.ben))
    with at_the_end(bens.event), pytest.raises(Refusal, match="until the end"):
        services.check_in_by_room(bens.event, shown, by=account_of(cast.ben))
