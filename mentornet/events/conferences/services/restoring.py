"""How does a cancelled session come back? With its seats, where the programme still has room for it."""

from __future__ import annotations

from ....accounts.models import Account
from ....foundation.errors import Refusal
from ...credit.services import weigh_anew
from ...models import ConferenceSession, SessionNews
from ...registering.seats import hold
from ...rules import ensure_can_edit
from ...services.announcing import write_down
from .. import queries, rules
from .programme import MOST_SESSIONS, ensure_fits, read_anew, remember_time
from .telling import note_news

FITS = ("title", "kind", "starts_at", "ends_at", "room_id", "contact_minutes", "speakers")


def restore_session(session: ConferenceSession, *, by: Account, without_time: bool = False) -> None:
    """Put a cancelled session back on the programme, at its old time or for now without one; who had it is told.

    Seats were kept while it was cancelled: whoever had it has it again, in the order in which they came, except
    those who took it out of their agenda or gave back their seat at the conference. What is free is there for others.
    Raises Refusal, saying what is in the way, where it cannot be then and there any more.
    """
    event = session.event
    hold(event)
    ensure_can_edit(event.state)
    read_anew(session)
    rules.ensure_is_cancelled(session)
    there = queries.sessions_of(event)
    if len(there) >= MOST_SESSIONS:
        raise Refusal(f"A conference has {MOST_SESSIONS} sessions at most.")
    if without_time:
        remember_time(session, {"starts_at": None})
        session.starts_at = session.ends_at = None
    ensure_fits(event, {name: getattr(session, name) for name in FITS}, there)
    session.cancelled_at = None
    note_news(session, SessionNews.RESTORED)
    write_down("conference.session_restored", event, by=by, session=session.id, session_title=session.title)
    weigh_anew(event)
