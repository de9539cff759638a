"""How are people asked?"""

from __future__ import annotations

from ...notifications.models import NoticeKind
from ...notifications.services import notify
from ..models import Registration


def key_of(event_id: int) -> str:
    """Return the key of the notice that asks how an event was."""
    return f"event:{event_id}:feedback"


def ask(registration: Registration) -> None:
    """Ask somebody who was there how it was; a notice, no letter."""
    if registration.account is None:
        return
    notify(
        registration.account,
        kind=NoticeKind.FEEDBACK_WANTED,
        key=key_of(registration.event_id),
        sentence=f"How was “{registration.event.title}”? Three questions, and nobody sees your name.",
        url=f"/events/{registration.event_id}/feedback/give",
        act="Say how it was",
    )
