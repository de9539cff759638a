"""Whose event is this?"""

from __future__ import annotations

from flask_login import current_user

from ..accounts.login import current_account
from ..accounts.models import Account
from ..foundation.errors import NotFoundError
from .models import Event, EventState
from .queries import get_event, is_shown_to, may_announce_for, shares_program
from .registering.queries import is_registered


def may_organize(account: Account, event: Event) -> bool:
    """Say whether `account` may change the event: who wrote it, who runs its program, and administrators.

    Who wrote it for a program organizes it for as long as they take part there.
    """
    if may_announce_for(account, event.program_id):
        return True
    return event.organizer_id == account.id and (event.program_id is None or shares_program(event, account))


def load_visible_event(event_id: int) -> Event:
    """Return the event, or raise NotFoundError where the reader may not know of it."""
    event = get_event(event_id)
    account = current_account() if current_user.is_authenticated else None
    if event.state in {EventState.PUBLISHED, EventState.CANCELLED} and is_shown_to(event, account):
        return event
    if account is None or not may_organize(account, event):
        raise NotFoundError
    return event


def load_organized_event(event_id: int) -> Event:
    """Return the event, or raise NotFoundError unless the person signed in may change it."""
    event = get_event(event_id)
    if not may_organize(current_account(), event):
        raise NotFoundError
    return event


def load_reviewed_event(event_id: int) -> Event:
    """Return the event, or raise NotFoundError unless the person signed in may publish it."""
    event = get_event(event_id)
    if not may_announce_for(current_account(), event.program_id):
        raise NotFoundError
    return event


def may_see_video_link(event: Event) -> bool:
    """Say whether the reader may see how to get in online: who is registered, and who organizes it."""
    if not current_user.is_authenticated:
        return False
    account = current_account()
    return may_organize(account, event) or is_registered(event, account)
