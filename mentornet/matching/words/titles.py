"""How are the catalogue's entries called inside a sentence?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from babel import Locale

from ...catalogue.models import Credential, Goal, Role, Specialization, State
from ...catalogue.queries import all_titles
from ...foundation.templating import LOCALE, joined

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by slug; a slug without one is shown as it is written."""

    roles: Mapping[str, str] = field(default_factory=dict)
    goals: Mapping[str, str] = field(default_factory=dict)
    specializations: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)


def load_titles() -> Titles:
    """Read the titles that reasons speak of, retired entries too."""
    return Titles(
        roles=all_titles(Role),
        goals=all_titles(Goal),
        specializations=all_titles(Specialization),
        credentials=all_titles(Credential),
        states=all_titles(State),
    )


def inline(title: str) -> str:
    """Write a title inside a sentence: `Lead technician` → `lead technician`, `LGBTQ+ care` as it is."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def listed(slugs: Iterable[str | int], titles: Mapping[str, str], *, as_names: bool = False) -> str:
    """Join what is shared or missing as a sentence does; beyond three the rest is counted."""
    own = [titles.get(str(slug), str(slug)) for slug in slugs]
    named = own if as_names else [inline(title) for title in own]
    rest = len(named) - MOST_NAMED
    return joined(named[:MOST_NAMED] + ([f"{rest} more"] if rest > 0 else []))


def languages(codes: Iterable[str | int]) -> str:
    """Join languages by name: a code is spelled out, a name stays as it is written."""
    known = Locale.parse(LOCALE).languages
    return joined([known.get(str(code).lower(), str(code)) for code in codes])
