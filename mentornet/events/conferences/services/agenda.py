"""How does one's agenda come about? By starring sessions; each star holds a seat."""

from __future__ import annotations

from datetime import datetime

from ....accounts.models import Account
from ....foundation import clock
from ....foundation.database import db
from ....foundation.errors import Refusal
from ...models import ConferenceSession, EventState
from ...registering.queries import is_registered
from .. import queries, rules, seats


def star_session(session: ConferenceSession, *, by: Account) -> list[ConferenceSession]:
    """Put the session into the agenda of `by`; return the sessions there that are on at the same time.

    Raises Refusal where they are not registered, where it is over, and where every seat is taken.
    """
    if not is_registered(session.event, by):
        raise Refusal("Register for the conference first, then put its sessions into your agenda.")
    begins, ends = _ensure_is_on(session)
    if not seats.take_star(session, by.id):
        db.session.refresh(session)
        _ensure_is_on(session)  # it may have been cancelled at this very moment
        raise Refusal(
            f"Every seat of “{session.title}” is taken. Look again later: seats come free when plans change."
        )
    db.session.expire(session, ["seats_taken"])
    others = [one for one in queries.agenda_of(session.event, by) if one.id != session.id]
    return rules.overlapping(others, begins, ends)


def _ensure_is_on(session: ConferenceSession) -> tuple[datetime, datetime]:
    """Return when the session is, or refuse one that is over, or is not on the programme."""
    if (
        session.event.state is not EventState.PUBLISHED
        or session.starts_at is None
        or session.ends_at is None
        or session.cancelled_at is not None
    ):
        raise Refusal("This session is not on the programme now, so it cannot be put into an agenda.")
    if session.ends_at <= clock.now():
        raise Refusal("This session is over.")
    return session.starts_at, session.ends_at


def unstar_session(session: ConferenceSession, *, by: Account) -> None:
    """Take the session out of the agenda of `by`; its seat is free for somebody else."""
    seats.free_star(session.id, by.id)
    db.session.expire(session, ["seats_taken"])
