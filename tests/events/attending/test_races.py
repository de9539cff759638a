"""The same phone scanned at several doors at the same moment: does each door have its holder once?"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa

from mentornet.events.attending import codes, services
from mentornet.events.models import Attendance, CheckInWay
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.conferences.scenes import a_conference, a_session
from tests.events.registering.scenes import account_of
from tests.support.applications import in_context
from tests.support.racing import Presser, press_at_once, presser

TIMES = 6


@pytest.fixture
def scene(app, cast):
    """Cora's browser, Ben's code and two sessions that begin soon."""
    with in_context(app):
        event = a_conference(cast, starts_at=clock.now() + timedelta(minutes=30))
        talk, other = a_session(event, "Calm voices", cast), a_session(event, "The next rung", cast)
        bens = registering.register(event, by=account_of(cast.ben))
        doors = [f"/events/{event.id}/programme/sessions/{one.id}/desk" for one in (talk, other)]
        code = codes.personal_code(bens.id)
    return presser(app, cast.cora.id), code, doors


def sending(cora: Presser, **form: str) -> Presser:
    """Return the browser with a form to send."""
    body = urlencode(form)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    return Presser(cora.headers | headers | {"Content-Length": str(len(body))}, body)


def standing(app) -> Counter[int | None]:
    """Count who stands as checked in, by session."""
    with app.app_context():
        here = sa.select(Attendance.session_id).where(Attendance.undone_at.is_(None))
        return Counter(db.session.scalars(here))


def test_a_code_scanned_many_times_at_once_checks_in_once_at_each_door(app, address, scene):
    cora, code, doors = scene
    presses = [
        (sending(cora, code=code, client_id=f"{door}-{number}"), door)
        for door in doors
        for number in range(TIMES)
    ]
    outcomes = press_at_once(address, presses)
    assert Counter(outcome.status for outcome in outcomes) == {200: 2 * TIMES}
    assert sorted(standing(app).values()) == [1, 1]


def test_one_entry_sent_many_times_at_once_is_one(app, address, scene):
    cora, code, doors = scene
    entry = sending(cora, code=code, client_id="the same")
    outcomes = press_at_once(address, [(entry, doors[0])] * TIMES)
    assert Counter(outcome.status for outcome in outcomes) == {200: TIMES}
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Attendance)) == 1


def test_one_undoing_of_many_at_once_counts(app, address, cast, scene):
    cora, code, doors = scene
    press_at_once(address, [(sending(cora, code=code, client_id="in"), doors[0])])
    outcomes = press_at_once(
        address, [(sending(cora, code=code, client_id="in"), f"{doors[0]}/undo")] * TIMES
    )
    assert {outcome.status for outcome in outcomes} <= {200, 409}
    assert standing(app) == {}
    with in_context(app):
        registration = db.session.scalars(sa.select(Attendance)).one().registration
        there = services.check_in(registration, by=account_of(cast.cora), way=CheckInWay.LIST)
        assert there.is_new
