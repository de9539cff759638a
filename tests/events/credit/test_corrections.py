"""What was certified and turns out otherwise is corrected: a new certificate, the same line in the record, one letter."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.career.models import CreditEntry, CreditUnit
from mentornet.events.attending import services as attending
from mentornet.events.attending.desks import Desk
from mentornet.events.conferences import services as conferences
from mentornet.events.credit import jobs
from mentornet.events.credit.rules import shown_code
from mentornet.events.models import Attendance, Certificate, CheckInWay, Event
from mentornet.events.registering import services as registering
from mentornet.events.services import edit_event
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.mail.outbox import Letter
from mentornet.notifications.models import Notice
from tests.events.attending.scenes import at_the_end, checked_in
from tests.events.conferences.scenes import HOUR, a_conference, a_session
from tests.events.doors import make_event
from tests.events.registering.scenes import account_of
from tests.support.applications import in_context


@pytest.fixture
def bens(session, cast):
    """Ben, checked in at a workshop of 90 contact minutes, with his certificate."""
    attendance = checked_in(cast, cast.ben, approval_body_slug="bacb-ace", approval_number="A1")
    session.commit()
    weigh(attendance.registration.event)
    return attendance


def weigh(event, times=1):
    with at_the_end(event):
        for _ in range(times):
            jobs.weigh_attendance()


def correct(event, cast, **facts):
    """Correct the event after its end, and let the worker run twice."""
    with at_the_end(event):
        edit_event(event, by=account_of(cast.cora), **facts)
        db.session.commit()
    weigh(event, times=2)


def certificates():
    return db.session.scalars(sa.select(Certificate).order_by(Certificate.id)).all()


def told(ending):
    return db.session.scalars(sa.select(Notice.sentence).where(Notice.key.endswith(ending))).all()


@pytest.mark.parametrize(
    ("facts", "minutes", "unit", "number"),
    [
        ({"contact_minutes": 60}, 60, CreditUnit.CONTACT_HOUR_60, "A1"),
        ({"credit_unit": CreditUnit.BACB_CEU}, 90, CreditUnit.BACB_CEU, "A1"),
        ({"approval_number": "B2"}, 90, CreditUnit.CONTACT_HOUR_60, "B2"),
        ({"approval_body_slug": None}, 90, CreditUnit.CONTACT_HOUR_60, "A1"),
    ],
)
def test_a_corrected_event_corrects_certificate_record_and_tells_once(
    session, cast, bens, facts, minutes, unit, number
):
    event = bens.registration.event
    correct(event, cast, **facts)
    old, new = certificates()
    assert (old.replaced_by_id, new.voided_at) == (new.id, None)
    assert old.voided_at
    assert (new.minutes, new.unit, new.approval_number) == (minutes, unit, number)
    assert new.approved_by == ("" if "approval_body_slug" in facts else old.approved_by)
    (entry,) = session.scalars(sa.select(CreditEntry)).all()
    assert (entry.minutes, entry.unit, entry.approval_number) == (minutes, unit, number)
    assert entry.approval_body_slug == event.approval_body_slug
    assert entry.withdrawn_at is None
    assert shown_code(new.code) in entry.proof_url
    assert len(told(":corrected")) == 1
    assert told(":voided") == []
    actions = session.scalars(sa.select(AuditEntry.action).where(AuditEntry.action.startswith("certificate")))
    assert sorted(actions) == ["certificate.corrected", "certificate.issued"]


def test_the_letter_says_what_it_was_and_what_it_is(session, cast, bens):
    correct(bens.registration.event, cast, contact_minutes=60)
    (sentence,) = told(":corrected")
    assert (
        "It is for 1 contact hour (60 minutes) now, where it was for 1.5 contact hours (90 minutes)."
        in sentence
    )
    assert session.scalars(sa.select(Letter.id).where(Letter.key.endswith(":corrected"))).one()


def test_what_does_not_concern_credit_corrects_nothing(session, cast, bens):
    correct(bens.registration.event, cast, description="There were biscuits.", title="Calm at night")
    (certificate,) = certificates()
    assert certificate.title == "Calm on the unit"
    assert told(":corrected") == []


def test_a_correction_taken_back_gives_a_third_that_counts(session, cast, bens):
    event = bens.registration.event
    correct(event, cast, contact_minutes=60)
    correct(event, cast, contact_minutes=90)
    assert [one.voided_at is None for one in certificates()] == [False, False, True]
    assert session.scalars(sa.select(CreditEntry.minutes)).all() == [90]


def test_a_higher_minimum_voids_and_a_lower_one_issues(session, cast, bens):
    event = bens.registration.event
    with clock.frozen_at(event.starts_at + timedelta(minutes=110)):
        attending.mark_left(bens, by=account_of(cast.cora))
    correct(event, cast, minimum_minutes=115)
    (old,) = certificates()
    assert "less than the least" in old.voided_because
    assert session.scalars(sa.select(CreditEntry.withdrawn_at)).one()
    correct(event, cast, minimum_minutes=100)
    old, new = certificates()
    assert old.replaced_by is new
    assert session.scalars(sa.select(CreditEntry.withdrawn_at)).one() is None


def test_an_event_without_credit_after_all_voids_its_certificates(session, cast, bens):
    correct(bens.registration.event, cast, contact_minutes=0)
    (old,) = certificates()
    assert "carries no credit" in old.voided_because
    assert "carries no credit" in told(":voided")[0]


def test_a_guest_hears_of_a_correction_by_letter(session, cast):
    event = make_event(starts_at=clock.now() + timedelta(hours=1), contact_minutes=60)
    guest = registering.add_guest(event, name="Gil", address="gil@guests.example", by=account_of(cast.cora))
    attending.check_in(guest, by=account_of(cast.cora), way=CheckInWay.LIST)
    session.commit()
    weigh(event)
    correct(event, cast, contact_minutes=30)
    correct(event, cast, contact_minutes=0)
    theirs = sa.select(Letter.key).where(Letter.to_address == "gil@guests.example")
    keys = session.scalars(theirs.order_by(Letter.id))
    assert [key.rsplit(":", 1)[1] for key in keys if key.startswith("certificate:")] == [
        "issued",
        "corrected",
        "voided",
    ]


def test_the_old_codes_page_says_what_took_its_place(app, cast, visit):
    with in_context(app):
        attendance = checked_in(cast, cast.ben)
        event = attendance.registration.event
        db.session.commit()
        weigh(event)
        correct(event, cast, contact_minutes=60)
        old, new = (shown_code(one.code) for one in certificates())
    stranger = visit(None)
    page = stranger.get(f"/certificates/{old}").get_data(as_text=True)
    assert "This certificate was replaced on" in page
    assert f'href="/certificates/{new}"' in page
    answer = stranger.get(f"/certificates/{old}.pdf")
    assert answer.status_code == 409
    assert new in answer.get_data(as_text=True)
    assert "genuine and counts" in stranger.get(f"/certificates/{new}").get_data(as_text=True)


def test_minutes_of_sessions_make_the_certificate_and_its_corrections(session, cast):
    event = a_conference(cast, contact_minutes=300)
    one = a_session(event, "Calm voices", cast, contact_minutes=60)
    two = a_session(event, "The next rung", cast, hour=2, contact_minutes=45)
    mine = registering.register(event, by=account_of(cast.ben))
    cora = account_of(cast.cora)
    for talk in (one, two):
        with clock.frozen_at(Desk(event, talk).starts_at):
            there = attending.check_in(mine, by=cora, way=CheckInWay.LIST, session=talk).attendance
    session.commit()
    weigh(event)
    assert [certificate.minutes for certificate in certificates()] == [105]
    with at_the_end(event):
        attending.undo_check_in(there, by=cora)
        session.commit()
    weigh(event, times=2)
    assert [certificate.minutes for certificate in certificates()] == [105, 60]
    with at_the_end(event):
        facts = {"title": one.title, "starts_at": event.starts_at, "ends_at": event.starts_at + HOUR}
        conferences.edit_session(one, by=cora, contact_minutes=50, **facts)
        session.commit()
    weigh(event, times=2)
    assert [certificate.minutes for certificate in certificates()] == [105, 60, 50]
    assert session.scalars(sa.select(CreditEntry.minutes)).all() == [50]


def test_two_workers_at_once_correct_once(app, cast):
    with in_context(app):
        attendance = checked_in(cast, cast.ben)
        event_id = attendance.event_id
        db.session.commit()
        weigh(attendance.registration.event)
        db.session.execute(sa.update(Event).values(contact_minutes=45))
        db.session.execute(sa.update(Attendance).values(weighed_at=None))
        ends_at = db.session.get_one(Event, event_id).ends_at
    gate, failed = threading.Barrier(3), []

    def run():
        with app.app_context():
            gate.wait()
            try:
                jobs.weigh_attendance()
            except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
                failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    with clock.frozen_at(ends_at + timedelta(minutes=1)):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failed == []
    with app.app_context():
        assert [one.minutes for one in certificates()] == [90, 45]
        assert len(told(":corrected")) == 1
