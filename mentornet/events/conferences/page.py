"""Which pages of a conference does the page of its event lead to?"""

from __future__ import annotations

from dataclasses import dataclass

from flask_login import current_user

from ...accounts.login import current_account
from ...foundation import clock
from ..models import Event, EventState
from . import queries


@dataclass(frozen=True, slots=True)
class Links:
    """What there is to go to."""

    has_programme: bool
    has_open_call: bool
    reviews: bool
    """Whether the reader is asked to review what was offered."""


def links_for(event: Event) -> Links:
    """Return what the page of `event` leads to, for whoever reads it."""
    call = queries.find_call(event)
    is_open = call is not None and clock.now() < call.closes_at and event.state is EventState.PUBLISHED
    reviews = (
        call is not None and current_user.is_authenticated and queries.is_reviewer(event, current_account())
    )
    return Links(queries.has_programme(event), is_open, reviews)
