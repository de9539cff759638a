"""The desk at the door, the room's screen and one's own code."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events import rules
from mentornet.events.attending import codes
from mentornet.events.models import Attendance, Event, RoomCode
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.programs.models import Side
from tests.events.attending.scenes import registered
from tests.support.applications import in_context
from tests.support.cast import browser_of
from tests.support.programs import make_enrolment, make_program

JSON = {"Accept": "application/json"}


def read(browser, address):
    return browser.get(address).get_data(as_text=True)


@pytest.fixture
def bens(app, cast):
    """Ben's seat at an event of Cora's program: its id, the event's id and his code."""
    with in_context(app):
        program = make_program(coordinator_id=cast.cora.id)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        mine = registered(cast, cast.ben, program_id=program.id)
        return mine.id, mine.event_id, codes.personal_code(mine.id)


def test_bens_phone_shows_a_code_that_the_desk_takes(cast, visit, bens):
    _, event_id, code = bens
    page = read(visit(cast.ben), f"/events/{event_id}/my-code")
    assert code in page
    assert "<svg" in page
    cora = visit(cast.cora)
    answer = cora.post(f"/events/{event_id}/desk", data={"code": code})
    assert answer.status_code == 302
    assert "Ben is checked in." in read(cora, f"/events/{event_id}/desk")
    assert "You are checked in since" in read(visit(cast.ben), f"/events/{event_id}/my-code")


def test_a_page_that_sends_by_itself_is_answered_with_data(cast, visit, bens):
    _, event_id, code = bens
    cora, entry = visit(cast.cora), {"code": code, "client_id": "a1", "at": "2020-01-01T00:00:00Z"}
    first = cora.post(f"/events/{event_id}/desk", data=entry, headers=JSON)
    again = cora.post(f"/events/{event_id}/desk", data=entry, headers=JSON)
    assert first.json == {"sentence": "Ben is checked in.", "isNew": True, "isHere": True, "here": 1}
    assert again.json == {
        "sentence": "Ben was checked in already.",
        "isNew": False,
        "isHere": True,
        "here": 1,
    }
    wrong = cora.post(f"/events/{event_id}/desk", data=entry | {"code": "x", "client_id": "a2"}, headers=JSON)
    assert wrong.status_code == 404
    assert "not one of this event" in wrong.json["sentence"]
    empty = cora.post(f"/events/{event_id}/desk", data={"code": ""}, headers=JSON)
    assert (empty.status_code, empty.json) == (422, {"sentence": "Scan or type a code."})


def test_nonsense_at_the_desk_is_refused_in_words(cast, visit, bens):
    _, event_id, code = bens
    cora = visit(cast.cora)
    assert cora.post(f"/events/{event_id}/desk", data={"code": ""}).status_code == 422
    assert cora.post(f"/events/{event_id}/desk", data={"code": "☃" * 30}).status_code == 404
    strange = {"code": code, "at": "yesterday", "client_id": "x" * 65}
    assert cora.post(f"/events/{event_id}/desk", data=strange).status_code == 422
    assert (
        cora.post(
            f"/events/{event_id}/desk", data={"code": code, "at": "0001-01-01T00:00:00+14:00"}
        ).status_code
        == 302
    )


def test_somebody_is_found_by_name_checked_in_and_undone(app, cast, visit, bens):
    number, event_id, _ = bens
    cora, desk = visit(cast.cora), f"/events/{event_id}/desk"
    assert "Ben" in read(cora, f"{desk}?q=be")
    assert "Nobody of that name" in read(cora, f"{desk}?q=zoe")
    cora.post(f"{desk}/people/{number}")
    with app.app_context():
        attendance_id = db.session.scalars(sa.select(Attendance.id)).one()
    assert "Undo the check-in of Ben" in read(cora, desk)
    cora.post(f"{desk}/{attendance_id}/left")
    assert "minutes needed" in read(cora, desk)
    cora.post(f"{desk}/{attendance_id}/stayed")
    assert cora.post(f"{desk}/{attendance_id}/undo").status_code == 302
    assert "Not yet" in read(cora, desk)
    assert cora.post(f"{desk}/{attendance_id}/undo").status_code == 409


def test_who_left_early_is_noted_with_the_hour_when_all_is_over(app, cast, visit, bens):
    number, event_id, _ = bens
    cora, desk = visit(cast.cora), f"/events/{event_id}/desk"
    cora.post(f"{desk}/people/{number}")
    with app.app_context():
        attendance = db.session.scalars(sa.select(Attendance)).one()
        attendance_id, event = attendance.id, attendance.registration.event
        left, over = event.starts_at + timedelta(minutes=30), event.ends_at + timedelta(hours=2)
        wall = f"{rules.wall_of(left, db.session.get_one(Account, cast.cora.id).time_zone):%Y-%m-%dT%H:%M}"
    with clock.frozen_at(over):
        assert "Left at, on your clock" in read(cora, desk)
        assert cora.post(f"{desk}/{attendance_id}/left").status_code == 409
        assert cora.post(f"{desk}/{attendance_id}/left", data={"left_at": "soon"}).status_code == 409
        assert cora.post(f"{desk}/{attendance_id}/left", data={"left_at": wall}).status_code == 302
    with app.app_context():
        noted = db.session.get_one(Attendance, attendance_id).left_at
        assert noted is not None
        assert abs(noted - left) < timedelta(minutes=1)


def test_the_code_in_the_room_is_shown_and_typed(app, cast, visit, bens):
    _, event_id, _ = bens
    cora = visit(cast.cora)
    assert cora.get(f"/events/{event_id}/room").status_code == 409
    cora.post(f"/events/{event_id}/desk/room", data={"kind": "rotating"})
    shown = read(cora, f"/events/{event_id}/room")
    with app.app_context():
        code = codes.room_code(event_id, RoomCode.ROTATING, clock.now())
    assert f"{code[:3]} {code[3:]}" in shown
    ben = visit(cast.ben)
    assert "The code you see in the room" in read(ben, f"/events/{event_id}/my-code?code={code}")
    assert ben.post(f"/events/{event_id}/here", data={"code": "WRONG1"}).status_code == 409
    assert ben.post(f"/events/{event_id}/here", data={"code": code}).status_code == 302
    assert "You are checked in since" in read(ben, f"/events/{event_id}/my-code")


def test_codes_cannot_be_guessed_for_long(cast, visit, bens):
    _, event_id, _ = bens
    ben = visit(cast.ben)
    tries = [ben.post(f"/events/{event_id}/here", data={"code": "AAAAAA"}).status_code for _ in range(21)]
    assert tries[-1] == 429
    assert set(tries[:-1]) == {409}


def test_two_desks_that_scan_the_same_phone_at_once_check_one_in(app, cast, bens):
    _, event_id, code = bens
    browsers = [browser_of(app, cast.cora.id) for _ in range(4)]
    for browser in browsers:
        browser._form_token()
    gate, statuses = threading.Barrier(4), []

    def scan(number, browser):
        gate.wait()
        entry = {"code": code, "client_id": f"desk-{number}"}
        statuses.append(browser.post(f"/events/{event_id}/desk", data=entry, headers=JSON).status_code)

    threads = [threading.Thread(target=scan, args=pair) for pair in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 4
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Attendance)) == 1
        assert db.session.get_one(Event, event_id)
