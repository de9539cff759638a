"""Whose abstract is this, and who may review?"""

from __future__ import annotations

from ...accounts.login import current_account
from ...foundation.errors import NotFoundError
from ..access import load_visible_event, may_organize
from ..models import Abstract, Event
from . import queries


def load_called_event(event_id: int) -> Event:
    """Return a conference that has a call, or raise NotFoundError."""
    event = load_visible_event(event_id)
    queries.get_call(event)
    return event


def load_reviewed_event(event_id: int) -> Event:
    """Return the conference, or raise NotFoundError unless the person signed in reviews for it."""
    event, account = load_called_event(event_id), current_account()
    if not (queries.is_reviewer(event, account) or may_organize(account, event)):
        raise NotFoundError
    return event


def load_reviewed_abstract(event: Event, abstract_id: int) -> Abstract:
    """Return an abstract that is not the reader's own, or raise NotFoundError."""
    abstract = queries.get_abstract(abstract_id, event=event)
    if abstract.author_id == current_account().id or abstract.state not in queries.REVIEWED:
        raise NotFoundError
    return abstract


def load_own_abstract(event: Event, abstract_id: int) -> Abstract:
    """Return an abstract of the person signed in, or raise NotFoundError."""
    abstract = queries.get_abstract(abstract_id, event=event)
    if abstract.author_id != current_account().id:
        raise NotFoundError
    return abstract
