"""What happens to seats when the event itself changes?"""

from __future__ import annotations

from ...accounts.models import Account
from ..models import Event


def on_event_cancelled(event: Event, *, by: Account) -> None:
    """Let go of every seat of a cancelled event; nobody can register yet."""


def on_seats_freed(event: Event) -> None:
    """Hand seats that became free to those who wait; nobody can wait yet."""
