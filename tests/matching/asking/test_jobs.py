"""Are mentors reminded and requests closed once each, whatever restarts?"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from mentornet.matching.asking import jobs, services
from mentornet.matching.asking.models import MentoringRequest, RequestState
from mentornet.matching.asking.queries import get_request
from mentornet.notifications.models import Notice, NoticeKind
from tests.support.applications import in_context
from tests.support.asking import ask, asking_program, ben_asks_ada
from tests.support.pairs import account_of
from tests.support.rounds import make_mentee

MONDAY = datetime(2026, 11, 23, 16, tzinfo=UTC)
DEADLINE = MONDAY + timedelta(days=7)


@pytest.fixture
def request_id(app, cast):
    with clock.frozen_at(MONDAY), in_context(app):
        account_of(cast.ada).time_zone = "America/Chicago"
        return ben_asks_ada(cast).id


def each_hour(app, duty):
    for hour in range(7 * 24):
        with clock.frozen_at(MONDAY + timedelta(hours=hour)), app.app_context():
            duty()
            duty()


def reminded(app):
    with app.app_context():
        sent = sa.select(Notice).where(Notice.kind == NoticeKind.REQUEST_REMINDER).order_by(Notice.id)
        return [(notice.account_id, notice.created_at) for notice in db.session.scalars(sent)]


def test_the_mentor_alone_is_reminded_two_days_and_half_a_day_before(app, cast, request_id):
    each_hour(app, jobs.remind_of_requests)
    half_a_day = datetime(2026, 11, 30, 2, tzinfo=UTC)  # 04:00 would be night: the evening before
    assert reminded(app) == [(cast.ada.id, DEADLINE - timedelta(days=2)), (cast.ada.id, half_a_day)]
    with app.app_context():
        waiting = sa.select(Notice).where(Notice.account_id == cast.ada.id, Notice.settled_at.is_(None))
        assert len(db.session.scalars(waiting).all()) == 1, "a reminder takes the place of what it repeats"


def test_nobody_is_reminded_who_has_answered(app, cast, request_id):
    with clock.frozen_at(MONDAY), in_context(app):
        services.decline_request(get_request(request_id), by=account_of(cast.ada))
    each_hour(app, jobs.remind_of_requests)
    assert reminded(app) == []


def test_what_was_not_answered_lapses_at_the_deadline_and_is_told_once(app, cast, request_id):
    for moment in (DEADLINE - timedelta(minutes=1), DEADLINE, DEADLINE + timedelta(minutes=1)):
        with clock.frozen_at(moment), app.app_context():
            jobs.lapse_requests()
            state = db.session.get_one(MentoringRequest, request_id).state
            assert (state is RequestState.LAPSED) is (moment >= DEADLINE)
    with app.app_context():
        told = Counter(db.session.scalars(sa.select(Letter.account_id)))
        assert told == {cast.ada.id: 2, cast.ben.id: 1}, "who asks, and that the time ran out"


def test_two_workers_at_once_remind_and_lapse_each_request_once(app, cast):
    with clock.frozen_at(MONDAY), in_context(app):
        program = asking_program(cast)
        for number in range(8):
            ask(program, make_mentee(program, f"Mentee {number}"), cast.ada)
    for moment, duty in (
        (DEADLINE - timedelta(days=1), jobs.remind_of_requests),
        (DEADLINE, jobs.lapse_requests),
    ):
        with clock.frozen_at(moment):
            at_once(app, duty)
    assert len(reminded(app)) == 8
    with app.app_context():
        assert set(db.session.scalars(sa.select(MentoringRequest.state))) == {RequestState.LAPSED}
        closed = sa.select(Notice.account_id).where(Notice.kind == NoticeKind.REQUEST_CLOSED)
        assert Counter(db.session.scalars(closed))[cast.ada.id] == 8


def at_once(app, duty):
    gate, failures = threading.Barrier(2), []

    def work():
        with app.app_context():
            gate.wait()
            try:
                duty()
            except Exception as error:  # noqa: BLE001 - told by the test that started the thread
                failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
