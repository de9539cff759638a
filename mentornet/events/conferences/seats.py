"""Is there a seat left at a session? The one place that stars sessions, takes their seats and frees them.

Whoever touches the stars of a session begins with its own row, so that two at once never wait for each other.
"""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import add_unless_there, changed_rows, db
from ..models import ConferenceSession, SessionStar


def hold(session_id: int) -> None:
    """Hold the session until the commit."""
    _count(session_id, 0)


def take_star(session: ConferenceSession, account_id: int) -> bool:
    """Put the session into somebody's agenda with one of its seats; False where every seat is taken, or it is cancelled.

    The condition and the change are one statement. Who has it already keeps it, and holds one seat.
    """
    mine = sa.exists().where(SessionStar.session_id == session.id, SessionStar.account_id == account_id)
    room = sa.or_(
        ConferenceSession.capacity.is_(None), ConferenceSession.seats_taken < ConferenceSession.capacity
    )
    is_new = _count(session.id, 1, room, ConferenceSession.cancelled_at.is_(None), sa.not_(mine))
    if not is_new:
        return db.session.scalar(sa.select(mine)) is True
    if add_unless_there(SessionStar, session_id=session.id, account_id=account_id) is None:
        _count(session.id, -1)  # the same person pressed twice at once
    return True


def free_star(session_id: int, account_id: int) -> None:
    """Take the session out of somebody's agenda and free the seat, if they had it."""
    hold(session_id)
    gone = sa.delete(SessionStar).where(
        SessionStar.session_id == session_id, SessionStar.account_id == account_id
    )
    if changed_rows(gone):
        _count(session_id, -1)


def free_all_stars(event_id: int, account_id: int) -> None:
    """Free every seat that somebody has at the sessions of a conference they no longer come to."""
    mine = (
        sa.select(SessionStar.session_id)
        .join(ConferenceSession, ConferenceSession.id == SessionStar.session_id)
        .where(ConferenceSession.event_id == event_id, SessionStar.account_id == account_id)
        .order_by(SessionStar.session_id)
    )
    for session_id in db.session.scalars(mine).all():
        free_star(session_id, account_id)


def _count(session_id: int, more: int, *conditions: sa.ColumnElement[bool]) -> bool:
    one = sa.update(ConferenceSession).where(ConferenceSession.id == session_id, *conditions)
    return changed_rows(one.values(seats_taken=ConferenceSession.seats_taken + more)) == 1
