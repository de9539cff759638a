"""Which sessions of conferences stand in somebody's own calendar? Those they starred, where they go."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ...foundation.database import db
from ...foundation.templating import absolute_address
from ..models import ConferenceRoom, ConferenceSession, Event, EventState, SessionStar
from .writing import Item

MOST = 500
WHEN = (
    sa.func.coalesce(ConferenceSession.starts_at, ConferenceSession.last_starts_at),
    sa.func.coalesce(ConferenceSession.ends_at, ConferenceSession.last_ends_at),
)
"""When a session is, or was to be before it lost its time: there it stands as cancelled."""


def _starred(account_id: int, events: sa.Select[Event]) -> sa.Select[*tuple[Any, ...]]:
    within = events.with_only_columns(Event.id)
    return (
        sa.select(ConferenceSession, *WHEN, Event, ConferenceRoom.name)
        .join(SessionStar, SessionStar.session_id == ConferenceSession.id)
        .join(Event, Event.id == ConferenceSession.event_id)
        .outerjoin(ConferenceRoom, ConferenceRoom.id == ConferenceSession.room_id)
        .where(
            SessionStar.account_id == account_id,
            WHEN[0].is_not(None),
            Event.id.in_(within),
        )
    )


def mark_of_agenda(account_id: int, events: sa.Select[Event]) -> list[tuple[Any, ...]]:
    """Return what changes when the sessions in somebody's agenda do."""
    starred = _starred(account_id, events).with_only_columns(
        ConferenceSession.id, ConferenceSession.changed_at, ConferenceSession.sequence, ConferenceRoom.name
    )
    return [tuple(row) for row in db.session.execute(starred.order_by(ConferenceSession.id))]


def items_of_agenda(account_id: int, events: sa.Select[Event]) -> list[Item]:
    """List the sessions that somebody starred at these conferences, in their order."""
    starred = _starred(account_id, events).order_by(WHEN[0], ConferenceSession.id)
    return [
        Item(
            uid=session.uid,
            sequence=session.sequence,
            title=session.title,
            starts_at=starts_at,
            ends_at=ends_at,
            time_zone=event.time_zone,
            created_at=session.created_at,
            changed_at=session.changed_at,
            is_cancelled=_is_off(session, event),
            place=", ".join(part for part in (room, event.place) if part),
            url=absolute_address(_page_of(session)),
            subjects=(event.title,),
        )
        for session, starts_at, ends_at, event, room in db.session.execute(starred.limit(MOST))
    ]


def _is_off(session: ConferenceSession, event: Event) -> bool:
    is_gone = session.cancelled_at is not None or session.starts_at is None
    return is_gone or event.state is EventState.CANCELLED


def _page_of(session: ConferenceSession) -> str:
    """Return where to read of it: one without a time has no page that everybody may see."""
    where = f"/events/{session.event_id}"
    return f"{where}/programme/sessions/{session.id}" if session.starts_at else f"{where}/agenda"
