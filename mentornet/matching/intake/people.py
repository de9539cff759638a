"""What does one person look like to the engine? A row and its lists to a `Mentee` or a `Mentor`."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from sys import intern
from typing import Any

from ...catalogue.ladder import Ladder
from ...profiles.availability import utc_hours
from ...profiles.models import ShiftPattern, Stance
from ...profiles.rules import POPULATION_AREA, SETTING_AREA, SKILL_AREA
from ..engine import Mentee, Mentor, Walked
from .circles import Places
from .rows import Facts, Row

GIVES = (Stance.HELD, Stance.OFFERED)
WANTS = (Stance.WANTED,)
IS = (Stance.HELD,)
_slug = itemgetter(0)


def account_key(account_id: int) -> str:
    """Name an account among the things that make two records one person."""
    return f"account:{account_id}"


@dataclass(slots=True)
class Translator:
    """Turns rows into the engine's values; remembers paths of the ladder, which many people share."""

    facts: Facts
    ladder: Ladder
    on: date
    """The day by whose clocks local hours become hours of the UTC week."""
    allows_same_employer: bool
    wishes: Mapping[int, Sequence[int]]
    managers: Mapping[int, Sequence[str]]
    places: Places
    _paths: dict[tuple[str, str], tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def mentee(self, row: Row, others: frozenset[int], *, priority: int = 0, most_mentors: int = 1) -> Mentee:
        """Translate somebody who seeks a mentor, or `most_mentors` at most; `others` are the mentors of the pool."""
        profile = row.profile_id
        sought = sorted(self.facts.credentials.get((profile, Stance.WANTED), ()), key=_slug)
        return Mentee(
            id=str(row.account_id),
            target_role=row.target_role,
            steps_wanted=self._path(row.current_role, row.target_role),
            goals=tuple(self.facts.goals.get((profile, Stance.WANTED), ())),
            specializations=self._special(profile, WANTS, None),
            skills=self._special(profile, WANTS, SKILL_AREA),
            settings=self._place(profile, SETTING_AREA),
            populations=self._place(profile, POPULATION_AREA),
            credentials=tuple(slug for slug, _ in sought),
            licence_state=next((state for _, state in sought if state), None),
            priority=priority,
            most_mentors=most_mentors,
            **self._shared(row, others),
        )

    def mentor(self, row: Row, others: frozenset[int]) -> Mentor:
        """Translate somebody who offers seats; `others` are the mentees of the pool."""
        profile = row.profile_id
        held = sorted(self.facts.credentials.get((profile, Stance.HELD), ()), key=_slug)
        return Mentor(
            id=str(row.account_id),
            seats=self.places.of(row),
            lower_seats=self.places.lower(row),
            walked=walked_steps(self.facts.walked.get(profile, ()), row.current_role),
            goals=self._helps_with(profile),
            specializations=self._special(profile, GIVES, None),
            skills=self._special(profile, GIVES, SKILL_AREA),
            settings=self._special(profile, GIVES, SETTING_AREA),
            populations=self._special(profile, GIVES, POPULATION_AREA),
            credentials=tuple(slug for slug, _ in held),
            licence_states=_distinct(state for _, state in held if state),
            **self._shared(row, others),
        )

    def _shared(self, row: Row, others: frozenset[int]) -> dict[str, Any]:
        """Translate what both sides have alike."""
        return {
            "current_role": row.current_role,
            "level": row.level,
            "years": row.years,
            "region": row.state,
            "available": utc_hours(row.available_blocks, row.time_zone, self.on)
            if row.available_blocks
            else None,
            "rotates": row.shift_pattern is ShiftPattern.ROTATING,
            "languages": tuple(map(intern, row.languages or ())),
            "employer": row.employer_key or None,
            "allows_same_employer": self.allows_same_employer and bool(row.accepts_same_employer),
            "wishes": tuple(str(one) for one in self.wishes.get(row.account_id, ()) if one in others),
            "identities": (account_key(row.account_id), row.canonical_email),
            "managers": tuple(self.managers.get(row.account_id, ())),
        }

    def _special(self, profile: int | None, stances: tuple[Stance, ...], area: str | None) -> tuple[str, ...]:
        """List what somebody wants or gives in one area; None stands for all that have no criterion of their own."""
        told = self.facts.specializations
        return _merged([told[profile, one, area] for one in stances if (profile, one, area) in told])

    def _place(self, profile: int | None, area: str) -> tuple[str, ...]:
        """List the settings or populations a mentee wants; where none is named, those they work in."""
        return self._special(profile, WANTS, area) or self._special(profile, IS, area)

    def _helps_with(self, profile: int | None) -> tuple[str, ...]:
        told = self.facts.goals
        return _merged([told[profile, one] for one in GIVES if (profile, one) in told])

    def _path(self, here: str | None, there: str | None) -> tuple[tuple[str, str], ...]:
        if not here or not there or here == there:
            return ()
        if (here, there) not in self._paths:
            self._paths[here, there] = tuple(
                (step.from_slug, step.to_slug) for step in self.ladder.shortest_path(here, there)
            )
        return self._paths[here, there]


def walked_steps(roles: Iterable[tuple[str, int | None]], current: str | None) -> tuple[Walked, ...]:
    """Return the steps between roles had one after the other, up to the role of today."""
    had = [*roles]
    if current and (not had or had[-1][0] != current):
        had.append((current, None))
    return tuple(
        Walked(from_role=before, to_role=after, year=year)
        for (before, _), (after, year) in itertools.pairwise(had)
        if before != after
    )


def _merged(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the words of all lists once, in one order on every database."""
    if not lists:
        return ()
    return tuple(sorted(lists[0] if len(lists) == 1 else {word for words in lists for word in words}))


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
