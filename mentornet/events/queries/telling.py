"""Who is to hear how an event stands now, and of which events was not everybody told?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import db
from ...notifications.models import Notice
from ..models import LIVE, Event, EventFollow, EventInvitation, EventState, Registration, RegistrationState

TELL_CHANGED = "tell-event-changed"
TELL_INVITED = "tell-event-invited"


def accounts_concerned(event: Event, *, since: datetime) -> Sequence[Account]:
    """List the members who have a seat at the event or follow it, each once.

    Of one that was cancelled at `since`: those who had a seat, an offer or a place in line then.
    """
    seats = _concerned(event, since).with_only_columns(Registration.account_id)
    follows = sa.select(EventFollow.account_id).where(EventFollow.event_id == event.id)
    concerned = sa.select(Account).where(sa.or_(Account.id.in_(seats), Account.id.in_(follows)))
    return db.session.scalars(concerned.order_by(Account.id)).all()


def guests_concerned(event: Event, *, since: datetime) -> Sequence[Registration]:
    """List the guests without an account who have a seat, or had one when the event was cancelled at `since`."""
    guests = _concerned(event, since).where(Registration.account_id.is_(None))
    return db.session.scalars(guests.order_by(Registration.id)).all()


def _concerned(event: Event, since: datetime) -> sa.Select[Registration]:
    mine = sa.select(Registration).where(Registration.event_id == event.id)
    if event.state is EventState.CANCELLED:
        return mine.where(Registration.state == RegistrationState.ENDED, Registration.changed_at >= since)
    return mine.where(Registration.state == RegistrationState.REGISTERED)


def count_concerned(event: Event) -> int:
    """Count those who would be told if the event were cancelled: with a seat, an offer or a place in line, or following."""
    live = sa.select(sa.func.count(Registration.id)).where(
        Registration.event_id == event.id, Registration.state.in_(LIVE)
    )
    follows = sa.select(sa.func.count(EventFollow.account_id)).where(EventFollow.event_id == event.id)
    return sum(db.session.scalar(counted) or 0 for counted in (live, follows))


def events_with_news(*, most: int = 100) -> Sequence[int]:
    """List the events of which those whom it concerns have not all been told, the earliest change first."""
    return db.session.scalars(
        sa.select(Event.id).where(Event.news_at.is_not(None)).order_by(Event.news_at).limit(most)
    ).all()


def invited_key(event_id: int) -> str:
    """Return what the notice of an invitation is known by."""
    return f"event:{event_id}:invited"


def accounts_to_invite(event: Event) -> Sequence[Account]:
    """List those who are invited to the event and were not told of it."""
    invited = sa.select(Account).join(EventInvitation, EventInvitation.account_id == Account.id)
    untold = invited.where(EventInvitation.event_id == event.id, _was_not_told())
    return db.session.scalars(untold.order_by(Account.id)).all()


def events_with_invitations(*, most: int = 100) -> Sequence[Event]:
    """List the published events ahead to which somebody is invited who was not told of it."""
    untold = sa.exists().where(EventInvitation.event_id == Event.id, _was_not_told())
    ahead = sa.select(Event).where(Event.state == EventState.PUBLISHED, Event.starts_at > clock.now(), untold)
    return db.session.scalars(ahead.order_by(Event.starts_at).limit(most)).all()


def _was_not_told() -> sa.ColumnElement[bool]:
    key = sa.literal("event:").concat(sa.cast(EventInvitation.event_id, sa.String)).concat(":invited")
    return sa.not_(sa.exists().where(Notice.account_id == EventInvitation.account_id, Notice.key == key))
