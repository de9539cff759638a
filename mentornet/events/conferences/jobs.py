"""What of a conference runs outside a request? The word of its sessions to those who have them in their agenda."""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import changed_rows, db
from ...foundation.jobs import Run, every_minute, handles
from ..models import ConferenceSession
from . import letters, queries
from .services.telling import TELL_SESSION, send_news

AT_A_TIME = 25


@handles(TELL_SESSION)
def tell_session(run: Run) -> None:
    """Tell everybody who has the session in their agenda how it stands now; who was told is not told twice."""
    session = db.session.get(ConferenceSession, run.subject_id)
    if session is None or session.news_at is None:
        return
    news_at = session.news_at
    people = queries.starred_accounts(session, until=news_at)
    for number, account in enumerate(people):
        if number and number % AT_A_TIME == 0:
            db.session.commit()  # who is told stays told if the worker dies here
            run.report("letters", number / len(people))
        letters.tell_news(session, account)
    told = sa.update(ConferenceSession).where(
        ConferenceSession.id == session.id, ConferenceSession.news_at == news_at
    )
    changed_rows(told.values(news=None, news_at=None))


@every_minute
def tell_what_is_left() -> None:
    """Tell of news that came while the worker was telling of others."""
    for session_id in queries.sessions_with_news():
        send_news(session_id)
