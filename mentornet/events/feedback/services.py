"""What happens to an answer? It is kept once, without a name beside it on any page."""

from __future__ import annotations

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import add_unless_there
from ...foundation.errors import Refusal
from ...notifications.services import settle
from ..models import Event, EventFeedback, Pace
from ..registering.seats import hold
from . import letters, queries, rules


def give_feedback(event: Event, *, by: Account, useful: int, again: int, pace: Pace, words: str = "") -> None:
    """Keep what `by` says of the event. Raises NotFoundError where they were not there, Refusal the second time."""
    registration = queries.get_attended(event, by)
    hold(event)
    rules.ensure_open(event, clock.now())
    added = add_unless_there(
        EventFeedback,
        event_id=event.id,
        registration_id=registration.id,
        useful=useful,
        again=again,
        pace=pace,
        words=words,
        created_at=clock.now(),
    )
    if added is None:
        raise Refusal("You have answered already. Thank you.")
    _close_batch(event)
    settle(by.id, key_prefix=letters.key_of(event.id))


def _close_batch(event: Event) -> None:
    """Sum up those that wait as soon as they are five; they stay together for good, whatever becomes of one of them."""
    waiting = queries.waiting_answers(event)
    if len(waiting) < rules.FEWEST:
        return
    number = queries.count_batches(event)
    for one in waiting[: rules.FEWEST]:
        one.batch = number
