"""Which pages of a conference does the page of its event lead to?"""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Event
from . import queries


@dataclass(frozen=True, slots=True)
class Links:
    """What there is to go to."""

    has_programme: bool


def links_for(event: Event) -> Links:
    """Return what the page of `event` leads to, for whoever reads it."""
    return Links(queries.has_programme(event))
