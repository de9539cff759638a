"""Who was there gets a certificate and hours, once; both go again where it was a mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.career.models import CreditEntry, CreditUnit
from mentornet.events.attending import services as attending
from mentornet.events.credit import jobs
from mentornet.events.models import Attendance, Certificate, CheckInWay
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.errors import Refusal
from mentornet.foundation.mail.outbox import Letter
from mentornet.notifications.models import Notice
from tests.events.attending.scenes import at_the_end, checked_in, registered
from tests.events.doors import make_event
from tests.events.registering.scenes import account_of


@pytest.fixture
def bens(session, cast):
    """Ben, checked in at a workshop of 90 contact minutes."""
    attendance = checked_in(cast, cast.ben, approval_body_slug="bacb-ace", credit_unit=CreditUnit.BACB_CEU)
    session.commit()
    return attendance


def weighed(event, times=1):
    with at_the_end(event):
        for _ in range(times):
            jobs.weigh_attendance()


def certificates(session):
    return session.scalars(sa.select(Certificate).order_by(Certificate.id)).all()


def test_whoever_was_there_gets_a_certificate_hours_and_a_notice_once(session, cast, bens):
    event = bens.registration.event
    weighed(event, times=3)
    (certificate,) = certificates(session)
    (entry,) = session.scalars(sa.select(CreditEntry)).all()
    assert (certificate.holder, certificate.minutes, certificate.unit) == ("Ben", 90, CreditUnit.BACB_CEU)
    assert certificate.approved_by.startswith("BACB")
    assert (entry.account_id, entry.minutes, entry.title) == (cast.ben.id, 90, event.title)
    assert entry.proof_url.startswith("/certificates/")
    (notice,) = session.scalars(sa.select(Notice).where(Notice.key.startswith("certificate"))).all()
    assert "1.8 BACB CEUs (90 minutes)" in notice.sentence


def test_nothing_is_certified_before_the_end(session, bens):
    jobs.weigh_attendance()
    assert certificates(session) == []


def test_who_left_before_the_minimum_gets_none(session, cast, bens):
    with clock.frozen_at(bens.registration.event.starts_at + timedelta(minutes=20)):
        attending.mark_left(bens, by=account_of(cast.cora))
    session.commit()
    weighed(bens.registration.event)
    assert certificates(session) == []


def test_who_was_missed_at_the_door_is_put_right_afterwards(session, cast):
    registration = registered(cast, cast.ben)
    with at_the_end(registration.event):
        attending.check_in(registration, by=account_of(cast.cora), way=CheckInWay.LIST)
    session.commit()
    weighed(registration.event)
    assert [one.minutes for one in certificates(session)] == [90]


def test_who_left_early_is_marked_so_afterwards_by_the_hour(session, cast, bens):
    event = bens.registration.event
    weighed(event)
    with at_the_end(event):
        with pytest.raises(Refusal, match="Say at what time"):
            attending.mark_left(bens, by=account_of(cast.cora))
        attending.mark_left(bens, by=account_of(cast.cora), at=event.starts_at + timedelta(minutes=20))
    session.commit()
    weighed(event)
    assert [one.voided_at is not None for one in certificates(session)] == [True]


def test_who_is_checked_in_early_and_gives_the_seat_back_earns_nothing(session, cast, bens):
    event = bens.registration.event
    registering.cancel_registration(bens.registration, by=account_of(cast.ben))
    session.commit()
    weighed(event)
    assert certificates(session) == []
    assert bens.undone_at is not None


def test_an_event_without_contact_hours_certifies_nothing(session, cast):
    attendance = checked_in(cast, cast.ben, contact_minutes=0)
    session.commit()
    weighed(attendance.registration.event)
    assert certificates(session) == []


def test_an_undone_check_in_voids_the_certificate_and_withdraws_the_hours(session, cast, bens):
    event = bens.registration.event
    weighed(event)
    with at_the_end(event):
        attending.undo_check_in(bens, by=account_of(cast.cora))
        session.commit()
    weighed(event, times=2)
    (certificate,) = certificates(session)
    (entry,) = session.scalars(sa.select(CreditEntry)).all()
    assert certificate.voided_at
    assert "undone" in certificate.voided_because
    assert entry.withdrawn_at
    notices = session.scalars(sa.select(Notice.sentence).where(Notice.key.endswith(":voided"))).all()
    assert len(notices) == 1
    assert "is void" in notices[0]


def test_a_correction_of_the_correction_certifies_anew(session, cast, bens):
    event, registration = bens.registration.event, bens.registration
    weighed(event)
    with at_the_end(event):
        attending.undo_check_in(bens, by=account_of(cast.cora))
        again = attending.check_in(
            registration, by=account_of(cast.cora), way=CheckInWay.LIST, at=event.starts_at
        )
        again.attendance.arrived_at = event.starts_at
        session.commit()
    weighed(event)
    first, *rest = certificates(session)
    assert first.voided_at is None, "weighed once more it was earned after all"
    assert rest == []
    assert session.scalars(sa.select(CreditEntry.withdrawn_at)).all() == [None]


def test_a_certificate_that_was_void_is_followed_by_a_new_one(session, cast, bens):
    event, registration = bens.registration.event, bens.registration
    weighed(event)
    with at_the_end(event):
        attending.undo_check_in(bens, by=account_of(cast.cora))
        session.commit()
    weighed(event)
    with at_the_end(event):
        again = attending.check_in(
            registration, by=account_of(cast.cora), way=CheckInWay.LIST, at=event.starts_at
        )
        again.attendance.arrived_at = event.starts_at
        session.commit()
    weighed(event)
    old, new = certificates(session)
    assert old.voided_at
    assert new.voided_at is None
    assert old.code != new.code
    (entry,) = session.scalars(sa.select(CreditEntry)).all()
    assert entry.withdrawn_at is None
    assert new.code[:4] in entry.proof_url


def test_a_guest_gets_the_certificate_by_letter(session, cast):
    event = make_event(starts_at=clock.now() + timedelta(hours=1), contact_minutes=60)
    guest = registering.add_guest(event, name="Gil", address="gil@guests.example", by=account_of(cast.cora))
    attending.check_in(guest, by=account_of(cast.cora), way=CheckInWay.LIST)
    session.commit()
    weighed(event)
    subjects = session.scalars(
        sa.select(Letter.subject).where(Letter.to_address == "gil@guests.example")
    ).all()
    assert f"Your certificate for “{event.title}”" in subjects
    assert session.scalars(sa.select(CreditEntry)).all() == []


def test_a_guest_whose_address_is_of_an_account_gets_the_hours_in_the_record(session, cast):
    event = make_event(starts_at=clock.now() + timedelta(hours=1), contact_minutes=60)
    cora = account_of(cast.cora)
    guest = registering.add_guest(event, name="Benny", address=cast.ben.email.upper(), by=cora)
    attending.check_in(guest, by=cora, way=CheckInWay.LIST)
    session.commit()
    weighed(event)
    (entry,) = session.scalars(sa.select(CreditEntry)).all()
    assert entry.account_id == cast.ben.id
    assert session.scalars(sa.select(Certificate.holder)).all() == [account_of(cast.ben).display_name]


def test_issuing_and_voiding_are_written_down(session, cast, bens):
    event = bens.registration.event
    weighed(event)
    with at_the_end(event):
        attending.undo_check_in(bens, by=account_of(cast.cora))
        session.commit()
    weighed(event)
    actions = session.scalars(sa.select(AuditEntry.action).where(AuditEntry.action.startswith("certificate")))
    assert sorted(actions) == ["certificate.issued", "certificate.voided"]
    assert session.scalars(sa.select(Attendance.weighed_at)).one()
