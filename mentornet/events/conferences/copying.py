"""What of a programme does a conference begin with that is like another? Rooms, tracks and sessions, on its own days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ...foundation.database import db
from ..models import ConferenceRoom, ConferenceSession, ConferenceTrack, Event
from ..rules import moment_on, wall_of
from . import queries

SAME = ("kind", "title", "description", "capacity", "contact_minutes")


def copy_programme(event: Event, copy: Event) -> None:
    """Give `copy` the rooms, tracks and sessions of `event`, as far from its start as they are there.

    By the clocks of the place: nine o'clock stays nine o'clock. Stars, seats, check-ins, the call and what was
    offered to it stay behind, and so do cancelled sessions.
    """
    rooms: dict[int, ConferenceRoom] = {
        one.id: _named(ConferenceRoom, one, copy) for one in queries.rooms_of(event)
    }
    tracks: dict[int, ConferenceTrack] = {
        one.id: _named(ConferenceTrack, one, copy) for one in queries.tracks_of(event)
    }
    db.session.add_all([*rooms.values(), *tracks.values()])
    db.session.flush()  # the sessions name them by their ids
    speakers = {before.id: after for before, after in zip(event.speakers, copy.speakers, strict=True)}
    for one in queries.sessions_of(event):
        session = ConferenceSession(event_id=copy.id, **{name: getattr(one, name) for name in SAME})
        session.starts_at, session.ends_at = _times(one, event, copy)
        session.room = rooms.get(one.room_id or 0)
        session.track = tracks.get(one.track_id or 0)
        session.speakers = [speakers[speaker.id] for speaker in one.speakers]
        db.session.add(session)


def _named(table: Any, one: ConferenceRoom | ConferenceTrack, copy: Event) -> Any:
    return table(event_id=copy.id, name=one.name, name_key=one.name_key, position=one.position)


def _times(
    session: ConferenceSession, event: Event, copy: Event
) -> tuple[datetime, datetime] | tuple[None, None]:
    """Return when a session is in the copy; none where the change of clocks leaves no room for it there."""
    if session.starts_at is None or session.ends_at is None:
        return None, None
    shift: timedelta = wall_of(copy.starts_at, copy.time_zone) - wall_of(event.starts_at, event.time_zone)
    starts_at, ends_at = (
        moment_on(wall_of(moment, event.time_zone) + shift, copy.time_zone)
        for moment in (session.starts_at, session.ends_at)
    )
    is_inside = copy.starts_at <= starts_at < ends_at <= copy.ends_at
    return (starts_at, ends_at) if is_inside else (None, None)
