"""What does one step of the guided profile ask and take? Plain values, read from a profile and written by a service."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .availability import to_names
from .models import MeetingMode, Profile, ShiftPattern, Stance, TieKind
from .rules import MOST_GOALS, MOST_ROWS, split_by_area


@dataclass(frozen=True, slots=True)
class Walked:
    """A role somebody had, and when."""

    role: str
    began_in: int
    ended_in: int | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """Where I am."""

    role: str | None = None
    years_in_field: int | None = None
    employer: str = ""
    is_employer_hidden: bool = True
    walked: list[Walked] = field(default_factory=list)
    has_supervised: bool = False

    @classmethod
    def of(cls, profile: Profile) -> Here:
        """Read the answers from `profile`."""
        return cls(
            role=profile.current_role_slug,
            years_in_field=profile.years_in_field,
            employer=profile.employer,
            is_employer_hidden=profile.is_employer_hidden,
            walked=[
                Walked(one.role_slug, one.began_in, one.ended_in) for one in profile.roles_walked[:MOST_ROWS]
            ],
            has_supervised=bool(profile.mentor and profile.mentor.has_supervised),
        )


@dataclass(frozen=True, slots=True)
class There:
    """Where I want to be."""

    target: str | None = None
    sought: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, profile: Profile) -> There:
        """Read the answers from `profile`."""
        return cls(
            target=profile.mentee.target_role_slug if profile.mentee else None,
            sought=[one.credential_slug for one in profile.credentials if one.stance == Stance.WANTED],
            held=[one.credential_slug for one in profile.credentials if one.stance == Stance.HELD],
        )


@dataclass(frozen=True, slots=True)
class Help:
    """What I want help with, what I can help with, and where I work."""

    goals_wanted: list[str] = field(default_factory=list)
    goals_offered: list[str] = field(default_factory=list)
    specializations_wanted: list[str] = field(default_factory=list)
    specializations_offered: list[str] = field(default_factory=list)
    specializations_held: list[str] = field(default_factory=list)
    skills_wanted: list[str] = field(default_factory=list)
    skills_offered: list[str] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)
    populations: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, profile: Profile) -> Help:
        """Read the answers from `profile`."""
        wanted, skills_wanted, _, groups_wanted = split_by_area(profile.specializations, Stance.WANTED)
        offered, skills_offered, _, groups_offered = split_by_area(profile.specializations, Stance.OFFERED)
        held, _, settings, populations = split_by_area(profile.specializations, Stance.HELD)
        return cls(
            goals_wanted=goals_of(profile, Stance.WANTED)[:MOST_GOALS],
            goals_offered=goals_of(profile, Stance.OFFERED),
            specializations_wanted=wanted + groups_wanted,
            specializations_offered=offered + groups_offered,
            specializations_held=held,
            skills_wanted=skills_wanted,
            skills_offered=skills_offered,
            settings=settings,
            populations=populations,
        )


def goals_of(profile: Profile, stance: Stance) -> list[str]:
    """List the goals of one stance, the dearest first."""
    chosen = [goal for goal in profile.goals if goal.stance == stance]
    return [goal.goal_slug for goal in sorted(chosen, key=lambda goal: goal.rank)]


@dataclass(frozen=True, slots=True)
class When:
    """When I can meet."""

    shift_pattern: ShiftPattern | None = None
    blocks: list[str] = field(default_factory=list)
    time_zone: str = ""

    @classmethod
    def of(cls, profile: Profile) -> When:
        """Read the answers from `profile` and its account."""
        return cls(profile.shift_pattern, to_names(profile.available_blocks), profile.account.time_zone)


@dataclass(frozen=True, slots=True)
class Tied:
    """Somebody not to be matched with."""

    kind: TieKind
    name: str = ""
    email: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How we match: languages, place, manner, limits and ties."""

    languages: list[str] = field(default_factory=list)
    state: str | None = None
    meeting_mode: MeetingMode = MeetingMode.ANY
    seats: int = 1
    hours_a_month: int = 2
    paused_until: date | None = None
    is_paused: bool = False
    accepts_same_employer: bool = False
    ties: list[Tied] = field(default_factory=list)

    @classmethod
    def of(cls, profile: Profile) -> Terms:
        """Read the answers from `profile`."""
        mentor, mentee = profile.mentor, profile.mentee
        return cls(
            languages=list(profile.languages or ["en"]),
            state=profile.state_slug,
            meeting_mode=profile.meeting_mode,
            seats=mentor.seats if mentor else 1,
            hours_a_month=mentor.hours_a_month if mentor else 2,
            paused_until=mentor.paused_until if mentor else None,
            is_paused=bool(mentee and mentee.is_paused),
            accepts_same_employer=profile.accepts_same_employer,
            ties=[
                Tied(tie.kind, tie.name, tie.canonical_email, tie.ended_on)
                for tie in profile.ties[:MOST_ROWS]
            ],
        )


@dataclass(frozen=True, slots=True)
class About:
    """About me, in words."""

    about: str = ""
    looks_for: str = ""
    offers: str = ""
    memberships: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, profile: Profile) -> About:
        """Read the answers from `profile`."""
        return cls(
            memberships=list(profile.memberships or []),
            about=profile.about,
            looks_for=profile.mentee.looks_for if profile.mentee else "",
            offers=profile.mentor.offers if profile.mentor else "",
        )
