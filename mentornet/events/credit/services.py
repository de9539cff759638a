"""What follows from having been there? A certificate and hours in the record; both go again where it was a mistake."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ...audit.services import record
from ...career.services import record_hours, withdraw_hours
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ..models import Attendance, Certificate, Event, Registration
from . import letters, queries, rules
from .counting import minutes_earned


def weigh_anew(event: Event) -> None:
    """Have the credit of everybody who was there weighed once more: what it rests on was corrected."""
    weighed = sa.update(Attendance).where(Attendance.event_id == event.id, Attendance.weighed_at.is_not(None))
    changed_rows(weighed.values(weighed_at=None))


def weigh(registration: Registration) -> None:
    """Issue, keep, correct or void what somebody's attendance comes to now.

    Whoever marks the attendance as weighed does it, so that of two at once one does, and a second time nothing is
    done twice.
    """
    unweighed = sa.update(Attendance).where(
        Attendance.registration_id == registration.id, Attendance.weighed_at.is_(None)
    )
    if not changed_rows(unweighed.values(weighed_at=clock.now())):
        return
    event = registration.event
    db.session.refresh(event)  # it may have been corrected since it was read
    there = queries.attendances_that_count(registration.id)
    minutes = minutes_earned(event, there, is_by_session=queries.is_counted_by_session(event))
    facts, certificate = _facts(event, minutes), queries.find_valid(registration.id)
    if certificate is None:
        if minutes:
            _issue(registration, facts)
    elif not minutes:
        void(certificate, reason=rules.why_void(event, there))
    elif not rules.is_as_said(certificate, facts):
        _correct(certificate, registration, facts)


def _facts(event: Event, minutes: int) -> dict[str, Any]:
    """Return what a certificate of the event says now."""
    same = {name: getattr(event, name) for name in _AS_IT_WAS}
    return same | {
        "minutes": minutes,
        "unit": event.credit_unit,
        "approved_by": queries.approver_of(event),
    }


_AS_IT_WAS = ("title", "host", "starts_at", "ends_at", "time_zone", "approval_number")


def _issue(registration: Registration, facts: dict[str, Any]) -> None:
    before = queries.find_last_void(registration.id)
    certificate = _add(registration, facts)
    if before is not None:
        before.replaced_by_id = certificate.id
    _record("issued", certificate, registration.event)
    letters.tell_issued(certificate)


def _correct(certificate: Certificate, registration: Registration, facts: dict[str, Any]) -> None:
    """Put a new certificate in the place of one that says what is not so any more; its holder is told."""
    certificate.voided_at, certificate.voided_because = clock.now(), rules.CORRECTED
    db.session.flush()  # one that counts at a time
    corrected = _add(registration, facts)
    certificate.replaced_by_id = corrected.id
    _record("corrected", corrected, registration.event)
    letters.tell_corrected(corrected, before=certificate)


def _add(registration: Registration, facts: dict[str, Any]) -> Certificate:
    certificate = Certificate(
        code=rules.new_code(),
        event_id=registration.event_id,
        registration_id=registration.id,
        account_id=registration.account_id,
        holder=registration.account.display_name if registration.account else registration.name,
        **facts,
    )
    db.session.add(certificate)
    db.session.flush()  # the letter and the trail name it
    _put_into_record(certificate, registration.event)
    return certificate


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
