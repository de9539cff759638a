"""Which events are next, and which ways up does the ladder show?"""

from __future__ import annotations

from dataclasses import dataclass

from ..accounts.models import Account
from ..catalogue.models import Role
from ..catalogue.queries import find_entry
from ..events.days import away, leaf_of, span_text, zone_for
from ..events.models import Event
from ..events.queries import next_events
from ..profiles.climb import Rung, way_between

BELOW = "psychiatric-aide"
START = "mental-health-technician"
CLIMB = "registered-nurse"
ROADS = (
    ("Nursing", "licensed-practical-nurse"),
    ("Counseling", "associate-professional-counselor"),
    ("Social work", "bachelor-social-worker"),
    ("Addiction counseling", "addiction-counselor"),
    ("Leading a unit", "shift-supervisor"),
)


@dataclass(frozen=True, slots=True)
class Coming:
    """An event as a row with its leaf of the calendar."""

    title: str
    url: str
    month: str
    day: str
    weekday: str
    detail: str


@dataclass(frozen=True, slots=True)
class Road:
    """A way up, under the name of where it leads."""

    name: str
    rungs: list[Rung]


def coming_events(account: Account | None) -> list[Coming]:
    """List the next events that the reader may see; None is a stranger."""
    return [_coming(event) for event in next_events(account)]


def _coming(event: Event) -> Coming:
    leaf = leaf_of(event)
    place = "Online" if event.is_online else event.place
    detail = " · ".join(filter(None, (place, f"{span_text(event, zone_for(event))}, {away(event)}")))
    return Coming(event.title, f"/events/{event.id}", leaf.month, leaf.day, leaf.weekday, detail)


def one_climb() -> list[Rung]:
    """Return one real way up, from below the technician's rung to a nurse's."""
    rungs = _climb(START, CLIMB)
    below = find_entry(Role, BELOW)
    return [Rung(below.slug, below.title, "walked"), *rungs] if below and rungs else rungs


def roads() -> list[Road]:
    """List other ways up from the technician's rung; those the catalogue no longer has are left out."""
    climbs = [Road(name, _climb(START, target)) for name, target in ROADS]
    return [road for road in climbs if road.rungs]


def _climb(start: str, target: str) -> list[Rung]:
    here, way = find_entry(Role, start), way_between(start, target)
    if here is None or way is None or not way.is_found:
        return []
    return [Rung(here.slug, here.title, "here"), *way.rungs]
