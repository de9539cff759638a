"""What does the engine take? People, rules and settings.

Everything here is frozen and plain. A fact that is missing is a criterion that does not count for that pair; it is
never a zero. Words are compared as they are: whoever fills these values spells one thing one way.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

FULL = 1_000_000
"""A whole, in parts per million: the best score there is."""

HOURS_A_WEEK = 168
"""Bits of an availability: bit 0 is Monday 00:00 to 01:00 UTC."""

Step = tuple[str, str]
"""One step of a career: from a role, to a role."""

Answer = tuple[str, ...] | float
"""What somebody answered to a program's own question: words or a number."""


class BadPoolError(ValueError):
    """Say which record cannot be matched, and how to mend it."""


class Report(Protocol):
    """Hear how far the work is; may raise, and so cancel it."""

    def __call__(self, stage: str, fraction: float) -> None:
        """Take the stage's name and how much of it is done, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee:
    """Somebody who seeks a mentor."""

    id: str
    current_role: str | None = None
    target_role: str | None = None
    steps_wanted: tuple[Step, ...] = ()
    """The wanted path, the very next step first."""
    level: int | None = None
    """The rung of the current role on the ladder."""
    years: float | None = None
    goals: tuple[str, ...] = ()
    """Ranked, dearest first."""
    specializations: tuple[str, ...] = ()
    """Wanted."""
    skills: tuple[str, ...] = ()
    """Wanted."""
    credentials: tuple[str, ...] = ()
    """Sought."""
    settings: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    region: str | None = None
    """State code of where they work."""
    licence_state: str | None = None
    """State whose licence they seek; none where they seek none."""
    available: int | None = None
    """A bit for each hour of the UTC week; none where unknown."""
    rotates: bool = False
    """Shifts rotate, so that no week tells about the next."""
    languages: tuple[str, ...] = ()
    """Dearest first."""
    employer: str | None = None
    allows_same_employer: bool = False
    wishes: tuple[str, ...] = ()
    """Mentor ids, dearest first."""
    identities: tuple[str, ...] = ()
    """What makes two records one person: account id, canonical addresses."""
    managers: tuple[str, ...] = ()
    """Who supervises, schedules or evaluates them: mentor ids or identities."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """To the program's own questions (and the meeting mode), by the custom criterion's name."""
    most_mentors: int = 1
    """How many mentors they may have at once; never the same one twice."""
    priority: int = 0
    """What is added to each of their scores when pairs are chosen, in parts per million: for whom the last round let
    down. Never shown as a fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """A step that a mentor has made."""

    from_role: str
    to_role: str
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor:
    """Somebody who offers seats."""

    id: str
    seats: int = 1
    lower_seats: int = 0
    """How many of the seats should be filled where possible: each weighs as much as a little more than a perfect fit."""
    current_role: str | None = None
    walked: tuple[Walked, ...] = ()
    level: int | None = None
    years: float | None = None
    goals: tuple[str, ...] = ()
    """Those they can help with."""
    specializations: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    """Held."""
    settings: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    region: str | None = None
    licence_states: tuple[str, ...] = ()
    available: int | None = None
    rotates: bool = False
    languages: tuple[str, ...] = ()
    employer: str | None = None
    allows_same_employer: bool = False
    wishes: tuple[str, ...] = ()
    """Mentee ids, dearest first."""
    identities: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    """Who supervises them: mentee ids or identities."""
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pool:
    """Everybody in a round."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]


class Rule(StrEnum):
    """Why a pair may never be."""

    SAME_PERSON = "same_person"
    SUPERVISOR = "supervisor"
    BLOCKED = "blocked"
    DECLINED = "declined"
    ENDED = "ended"
    TOGETHER = "together"
    """Already a pair at work, or about to answer a proposal."""
    FORBIDDEN = "forbidden"
    EMPLOYER = "employer"
    LANGUAGE = "language"


RELAXABLE = frozenset({Rule.EMPLOYER, Rule.LANGUAGE})
"""The rules a program may do without."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A pair that may not be, and why."""

    mentee: str
    mentor: str
    rule: Rule = Rule.FORBIDDEN


@dataclass(frozen=True, slots=True)
class Lock:
    """A pair that must be."""

    mentee: str
    mentor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The pairs that are settled before any score.

    Same person, supervisor, employer and language are found in the values themselves; list here only what the values
    cannot know.
    """

    forbidden: tuple[Forbidden, ...] = ()
    locked: tuple[Lock, ...] = ()
    relaxed: frozenset[Rule] = frozenset()


class Objective(StrEnum):
    """What makes one set of pairs better than another."""

    MOST = "most"
    """As many mentees as possible; among those, the best total."""
    TOTAL = "total"
    """The best total; among those, as many mentees as possible."""
    FAIREST = "fairest"
    """Without fewer mentees than could be: the worst fit as high as can be; among those, the best total."""
    STABLE_MENTEES = "stable-mentees"
    """No two would leave theirs for each other; among those, what the mentees like best."""
    STABLE_MENTORS = "stable-mentors"
    """No two would leave theirs for each other; among those, what the mentors like best."""


STABLE = frozenset({Objective.STABLE_MENTEES, Objective.STABLE_MENTORS})


class Unranked(StrEnum):
    """What somebody with ranked wishes thinks of those they did not rank, where stability is asked for."""

    SCORE = "score"
    """They come after, by score."""
    REFUSE = "refuse"
    """They will not do."""


class Kind(StrEnum):
    """How a program's own question compares the two answers."""

    EQUAL = "equal"
    DIFFERENT = "different"
    OVERLAP = "overlap"
    DIFFERENCE = "difference"
    """Mentor minus mentee, from `low` to `high`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom:
    """A program's own criterion over `answers[name]`: a score with a weight, or a hard rule.

    One with a known criterion's name takes its place.
    """

    name: str
    kind: Kind
    low: float = -math.inf
    high: float = math.inf
    weight: float = 1.0
    is_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a program wants its pairs."""

    weights: Mapping[str, float] = field(default_factory=dict)
    """By criterion; a name left out has its default weight, 0 switches it off."""
    objective: Objective = Objective.MOST
    minimum_score: int = 0
    """In parts per million; locked pairs may fall below it."""
    seed: int = 0
    customs: tuple[Custom, ...] = ()
    enough: int = 0
    """The gap to the best, in parts per million of the worth, at which the work may stop: 1,000 is a tenth of a per
    cent. At 0 it goes on to the proof."""
    unranked: Unranked = Unranked.SCORE
    """For stability alone; whoever ranks nobody goes by score."""
