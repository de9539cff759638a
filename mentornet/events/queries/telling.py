"""Who is to hear how an event stands now, and of which events was not everybody told?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import db
from ..models import LIVE, Event, EventFollow, EventState, Registration, RegistrationState

TELL_CHANGED = "tell-event-changed"


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
