"""Whose event is this?"""

from __future__ import annotations

from flask_login import current_user

from ..accounts.login import current_account
from ..accounts.models import Account
from ..foundation.errors import NotFoundError
from ..programs.access import may_coordinate
from .models import Event, EventState
from .queries import get_event, is_shown_to, programs_to_announce_for
from .registering.queries import is_registered


def may_organize(account: Account, event: Event) -> bool:
    """Say whether `account` may change the event: administrators, and those who run its program."""
    if event.program_id is None:
        return account.is_administrator
    return may_coordinate(account, event.program_id)


def load_visible_event(event_id: int) -> Event:
    """Return the event, or raise NotFoundError where the reader may not know of it."""
    event = get_event(event_id)
    account = current_account() if current_user.is_authenticated else None
    if account is not None and may_organize(account, event):
        return event
    if event.state is EventState.DRAFT or not is_shown_to(event, account):
        raise NotFoundError
    return event


def load_organized_event(event_id: int) -> Event:
    """Return the event, or raise NotFoundError unless the person signed in may change it."""
    event = get_event(event_id)
    if not may_organize(current_account(), event):
        raise NotFoundError
    return event


def may_see_video_link(event: Event) -> bool:
    """Say whether the reader may see how to get in online: who is registered, and who organizes it."""
    if not current_user.is_authenticated:
        return False
    account = current_account()
    return may_organize(account, event) or is_registered(event, account)


def ensure_announces() -> None:
    """Raise NotFoundError unless the person signed in may announce events at all."""
    account = current_account()
    if not account.is_administrator and not programs_to_announce_for(account):
        raise NotFoundError("Events are announced by coordinators of programs. Ask yours to announce it.")
