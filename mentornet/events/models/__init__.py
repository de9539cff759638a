"""What is kept of events? One file a subject."""

from .event import (
    Audience,
    CreditUnit,
    Event,
    EventFollow,
    EventInvitation,
    EventLevel,
    EventSort,
    EventSpeaker,
    EventState,
)
from .picture import EventPicture
from .series import EventSeries

__all__ = [
    "Audience",
    "CreditUnit",
    "Event",
    "EventFollow",
    "EventInvitation",
    "EventLevel",
    "EventPicture",
    "EventSeries",
    "EventSort",
    "EventSpeaker",
    "EventState",
]
