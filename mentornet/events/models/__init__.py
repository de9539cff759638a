"""What is kept of events? One file a subject."""

from .event import Event, EventState

__all__ = ["Event", "EventState"]
