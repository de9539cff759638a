"""What is noted for those who have a session in their agenda? The worker tells them, however many they are."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy.exc import IntegrityError

from ....foundation import clock
from ....foundation.database import db
from ....foundation.jobs import enqueue, find_live_job
from ...models import ConferenceSession, SessionNews
from .. import seats

TELL_SESSION = "tell-session-news"


def note_news(session: ConferenceSession, news: SessionNews) -> None:
    """Raise the session's sequence for calendars, and have those who have it in their agenda told.

    Who was not told yet of what came before hears only how it stands in the end. The session's row is held before the
    moment is taken, as whoever stars it does: who had it by then has starred it before, whoever comes after sees the change.
    """
    seats.hold(session.id)
    untold = session.news
    if news is SessionNews.RESTORED and untold is SessionNews.CANCELLED:
        news = SessionNews.CHANGED  # nobody knows that it was gone
    if news is SessionNews.CHANGED and untold is SessionNews.RESTORED:
        news = SessionNews.RESTORED
    session.sequence += 1
    session.news = news
    session.news_at = session.changed_at = clock.now()
    db.session.flush()  # the worker reads what the news is
    send_news(session.id)


def send_news(session_id: int) -> None:
    """Have the worker tell of the session, unless it is at it; what it misses it tells the next minute."""
    if find_live_job(TELL_SESSION, session_id) is None:
        with suppress(IntegrityError), db.session.begin_nested():
            enqueue(TELL_SESSION, session_id)
