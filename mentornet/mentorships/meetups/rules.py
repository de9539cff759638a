"""When can a pair meet at an event, and who answers?"""

from __future__ import annotations

from datetime import datetime, timedelta

from ...events.models import Event
from ...foundation.errors import NotFoundError, Refusal
from ...foundation.templating import moment_text
from ..models import MeetUp, MeetUpState

SLOT = timedelta(minutes=30)
"""How long a pair is taken to meet: who agreed to a time begins nothing else within it, before or after."""


def ensure_time(event: Event, starts_at: datetime, *, now: datetime) -> None:
    """Refuse a time that is past, or outside the event."""
    if starts_at <= now:
        raise Refusal("This time is past. Choose one that is still to come.")
    if not event.starts_at <= starts_at < event.ends_at:
        begins, ends = (moment_text(one, event.time_zone) for one in (event.starts_at, event.ends_at))
        raise Refusal(f"Choose a time during the event: from {begins} until {ends}.")


def ensure_ahead(meet_up: MeetUp, *, now: datetime) -> None:
    """Refuse a yes to a time that is past."""
    if meet_up.starts_at <= now:
        raise Refusal("This time is past. Propose another if you both still go there.")


def ensure_answers(meet_up: MeetUp, account_id: int) -> None:
    """Raise NotFoundError for who proposed it themselves, Refusal where it was answered."""
    if meet_up.proposed_by_id == account_id:
        raise NotFoundError
    if meet_up.state is not MeetUpState.PROPOSED:
        raise Refusal("This was answered already. Load the page again to see how it stands.")
