"""What of an event runs outside a request? The word of a change to those who come, however many they are."""

from __future__ import annotations

import sqlalchemy as sa

from ..foundation.database import db
from ..foundation.jobs import Run, every_minute, handles
from . import letters
from .models import Event
from .queries import TELL_CHANGED, events_with_news, get_event
from .registering.letters import tell_guest_changed
from .registering.queries import guests_with_seats
from .services import extend_series, send_news, series_to_extend, those_concerned

AT_A_TIME = 25


@handles(TELL_CHANGED)
def tell_changed(run: Run) -> None:
    """Tell everybody who has a seat or follows, and guests, how the event stands now."""
    event = get_event(run.subject_id)
    news_at = event.news_at
    people = those_concerned(event)
    for number, account in enumerate(people):
        if number and number % AT_A_TIME == 0:
            db.session.commit()  # who is told stays told if the worker dies here
            run.report("letters", number / len(people))
        letters.tell_changed(event, account)
    for guest in guests_with_seats(event):
        tell_guest_changed(guest)
    told = sa.update(Event).where(Event.id == event.id, Event.news_at == news_at)
    db.session.execute(told.values(news_at=None).execution_options(synchronize_session=False))


@every_minute
def tell_what_is_left() -> None:
    """Tell of changes that came while the worker was telling of others."""
    for event_id in events_with_news():
        send_news(event_id)


@every_minute
def go_on_with_series() -> None:
    """Lay out the next events of series without an end."""
    for series_id in series_to_extend():
        extend_series(series_id)
        db.session.commit()
