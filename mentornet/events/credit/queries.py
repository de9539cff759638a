"""Which certificates are there, and whose attendance has not been weighed?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ...accounts.models import Account
from ...catalogue.models import CeApprovalBody
from ...catalogue.queries import all_titles
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ..models import Attendance, Certificate, ConferenceSession, Event, EventState, Registration

AT_A_TIME = 500


def get_certificate(code: str) -> Certificate:
    """Return the certificate with this code, void or not, or raise NotFoundError."""
    found = db.session.scalar(sa.select(Certificate).where(Certificate.code == code)) if code else None
    if found is None:
        raise NotFoundError(
            "There is no certificate with this code. Look at the code again, letter by letter."
        )
    return found


def find_valid(registration_id: int) -> Certificate | None:
    """Return the certificate of a registration that counts."""
    valid = sa.select(Certificate).where(
        Certificate.registration_id == registration_id, Certificate.voided_at.is_(None)
    )
    return db.session.scalar(valid)


def certificate_at(event: Event, account: Account) -> Certificate | None:
    """Return the certificate of `account` for `event` that counts."""
    mine = sa.select(Certificate).where(
        Certificate.event_id == event.id,
        Certificate.account_id == account.id,
        Certificate.voided_at.is_(None),
    )
    return db.session.scalar(mine)


def find_last_void(registration_id: int) -> Certificate | None:
    """Return the last certificate of a registration that was taken back and has none in its place."""
    void = sa.select(Certificate).where(
        Certificate.registration_id == registration_id,
        Certificate.voided_at.is_not(None),
        Certificate.replaced_by_id.is_(None),
    )
    return db.session.scalar(void.order_by(Certificate.id.desc()).limit(1))


def attendances_that_count(registration_id: int) -> Sequence[Attendance]:
    """List where somebody was, the event as a whole and its sessions, unless it was undone; read anew."""
    there = sa.select(Attendance).where(
        Attendance.registration_id == registration_id, Attendance.undone_at.is_(None)
    )
    whole = there.options(joinedload(Attendance.session)).order_by(Attendance.id)
    return db.session.scalars(whole.execution_options(populate_existing=True)).all()


def is_counted_by_session(event: Event) -> bool:
    """Say whether a session of the event carries credit of its own: then credit is counted by sessions."""
    carrying = sa.select(ConferenceSession.id).where(
        ConferenceSession.event_id == event.id,
        ConferenceSession.contact_minutes > 0,
        ConferenceSession.cancelled_at.is_(None),
    )
    return db.session.scalar(carrying.limit(1)) is not None


def registrations_to_weigh(now: datetime) -> Sequence[Registration]:
    """List those at events that are over whose attendance changed since credit was weighed, the first of them."""
    changed = (
        sa.select(Attendance.registration_id)
        .join(Event, Attendance.event_id == Event.id)
        .where(Attendance.weighed_at.is_(None), Event.ends_at <= now, Event.state == EventState.PUBLISHED)
        .order_by(Attendance.id)
        .limit(AT_A_TIME)
    )
    return db.session.scalars(sa.select(Registration).where(Registration.id.in_(changed))).all()


def approver_of(event: Event) -> str:
    """Return the name of who approved the contact hours."""
    slug = event.approval_body_slug
    return all_titles(CeApprovalBody).get(slug, slug) if slug else ""
