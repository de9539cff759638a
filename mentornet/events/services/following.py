"""Who keeps an eye on an event that is held elsewhere, and who goes?"""

from __future__ import annotations

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import Refusal
from ..models import Event, EventFollow, EventSort, EventState


def follow_event(event: Event, *, by: Account) -> EventFollow:
    """Put a tracked event among those that `by` follows; twice is once."""
    if event.sort is not EventSort.TRACKED:
        raise Refusal("This event is held here: register for it instead.")
    if event.state is EventState.CANCELLED:
        raise Refusal("This event is cancelled. It does not take place.")
    return db.session.merge(EventFollow(event_id=event.id, account_id=by.id))


def say_going(event: Event, *, by: Account, is_going: bool) -> None:
    """Note that `by` goes to a tracked event, or does not after all; it is followed either way."""
    if is_going and event.ends_at <= clock.now():
        raise Refusal("This event is over. Log the hours you attended instead.")
    follow_event(event, by=by).is_going = is_going


def unfollow_event(event: Event, *, by: Account) -> None:
    """Take a tracked event from those that `by` follows."""
    follow = db.session.get(EventFollow, (event.id, by.id))
    if follow is not None:
        db.session.delete(follow)
