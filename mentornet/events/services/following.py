"""Who keeps an eye on an event that is held elsewhere, and who goes?"""

from __future__ import annotations

from ...accounts.models import Account
from ...career.models import CreditUnit
from ...career.services import record_hours, withdraw_hours
from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import Refusal
from ..days import days_of
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


def log_attendance(event: Event, *, by: Account, minutes: int, unit: CreditUnit) -> None:
    """Put what `by` attended of a tracked event into their record, as they say it; none takes it out again.

    Raises Refusal before the event is over, and for more minutes than it lasted.
    """
    if event.ends_at > clock.now():
        raise Refusal("This event is not over yet. Log what you attended when it is.")
    lasted = int((event.ends_at - event.starts_at).total_seconds() // 60)
    if minutes > lasted:
        raise Refusal(f"The event lasted {lasted:,} minutes, so nobody attended more of it.")
    follow, source = follow_event(event, by=by), f"tracked-event:{event.id}"
    follow.logged_minutes = minutes or None
    if not minutes:
        withdraw_hours(by.id, source=source, reason="You took it back on the page of the event.")
        return
    record_hours(
        by.id,
        source=source,
        minutes=minutes,
        unit=unit,
        completed_on=days_of(event, event.time_zone)[1],
        title=event.title,
        provider=event.host,
        approval_body_slug=event.approval_body_slug,
        approval_number=event.approval_number,
    )


def unfollow_event(event: Event, *, by: Account) -> None:
    """Take a tracked event from those that `by` follows."""
    follow = db.session.get(EventFollow, (event.id, by.id))
    if follow is not None:
        db.session.delete(follow)
