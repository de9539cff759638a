"""What does one person look like to the engine? A row and its lists to a `Mentee` or a `Mentor`."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...catalogue.ladder import Ladder
from ...profiles.availability import utc_hours
from ...profiles.models import ShiftPattern, Stance
from ...profiles.rules import POPULATION_AREA, SETTING_AREA, SKILL_AREA
from ..engine import Mentee, Mentor, Walked
from .circles import Places
from .rows import Facts, Row

APART = frozenset({SKILL_AREA, SETTING_AREA, POPULATION_AREA})
GIVES = frozenset({Stance.HELD, Stance.OFFERED})
WANTS = frozenset({Stance.WANTED})
IS = frozenset({Stance.HELD})


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
    _sorted: dict[int | None, dict[str | None, list[tuple[str, Stance]]]] = field(default_factory=dict)

    def mentee(self, row: Row, others: frozenset[int]) -> Mentee:
        """Translate somebody who seeks a mentor; `others` are the mentors of the pool."""
        goals = self.facts.goals.get(row.profile_id, ())
        sought = [one for one in self.facts.credentials.get(row.profile_id, ()) if one.stance in WANTS]
        return Mentee(
            id=str(row.account_id),
            target_role=row.target_role,
            steps_wanted=self._path(row.current_role, row.target_role),
            goals=tuple(one.slug for one in goals if one.stance in WANTS),
            specializations=self._special(row, WANTS, None),
            skills=self._special(row, WANTS, SKILL_AREA),
            settings=self._place(row, SETTING_AREA),
            populations=self._place(row, POPULATION_AREA),
            credentials=tuple(one.slug for one in sought),
            licence_state=next((one.state for one in sought if one.state), None),
            **self._shared(row, others),
        )

    def mentor(self, row: Row, others: frozenset[int]) -> Mentor:
        """Translate somebody who offers seats; `others` are the mentees of the pool."""
        goals = self.facts.goals.get(row.profile_id, ())
        held = [one for one in self.facts.credentials.get(row.profile_id, ()) if one.stance in IS]
        return Mentor(
            id=str(row.account_id),
            seats=self.places.of(row),
            lower_seats=self.places.lower(row),
            walked=walked_steps(self.facts.walked.get(row.profile_id, ()), row.current_role),
            goals=tuple(one.slug for one in goals if one.stance in GIVES),
            specializations=self._special(row, GIVES, None),
            skills=self._special(row, GIVES, SKILL_AREA),
            settings=self._special(row, GIVES, SETTING_AREA),
            populations=self._special(row, GIVES, POPULATION_AREA),
            credentials=tuple(one.slug for one in held),
            licence_states=_distinct(one.state for one in held if one.state),
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
            "languages": tuple(row.languages or ()),
            "employer": row.employer_key or None,
            "allows_same_employer": self.allows_same_employer and bool(row.accepts_same_employer),
            "wishes": tuple(str(one) for one in self.wishes.get(row.account_id, ()) if one in others),
            "identities": (account_key(row.account_id), row.canonical_email),
            "managers": tuple(self.managers.get(row.account_id, ())),
        }

    def _special(self, row: Row, stances: frozenset[Stance], area: str | None) -> tuple[str, ...]:
        """List what somebody wants or gives in one area; None stands for all that have no criterion of their own."""
        if row.profile_id not in self._sorted:
            self._sorted[row.profile_id] = self._by_area(row.profile_id)
        told = self._sorted[row.profile_id].get(area, ())
        return _distinct(slug for slug, stance in told if stance in stances)

    def _by_area(self, profile_id: int | None) -> dict[str | None, list[tuple[str, Stance]]]:
        """Sort a profile's specializations by the criterion that asks for them."""
        told: dict[str | None, list[tuple[str, Stance]]] = {}
        for _, slug, stance, area in self.facts.specializations.get(profile_id, ()):
            told.setdefault(area if area in APART else None, []).append((slug, stance))
        return told

    def _place(self, row: Row, area: str) -> tuple[str, ...]:
        """List the settings or populations a mentee wants; where none is named, those they work in."""
        return self._special(row, WANTS, area) or self._special(row, IS, area)

    def _path(self, here: str | None, there: str | None) -> tuple[tuple[str, str], ...]:
        if not here or not there or here == there:
            return ()
        if (here, there) not in self._paths:
            self._paths[here, there] = tuple(
                (step.from_slug, step.to_slug) for step in self.ladder.shortest_path(here, there)
            )
        return self._paths[here, there]


def walked_steps(roles: Iterable[Row], current: str | None) -> tuple[Walked, ...]:
    """Return the steps between roles had one after the other, up to the role of today."""
    had = [(one.role, one.began_in) for one in roles]
    if current and (not had or had[-1][0] != current):
        had.append((current, None))
    return tuple(
        Walked(from_role=before, to_role=after, year=year)
        for (before, _), (after, year) in itertools.pairwise(had)
        if before != after
    )


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
