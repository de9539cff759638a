"""Whose desk is this?"""

from __future__ import annotations

from ..access import load_organized_event
from ..conferences.queries import get_session
from .desks import Desk, desk_at


def load_desk(event_id: int, session_id: int | None) -> Desk:
    """Return the desk of an event that the reader organizes, or of one of its sessions; else NotFoundError."""
    event = load_organized_event(event_id)
    return desk_at(event, get_session(session_id, event=event) if session_id is not None else None)
