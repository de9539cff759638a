"""Which kind and topics of the catalogue does an entry mean? By their names, then by the words of its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...foundation.words import folded

DEFAULT = "workshop"
LONG = "conference"
MOST_TOPICS = 5
BY_WORD = {
    "webinar": "webinar",
    "conference": "conference",
    "congress": "conference",
    "summit": "conference",
    "symposium": "conference",
    "study group": "study-group",
    "office hours": "office-hours",
    "job fair": "job-fair",
    "career fair": "job-fair",
    "mock interview": "mock-interview-clinic",
    "information session": "info-session",
    "info session": "info-session",
    "support circle": "support-circle",
    "circle": "group-mentoring",
    "networking": "networking-meetup",
    "meetup": "networking-meetup",
    "social": "networking-meetup",
    "course": "ce-course",
    "class": "ce-course",
    "training": "workshop",
    "workshop": "workshop",
    "tutorial": "workshop",
}


def kind_for(title: str, subjects: Iterable[str], kinds: Mapping[str, str], *, is_long: bool) -> str:
    """Return the slug of a kind; `kinds` are those there are, by slug. What nothing tells is a workshop.

    What lasts for days and says nothing of its kind is a conference.
    """
    by_name = {folded(name): slug for slug, name in kinds.items()} | {slug: slug for slug in kinds}
    for subject in subjects:
        if slug := by_name.get(folded(subject)) or by_name.get(folded(subject).rstrip("s")):
            return slug
    for text in (*subjects, title):
        for word, slug in BY_WORD.items():
            if slug in kinds and _has(text, word):
                return slug
    usual = LONG if is_long else DEFAULT
    return usual if usual in kinds else next(iter(kinds))


def topics_for(title: str, subjects: Iterable[str], topics: Mapping[str, str]) -> list[str]:
    """Return the slugs of the topics that are named among the subjects, or in the title."""
    said = {folded(subject) for subject in subjects}
    found = [
        slug
        for slug, name in topics.items()
        if slug in said
        or folded(name) in said
        or _has(title, folded(name))
        or _has(title, slug.replace("-", " "))
    ]
    return found[:MOST_TOPICS]


def _has(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}s?\b", folded(text).replace("-", " ")) is not None
