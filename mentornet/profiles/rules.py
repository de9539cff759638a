"""What is a full profile worth to matching, and what may a profile hold?"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..foundation.errors import Refusal
from ..foundation.words import folded
from .models import Profile, ProfileSpecialization, ShiftPattern, Stance, TieKind

SKILL_AREA = "practice-skill"
SETTING_AREA = "care-setting"
POPULATION_AREA = "population"
MOST_GOALS = 5
MOST_ROWS = 20
MOST_YEARS = 60
MOST_SEATS = 10
MOST_HOURS = 40
LONGEST_TEXT = 1_000
EARLIEST_YEAR = 1950
TIE_MONTHS = 12


class Step(enum.StrEnum):
    """The six steps of the guided profile, in order."""

    HERE = "where-i-am"
    THERE = "where-i-want-to-be"
    HELP = "help"
    WHEN = "when-i-can-meet"
    MATCHING = "how-we-match"
    ABOUT = "about-me"


STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that is not there yet: on which step, in a sentence, and what it is worth."""

    step: Step
    sentence: str
    weight: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """How full a profile is in whole per cent, and what is missing, the most valuable first."""

    percent: int
    missing: list[Missing]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An answer that matching counts: its weight follows the criteria's own weights."""

    missing: Missing
    is_there: Callable[[Profile], bool]


