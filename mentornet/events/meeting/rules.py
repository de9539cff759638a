"""When may one ask to be introduced?"""

from __future__ import annotations

from datetime import datetime

from ...foundation.errors import NotFoundError, Refusal
from ..models import Event, Introduction, IntroductionState


def ensure_ahead(event: Event, now: datetime) -> None:
    """Refuse to ask or answer once the event is over."""
    if now >= event.ends_at:
        raise Refusal(
            "This event is over, so introductions for it have ended. Look for each other in a program."
        )


def ensure_asked(introduction: Introduction, account_id: int) -> None:
    """Raise NotFoundError unless it is this person who was asked, Refusal where they have answered."""
    if introduction.asked_id != account_id:
        raise NotFoundError
    if introduction.state is not IntroductionState.ASKED:
        raise Refusal("You have answered this already.")
