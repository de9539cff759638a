"""Whose registration is this? One's own is found by who is signed in, never by a number in the address."""

from __future__ import annotations

from ...accounts.login import current_account
from ...foundation.errors import Refusal
from ..access import load_visible_event
from ..models import Registration, RegistrationState
from . import queries, rules


def load_own_registration(event_id: int, *, or_last: RegistrationState | None = None) -> Registration:
    """Return the live registration of the person signed in; NotFoundError where the event is not for them.

    Where there is none any more, the last one serves that ended in `or_last`: a button pressed twice finds its work
    done. Raises Refusal, saying what became of the last one, where it ended otherwise.
    """
    event, account = load_visible_event(event_id), current_account()
    if mine := queries.find_registration(event, account):
        return mine
    if last := queries.find_last_registration(event, account):
        if last.state is or_last:
            return last
        raise rules.late(last)
    raise Refusal("You are not registered for this event, so nothing was changed.")