def split_by_area(
    chosen: Collection[ProfileSpecialization], stance: Stance
) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the slugs of one stance as (specializations, skills, settings, populations)."""
    places: dict[str, list[str]] = {SKILL_AREA: [], SETTING_AREA: [], POPULATION_AREA: []}
    others: list[str] = []
    for one in chosen:
        if one.stance == stance:
            places.get(one.specialization.area_slug, others).append(one.specialization_slug)
    return others, places[SKILL_AREA], places[SETTING_AREA], places[POPULATION_AREA]


def _has(area: str | None, *stances: Stance) -> Callable[[Profile], bool]:
    """Ask whether the profile names something of `area` (none: of any but the skills and settings)."""

    def is_there(profile: Profile) -> bool:
        return any(
            one.stance in stances
            and (
                one.specialization.area_slug == area
                if area
                else one.specialization.area_slug not in {SKILL_AREA, SETTING_AREA}
            )
            for one in profile.specializations
        )

    return is_there


def _goals(stance: Stance) -> Callable[[Profile], bool]:
    return lambda profile: any(goal.stance == stance for goal in profile.goals)


BOTH = (
    _Wanted(
        Missing(Step.HERE, "Add your present role: every path begins there.", 5),
        lambda p: p.current_role_slug is not None,
    ),
    _Wanted(
        Missing(Step.HERE, "Add how many years you have worked in the field.", 1),
        lambda p: p.years_in_field is not None,
    ),
    _Wanted(
        Missing(Step.MATCHING, "Add your state: licences and rules differ from state to state.", 3),
        lambda p: p.state_slug is not None,
    ),
    _Wanted(
        Missing(Step.WHEN, "Mark when you can meet, or say that your shifts rotate.", 3),
        lambda p: bool(p.available_blocks) or p.shift_pattern == ShiftPattern.ROTATING,
    ),
    _Wanted(
        Missing(Step.MATCHING, "Add a language: two people without a common one are never matched.", 4),
        lambda p: bool(p.languages),
    ),
    _Wanted(
        Missing(Step.HELP, "Add a setting you work in, such as an inpatient unit.", 2),
        _has(SETTING_AREA, Stance.HELD),
    ),
    _Wanted(
        Missing(Step.ABOUT, "Write two sentences about yourself: people answer a person sooner.", 1),
        lambda p: bool(p.about),
    ),
)
OF_MENTEES = (
    _Wanted(
        Missing(Step.THERE, "Add your target role: it counts most in matching.", 6),
        lambda p: p.mentee is not None and p.mentee.target_role_slug is not None,
    ),
    _Wanted(
        Missing(Step.HELP, "Choose what you want help with: goals count second most.", 5),
        _goals(Stance.WANTED),
    ),
    _Wanted(
        Missing(Step.HELP, "Choose a specialty or a group of clients you want to learn about.", 3),
        _has(None, Stance.WANTED),
    ),
    _Wanted(
        Missing(Step.HELP, "Choose a skill you want to practise.", 2),
        _has(SKILL_AREA, Stance.WANTED),
    ),
)
OF_MENTORS = (
    _Wanted(
        Missing(Step.HERE, "Add the roles you have had: the steps you made count most in matching.", 6),
        lambda p: bool(p.roles_walked),
    ),
    _Wanted(
        Missing(Step.HELP, "Choose the goals you can help with: they count second most.", 5),
        _goals(Stance.OFFERED),
    ),
    _Wanted(
        Missing(Step.HELP, "Choose a specialty or a group of clients you can speak about.", 3),
        _has(None, Stance.OFFERED),
    ),
    _Wanted(
        Missing(Step.HELP, "Choose a skill you can help with.", 2),
        _has(SKILL_AREA, Stance.OFFERED),
    ),
    _Wanted(
        Missing(Step.MATCHING, "Offer at least one seat: without one nobody can be matched with you.", 4),
        lambda p: p.mentor is not None and p.mentor.seats > 0,
    ),
)


def completeness(profile: Profile) -> Completeness:
    """Say how full a profile is for the sides it is on, and what to add next, the most valuable first."""
    wanted = [
        *BOTH,
        *(OF_MENTEES if profile.mentee else ()),
        *(OF_MENTORS if profile.mentor else ()),
    ]
    missing = [one.missing for one in wanted if not one.is_there(profile)]
    whole = sum(one.missing.weight for one in wanted)
    lost = sum(one.weight for one in missing)
    order = list(STEPS)
    missing.sort(key=lambda one: (-one.weight, order.index(one.step)))
    return Completeness(100 * (whole - lost) // whole, missing)


@lru_cache(maxsize=4096)  # a program's people share a handful of employers
def employer_key(employer: str) -> str:
    """Return the one form of every way to write an employer: `St. Mary's Hospital, Inc.` → `st marys hospital`."""
    plain = re.sub(r"[^\w\s]", "", folded(employer.replace("-", " ").replace("&", " and ")))
    words = [word for word in plain.split() if word not in {"the", "inc", "llc", "ltd", "corp", "co"}]
    return " ".join(words)[:200]


def tie_still_holds(kind: TieKind, ended_on: date | None, *, today: date) -> bool:
    """Say whether a tie rules a pair out: family and care always; the others until twelve months after the end."""
    if ended_on is None or kind in {TieKind.FAMILY, TieKind.CARE}:
        return True
    months = (today.year - ended_on.year) * 12 + today.month - ended_on.month
    return months < TIE_MONTHS or (months == TIE_MONTHS and today.day <= ended_on.day)


def years_fault(began_in: int, ended_in: int | None, *, this_year: int) -> str | None:
    """Return a sentence saying what is wrong with the years of a role, or None where they are sane."""
    if not EARLIEST_YEAR <= began_in <= this_year:
        return f"Give a first year between {EARLIEST_YEAR} and {this_year}."
    if ended_in is not None and not began_in <= ended_in <= this_year:
        return f"Give a last year between {began_in} and {this_year}, or leave it empty if you still do this."
    return None


def seats_fault(seats: int, *, taken: int) -> str | None:
    """Return a sentence where fewer seats are offered than are taken now, else None."""
    if seats >= taken:
        return None
    held = "1 of your seats is" if taken == 1 else f"{taken} of your seats are"
    return (
        f"{held} taken by mentees or open proposals, so you cannot offer fewer than {taken} now. "
        "To take nobody new, set a pause instead."
    )


def ensure_some_side(*, mentee: bool, mentor: bool) -> None:
    """Raise Refusal where somebody would be neither mentee nor mentor."""
    if not (mentee or mentor):
        raise Refusal("A profile is for finding a mentor, being one, or both. Keep at least one side on.")
