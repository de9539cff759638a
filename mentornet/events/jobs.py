"""What of an event runs outside a request? The word of a change, or of its end, to those who come, however many they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation.database import db
from ..foundation.jobs import Run, every_minute, handles
from . import letters, queries
from .models import Event, EventState
from .queries import TELL_CHANGED, TELL_INVITED, events_with_news, get_event
from .registering import letters as guests
from .services import extend_series, send_invitations, send_news, series_to_extend

AT_A_TIME = 25


@handles(TELL_CHANGED)
def tell_news(run: Run) -> None:
    """Tell everybody whom it concerns, members and guests, how the event stands now.

    Who is told stays told if the worker dies in it, and is not told twice: the key of each notice says so. What
    changes meanwhile ends this run; those who were not told hear only how it stands in the end.
    """
    event = get_event(run.subject_id)
    news_at = event.news_at
    if news_at is None:
        return
    words = list(_words(event, news_at))
    for number, tell in enumerate(words):
        if number and number % AT_A_TIME == 0:
            db.session.commit()
            run.report("letters", number / len(words))
            db.session.refresh(event)
            if event.news_at != news_at:
                return
        tell()
    told = sa.update(Event).where(Event.id == event.id, Event.news_at == news_at)
    db.session.execute(told.values(news_at=None).execution_options(synchronize_session=False))


def _words(event: Event, news_at: datetime) -> Iterator[Callable[[], None]]:
    """Yield what is to be said to each, to be said when its turn comes."""
    is_cancelled = event.state is EventState.CANCELLED
    tell = letters.tell_cancelled if is_cancelled else letters.tell_changed
    tell_guest = guests.tell_guest_cancelled if is_cancelled else guests.tell_guest_changed
    for account in queries.accounts_concerned(event, since=news_at):
        yield partial(tell, event, account)
    for guest in queries.guests_concerned(event, since=news_at):
        yield partial(tell_guest, guest)


@handles(TELL_INVITED)
def tell_invited(run: Run) -> None:
    """Tell those who are invited and do not know it; who is told stays told if the worker dies in it."""
    event = get_event(run.subject_id)
    by = db.session.get(Account, run.wanted_by_id) if run.wanted_by_id else event.organizer
    invited = queries.accounts_to_invite(event)
    for number, account in enumerate(invited):
        if number and number % AT_A_TIME == 0:
            db.session.commit()
            run.report("letters", number / len(invited))
        letters.tell_invited(event, account, by=by)


@every_minute
def tell_what_is_left() -> None:
    """Tell of changes, and invite people, that came while the worker was telling others."""
    for event_id in events_with_news():
        send_news(event_id)
    for event in queries.events_with_invitations():
        send_invitations(event, by=event.organizer)


@every_minute
def go_on_with_series() -> None:
    """Lay out the next events of series without an end."""
    for series_id in series_to_extend():
        extend_series(series_id)
        db.session.commit()
