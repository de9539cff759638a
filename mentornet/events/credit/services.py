"""What follows from having been there? A certificate and hours in the record; both go again where it was a mistake."""

from __future__ import annotations

import sqlalchemy as sa

from ...audit.services import record
from ...career.services import record_hours, withdraw_hours
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ..attending.rules import has_attended
from ..models import Attendance, Certificate, Event, Registration
from . import letters, queries, rules


def weigh(registration: Registration) -> None:
    """Issue, keep or void what somebody's attendance comes to now.

    Whoever marks the attendance as weighed does it, so that of two at once one does, and a second time nothing is
    done twice.
    """
    unweighed = sa.update(Attendance).where(
        Attendance.registration_id == registration.id, Attendance.weighed_at.is_(None)
    )
    if not changed_rows(unweighed.values(weighed_at=clock.now())):
        return
    there, event = queries.attendance_that_counts(registration.id), registration.event
    is_earned = there is not None and event.contact_minutes > 0 and has_attended(event, there)
    certificate = queries.find_valid(registration.id)
    if is_earned and certificate is None:
        _issue(registration)
    elif certificate is not None and not is_earned:
        void(certificate, reason=rules.UNDONE)


def _issue(registration: Registration) -> Certificate:
    event = registration.event
    certificate = Certificate(
        code=rules.new_code(),
        event_id=event.id,
        registration_id=registration.id,
        account_id=registration.account_id,
        holder=registration.name,
        approved_by=queries.approver_of(event),
        minutes=event.contact_minutes,
        unit=event.credit_unit,
        **{name: getattr(event, name) for name in _AS_IT_WAS},
    )
    db.session.add(certificate)
    db.session.flush()  # the letter and the trail name it
    _put_into_record(certificate, event)
    _record("issued", certificate, event)
    letters.tell_issued(certificate, registration)
    return certificate


_AS_IT_WAS = ("title", "host", "starts_at", "ends_at", "time_zone", "approval_number")


def _put_into_record(certificate: Certificate, event: Event) -> None:
    if certificate.account_id is None:
        return
    record_hours(
        certificate.account_id,
        source=rules.source_of(certificate),
        minutes=certificate.minutes,
        unit=certificate.unit,
        completed_on=rules.day_of(event),
        title=certificate.title,
        provider=certificate.host,
        approval_body_slug=event.approval_body_slug,
        approval_number=certificate.approval_number,
        proof_url=letters.page_of(certificate),
    )


def void(certificate: Certificate, *, reason: str) -> None:
    """Let a certificate count no longer, take its hours out of the record and tell its holder why."""
    certificate.voided_at = clock.now()
    certificate.voided_because = reason
    if certificate.account_id is not None:
        withdraw_hours(certificate.account_id, source=rules.source_of(certificate), reason=reason)
    event = db.session.get(Event, certificate.event_id) if certificate.event_id else None
    _record("voided", certificate, event)
    letters.tell_voided(certificate)


def _record(what: str, certificate: Certificate, event: Event | None) -> None:
    record(
        f"certificate.{what}",
        by=None,
        subject_type="certificate",
        subject_id=certificate.id,
        program_id=event.program_id if event else None,
        registration=certificate.registration_id,
        minutes=certificate.minutes,
    )
