"""Who starred which sessions?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ....accounts.models import Account
from ....foundation.database import db
from ...models import ConferenceSession, Event, SessionStar


def starred_accounts(session: ConferenceSession, *, until: datetime) -> Sequence[Account]:
    """List who has the session in their agenda since `until` or before."""
    starred = sa.select(Account).join(SessionStar, SessionStar.account_id == Account.id)
    return db.session.scalars(
        starred.where(SessionStar.session_id == session.id, SessionStar.created_at <= until).order_by(
            Account.id
        )
    ).all()


def sessions_with_news(*, most: int = 100) -> Sequence[int]:
    """List the sessions whose news those who have them were not all told of, the earliest first."""
    return db.session.scalars(
        sa.select(ConferenceSession.id)
        .where(ConferenceSession.news_at.is_not(None))
        .order_by(ConferenceSession.news_at)
        .limit(most)
    ).all()


def starred_ids(event: Event, account: Account | None) -> frozenset[int]:
    """Return which sessions of the conference `account` starred."""
    if account is None:
        return frozenset()
    mine = (
        sa.select(SessionStar.session_id)
        .join(ConferenceSession, ConferenceSession.id == SessionStar.session_id)
        .where(ConferenceSession.event_id == event.id, SessionStar.account_id == account.id)
    )
    return frozenset(db.session.scalars(mine))


def agenda_of(event: Event, account: Account) -> Sequence[ConferenceSession]:
    """List the sessions that `account` starred, in their order, those that lost their time last."""
    return _starred(event, account, ConferenceSession.cancelled_at.is_(None))


def cancelled_in_agenda(event: Event, account: Account) -> Sequence[ConferenceSession]:
    """List the sessions that `account` starred and that do not take place."""
    return _starred(event, account, ConferenceSession.cancelled_at.is_not(None))


def _starred(
    event: Event, account: Account, condition: sa.ColumnElement[bool]
) -> Sequence[ConferenceSession]:
    mine = (
        sa.select(ConferenceSession)
        .join(SessionStar, SessionStar.session_id == ConferenceSession.id)
        .where(ConferenceSession.event_id == event.id, SessionStar.account_id == account.id, condition)
        .options(joinedload(ConferenceSession.room), joinedload(ConferenceSession.track))
    )
    order = (ConferenceSession.starts_at.is_(None), ConferenceSession.starts_at, ConferenceSession.id)
    return db.session.scalars(mine.order_by(*order)).all()
