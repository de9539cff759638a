"""Do the duties of the minute do each thing once, whatever restarts and whoever else does them?"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from mentornet.matching import answers
from mentornet.matching.answers import jobs
from mentornet.matching.models import Proposal, ProposalState
from mentornet.notifications.models import Notice, NoticeKind
from mentornet.profiles.models import MentorProfile
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.pairs import account_of, ada_for_ben, make_program, make_round, offer_seats, propose

MONDAY = datetime(2026, 11, 23, 16, tzinfo=UTC)
DEADLINE = MONDAY + timedelta(days=7)


@pytest.fixture
def proposal_id(app, cast):
    with clock.frozen_at(MONDAY), in_context(app):
        for person in (cast.ada, cast.ben):
            account_of(person).time_zone = "America/Chicago"
        return ada_for_ben(cast, answer_by=DEADLINE).id


def each_hour(app, duty, *, hours):
    for hour in range(hours):
        with clock.frozen_at(MONDAY + timedelta(hours=hour)), app.app_context():
            duty()
            duty()


def reminded(app):
    with app.app_context():
        sent = sa.select(Notice).where(Notice.kind == NoticeKind.PROPOSAL_REMINDER).order_by(Notice.id)
        return [(notice.account_id, notice.key, notice.created_at) for notice in db.session.scalars(sent)]


def test_both_are_reminded_two_days_and_half_a_day_before(app, cast, proposal_id):
    each_hour(app, jobs.remind_of_proposals, hours=7 * 24)
    two_days, half_a_day = DEADLINE - timedelta(days=2), datetime(2026, 11, 30, 2, tzinfo=UTC)
    assert Counter((who, when) for who, _, when in reminded(app)) == {
        (cast.ada.id, two_days): 1,
        (cast.ben.id, two_days): 1,
        (cast.ada.id, half_a_day): 1,
        (cast.ben.id, half_a_day): 1,
    }


def test_nobody_is_reminded_who_has_answered(app, cast, proposal_id):
    with clock.frozen_at(MONDAY), in_context(app):
        answers.accept_proposal(db.session.get_one(Proposal, proposal_id), by=account_of(cast.ada))
    each_hour(app, jobs.remind_of_proposals, hours=7 * 24)
    assert {who for who, _, _ in reminded(app)} == {cast.ben.id}


def test_after_a_day_away_the_worker_sends_the_last_reminder_alone(app, cast, proposal_id):
    with clock.frozen_at(DEADLINE - timedelta(hours=2)), app.app_context():
        jobs.remind_of_proposals()
    assert [key for _, key, _ in reminded(app)] == [f"proposal:{proposal_id}:remind:half-day"] * 2


def test_what_was_not_answered_lapses_at_the_deadline_and_is_told_once(app, cast, proposal_id):
    for moment in (DEADLINE - timedelta(minutes=1), DEADLINE, DEADLINE + timedelta(minutes=1)):
        with clock.frozen_at(moment), app.app_context():
            jobs.lapse_proposals()
            state = db.session.get_one(Proposal, proposal_id).state
            assert (state is ProposalState.LAPSED) is (moment >= DEADLINE)
    with app.app_context():
        told = Counter(db.session.scalars(sa.select(Letter.account_id)))
        assert told == {cast.ada.id: 1, cast.ben.id: 1, cast.cora.id: 1}
        assert db.session.scalars(sa.select(MentorProfile.seats_taken)).all() == [0]


def make_many(app, cast, count):
    with clock.frozen_at(MONDAY), in_context(app):
        round_ = make_round(make_program(cast), answer_by=DEADLINE)
        for number in range(count):
            mentor = make_account(f"Mentor {number}")
            offer_seats(mentor.id, 2, taken=2)
            propose(round_, make_account(f"Mentee {number}").id, mentor.id)


def at_once(app, duty, *, workers):
    gate, failures = threading.Barrier(workers), []

    def work():
        with app.app_context():
            gate.wait()
            try:
                duty()
            except Exception as error:  # noqa: BLE001 - told by the test that started the thread
                failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_two_workers_at_once_lapse_each_proposal_once(app, cast):
    make_many(app, cast, 12)
    with clock.frozen_at(DEADLINE):
        at_once(app, jobs.lapse_proposals, workers=2)
    with app.app_context():
        assert set(db.session.scalars(sa.select(Proposal.state))) == {ProposalState.LAPSED}
        assert set(db.session.scalars(sa.select(MentorProfile.seats_taken))) == {1}, "one seat each, not two"
        told = Counter(db.session.scalars(sa.select(Letter.account_id)))
        assert len(told) == 25
        assert set(told.values()) == {1}


def test_two_workers_at_once_remind_each_person_once(app, cast):
    make_many(app, cast, 12)
    with clock.frozen_at(DEADLINE - timedelta(days=1, hours=20)):
        at_once(app, jobs.remind_of_proposals, workers=2)
    assert Counter(who for who, _, _ in reminded(app)).most_common(1)[0][1] == 1
    assert len(reminded(app)) == 24
