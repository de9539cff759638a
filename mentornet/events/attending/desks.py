"""Where are people checked in: at the door of an event, or at the door of one of its sessions?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ...foundation.errors import Refusal
from ..models import ConferenceSession, Event

DOOR_OPENS = timedelta(hours=12)
ROOM_OPENS = timedelta(hours=1)
"""How long before a session people are checked in at it, and how long before anything the room's code counts."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: that of the event, or that of a session which has its time."""

    event: Event
    session: ConferenceSession | None = None

    @property
    def session_id(self) -> int | None:
        """The number of the session; None at the door of the event."""
        return self.session.id if self.session else None

    @property
    def title(self) -> str:
        """What people come to."""
        return self.session.title if self.session else self.event.title

    @property
    def starts_at(self) -> datetime:
        """When what they come to begins."""
        return self.session.starts_at if self.session and self.session.starts_at else self.event.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.session.ends_at if self.session and self.session.ends_at else self.event.ends_at

    @property
    def opens_at(self) -> datetime:
        """When people can be checked in."""
        return self.starts_at - (ROOM_OPENS if self.session else DOOR_OPENS)

    @property
    def key(self) -> str:
        """What a page that keeps entries calls this desk."""
        return f"{self.event.id}:{self.session.id}" if self.session else str(self.event.id)


def desk_at(event: Event, session: ConferenceSession | None) -> Desk:
    """Return the desk; Refusal where the session has none: it has no time, is a break, or does not take place."""
    if session is not None and session.cancelled_at is not None:
        raise Refusal("This session is cancelled, so nobody is checked in there.")
    if session is not None and session.starts_at is None:
        raise Refusal("This session has no time yet, so nobody is checked in there.")
    return Desk(event, session)
