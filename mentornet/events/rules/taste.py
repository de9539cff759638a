"""Why is this event one for somebody?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...foundation.words import folded
from ..models import Event

MOST_REASONS = 2


@dataclass(frozen=True, slots=True)
class Taste:
    """What makes an event one for somebody: topics (serving a `goal` or a `specialty`), role and credentials."""

    topics: dict[str, str] = field(default_factory=dict)
    specializations: frozenset[str] = frozenset()
    role: str = ""
    credentials: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything is known to choose by."""
        return bool(self.topics or self.specializations or self.role or self.credentials)


def reasons_for(
    event: Event, taste: Taste, topics: Mapping[str, str], specializations: Mapping[str, str]
) -> list[str]:
    """Say in a few words why the event suits somebody, the strongest reason first, two at most."""
    reasons = [
        f"Serves a goal of yours: {topics.get(s, s)}" for s in event.topics if taste.topics.get(s) == "goal"
    ]
    if taste.role and folded(taste.role) in event.search_text:
        reasons.append(f"About the role you aim for: {taste.role}")
    told = {topics.get(slug, slug) for slug in event.topics}
    named = [specializations.get(s, s) for s in event.specializations if s in taste.specializations]
    reasons += [f"Your specialty: {name}" for name in named if name not in told]
    reasons += [
        f"Near your specialties: {topics.get(s, s)}"
        for s in event.topics
        if taste.topics.get(s) == "specialty"
    ]
    if event.contact_minutes and taste.credentials:
        reasons.append(f"Carries credit, which your {taste.credentials[0]} asks for")
    return reasons[:MOST_REASONS]
