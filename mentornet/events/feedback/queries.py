"""Who was there and has not been asked, and what have the others answered?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...notifications.models import Notice
from ..models import Attendance, Event, EventFeedback, EventState, Registration

AT_A_TIME = 500
ASKED_WITHIN = timedelta(days=2)


def answers_to(event: Event) -> Sequence[EventFeedback]:
    """List the answers after `event` in the order they came."""
    given = sa.select(EventFeedback).where(EventFeedback.event_id == event.id).order_by(EventFeedback.id)
    return db.session.scalars(given).all()


def waiting_answers(event: Event) -> Sequence[EventFeedback]:
    """List the answers that are in no sum yet, in the order they came."""
    waiting = sa.select(EventFeedback).where(
        EventFeedback.event_id == event.id, EventFeedback.batch.is_(None)
    )
    return db.session.scalars(waiting.order_by(EventFeedback.id)).all()


def count_batches(event: Event) -> int:
    """Count the batches that were ever closed and of which an answer is left: the number of the next one."""
    last = sa.select(sa.func.max(EventFeedback.batch)).where(EventFeedback.event_id == event.id)
    found = db.session.scalar(last)
    return 0 if found is None else found + 1


def get_attended(event: Event, account: Account) -> Registration:
    """Return the registration under which `account` was there, or raise NotFoundError."""
    there = (
        sa.select(Registration)
        .join(Attendance, Attendance.registration_id == Registration.id)
        .where(
            Registration.event_id == event.id,
            Registration.account_id == account.id,
            Attendance.undone_at.is_(None),
        )
    )
    found = db.session.scalars(there.limit(1)).one_or_none()
    if found is None:
        raise NotFoundError("Those who were checked in are asked how it was.")
    return found


def has_answered(registration: Registration) -> bool:
    """Say whether this person has answered."""
    mine = sa.select(EventFeedback.id).where(EventFeedback.registration_id == registration.id)
    return db.session.scalar(mine) is not None


def to_be_asked(now: datetime) -> Sequence[Registration]:
    """List members who were at events that ended within the last two days and were not asked yet."""
    key = sa.literal("event:").concat(sa.cast(Registration.event_id, sa.String)).concat(":feedback")
    was_asked = sa.exists().where(Notice.account_id == Registration.account_id, Notice.key == key)
    due = (
        sa.select(Registration)
        .join(Attendance, Attendance.registration_id == Registration.id)
        .join(Event, Registration.event_id == Event.id)
        .where(
            Event.state == EventState.PUBLISHED,
            Event.ends_at <= now,
            Event.ends_at > now - ASKED_WITHIN,
            Attendance.undone_at.is_(None),
            Registration.account_id.is_not(None),
            sa.not_(was_asked),
        )
        .limit(AT_A_TIME)
    )
    return db.session.scalars(due).unique().all()
