"""Which rooms, tracks and sessions has a conference?"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from ....foundation.database import db
from ....foundation.errors import NotFoundError
from ...models import ConferenceRoom, ConferenceSession, ConferenceTrack, Event


def rooms_of(event: Event) -> Sequence[ConferenceRoom]:
    """List the rooms in the order in which they were added."""
    rooms = sa.select(ConferenceRoom).where(ConferenceRoom.event_id == event.id)
    return db.session.scalars(rooms.order_by(ConferenceRoom.position, ConferenceRoom.id)).all()


def tracks_of(event: Event) -> Sequence[ConferenceTrack]:
    """List the tracks in the order in which they were added."""
    tracks = sa.select(ConferenceTrack).where(ConferenceTrack.event_id == event.id)
    return db.session.scalars(tracks.order_by(ConferenceTrack.position, ConferenceTrack.id)).all()


def sessions_of(event: Event) -> Sequence[ConferenceSession]:
    """List the sessions that are not cancelled, with rooms, tracks and speakers, those without a time last."""
    order = (
        ConferenceSession.starts_at.is_(None),
        ConferenceSession.starts_at,
        ConferenceSession.id,
    )
    whole = (
        joinedload(ConferenceSession.room),
        joinedload(ConferenceSession.track),
        selectinload(ConferenceSession.speakers),
    )
    sessions = sa.select(ConferenceSession).where(
        ConferenceSession.event_id == event.id, ConferenceSession.cancelled_at.is_(None)
    )
    return db.session.scalars(sessions.options(*whole).order_by(*order)).all()


def count_sessions(event: Event) -> int:
    """Count the sessions that are not cancelled."""
    there = sa.select(sa.func.count()).where(
        ConferenceSession.event_id == event.id, ConferenceSession.cancelled_at.is_(None)
    )
    return db.session.scalar(there) or 0


def cancelled_sessions(event: Event) -> Sequence[ConferenceSession]:
    """List the sessions that were on the programme and do not take place."""
    cancelled = sa.select(ConferenceSession).where(
        ConferenceSession.event_id == event.id, ConferenceSession.cancelled_at.is_not(None)
    )
    return db.session.scalars(cancelled.order_by(ConferenceSession.starts_at, ConferenceSession.id)).all()


def has_programme(event: Event) -> bool:
    """Say whether a session of the event has its time."""
    placed = sa.select(ConferenceSession.id).where(
        ConferenceSession.event_id == event.id,
        ConferenceSession.starts_at.is_not(None),
        ConferenceSession.cancelled_at.is_(None),
    )
    return db.session.scalar(placed.limit(1)) is not None


def get_session(session_id: int, *, event: Event) -> ConferenceSession:
    """Return a session of `event`, or raise NotFoundError."""
    found = db.session.get(ConferenceSession, session_id)
    if found is None or found.event_id != event.id:
        raise NotFoundError
    return found


def get_room(room_id: int, *, event: Event) -> ConferenceRoom:
    """Return a room of `event`, or raise NotFoundError."""
    found = db.session.get(ConferenceRoom, room_id)
    if found is None or found.event_id != event.id:
        raise NotFoundError
    return found


def get_track(track_id: int, *, event: Event) -> ConferenceTrack:
    """Return a track of `event`, or raise NotFoundError."""
    found = db.session.get(ConferenceTrack, track_id)
    if found is None or found.event_id != event.id:
        raise NotFoundError
    return found


def count_in_room(room: ConferenceRoom) -> int:
    """Count the sessions that are in a room, cancelled ones left out."""
    there = sa.select(sa.func.count()).where(
        ConferenceSession.room_id == room.id, ConferenceSession.cancelled_at.is_(None)
    )
    return db.session.scalar(there) or 0
