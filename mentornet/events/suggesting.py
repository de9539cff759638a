"""With which words does a new event begin, when one comes from somewhere that knows them?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..catalogue.models import Conference, Organization
from ..catalogue.queries import find_entry
from ..foundation import clock
from .models import EventSort

PRACTICE = {
    "title": "Practice audience: ",
    "kind_slug": "networking-meetup",
    "venue": "online",
    "description": "I want to try out a talk before I give it, and to hear what was clear and what was not. "
    "Invented cases only, nothing about clients.",
}


def first_words(given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what a new event's form begins with: that of a conference of the catalogue, or of a practice talk."""
    if given.get("practice"):
        return dict(PRACTICE)
    conference = find_entry(Conference, given.get("conference"))
    if conference is None or conference.retired_at is not None:
        return None
    organizer = find_entry(Organization, conference.organizer_slug)
    day = _usual_day(conference)
    return {
        "sort": EventSort.TRACKED,
        "title": conference.name[:150],
        "kind_slug": "conference",
        "host": organizer.official_name if organizer else "",
        "website": f"https://{organizer.website_domain}" if organizer and organizer.website_domain else "",
        "is_all_day": True,
        "starts_on": day,
        "ends_on": day,
        "venue": "online" if conference.format.startswith("online") else "place",
    }


def _usual_day(conference: Conference) -> date | None:
    """Return the first day of the next usual month; who tracks it puts the day that was announced."""
    months = {int(month) for month in conference.usual_months if month.isdecimal()}
    first = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    for _month in range(12):
        if first.month in months:
            return first
        first = (first + timedelta(days=32)).replace(day=1)
    return None
