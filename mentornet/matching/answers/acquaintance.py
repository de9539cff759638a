"""What do two people want to know of each other before they say yes? One ladder, shared hours, their own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ...catalogue.models import Role
from ...foundation.database import db
from ...foundation.templating import counted
from ...profiles.availability import utc_hours, week_of
from ...profiles.models import Profile, ShiftPattern, Stance
from ...programs.models import Program, Side
from ..words.titles import languages
from .ladder import Rung, shared_ladder, wanted_slugs

SHIFT_WORDS = {
    "days": "Mostly days",
    "evenings": "Mostly evenings",
    "nights": "Mostly nights",
    "weekends": "Mostly weekends",
    "rotating": "Rotating shifts",
}
MEETING_WORDS = {
    "any": "Any way is fine",
    "video": "By video",
    "phone": "By phone",
    "in-person": "In person",
}


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What one of two people reads of the other, already in words."""

    title: str
    rungs: Sequence[Rung]
    facts: Sequence[tuple[str, str]]
    helps_with: Sequence[str]
    in_common: Sequence[str]
    own_words: Sequence[tuple[str, str]]
    week: Sequence[Sequence[str]]
    """Seven days of six blocks in the reader's zone: `both`, `one` or empty; none where shifts rotate."""


def acquaint(
    mentee: Profile | None, mentor: Profile | None, *, side: Side, zone: str, on: date
) -> Acquaintance:
    """Gather what the one on `side` is shown of the other; `zone` is the reader's, whose clocks count as on `on`."""
    other = mentor if side is Side.MENTEE else mentee
    return Acquaintance(
        title=other.current_role.title if other and other.current_role else "",
        rungs=_rungs(mentee, mentor),
        facts=_facts(other),
        helps_with=[goal.goal.title for goal in other.goals if goal.stance == _stance(side)] if other else [],
        in_common=_in_common(mentee, mentor),
        own_words=_own_words(other),
        week=_week(mentee, mentor, zone=zone, on=on),
    )


def _stance(side: Side) -> Stance:
    """A mentee reads what the mentor offers, a mentor what the mentee wants."""
    return Stance.OFFERED if side is Side.MENTEE else Stance.WANTED


def _rungs(mentee: Profile | None, mentor: Profile | None) -> list[Rung]:
    if mentee is None or mentor is None:
        return []
    slugs = list(wanted_slugs(mentee))
    levels = db.session.execute(sa.select(Role.slug, Role.level).where(Role.slug.in_(slugs)))
    return shared_ladder(mentee, mentor, levels={slug: level for slug, level in levels})  # noqa: C416 - a Row is no pair to dict()


def _facts(profile: Profile | None) -> list[tuple[str, str]]:
    """List what fellow members may know; the employer is left out, whoever hides it or not."""
    if profile is None:
        return []
    years = profile.years_in_field
    shift = SHIFT_WORDS.get(profile.shift_pattern or "", "")
    return [
        ("Role", profile.current_role.title if profile.current_role else ""),
        ("Wants to be", _target(profile)),
        ("In the field", counted(years, "year") if years is not None else ""),
        ("State", profile.state.name if profile.state else ""),
        ("Works", shift),
        ("Speaks", languages(profile.languages)),
        ("Would rather meet", MEETING_WORDS[profile.meeting_mode]),
    ]


def _target(profile: Profile) -> str:
    target = profile.mentee.target_role if profile.mentee else None
    return target.title if target else ""


def _own_words(profile: Profile | None) -> list[tuple[str, str]]:
    if profile is None:
        return []
    said = [
        ("Looks for", profile.mentee.looks_for if profile.mentee else ""),
        ("Offers", profile.mentor.offers if profile.mentor else ""),
        ("About", profile.about),
    ]
    return [(title, words) for title, words in said if words]


def _in_common(mentee: Profile | None, mentor: Profile | None) -> list[str]:
    if mentee is None or mentor is None:
        return []
    offered = {one.specialization_slug for one in mentor.specializations}
    both = {one.specialization.name for one in mentee.specializations if one.specialization_slug in offered}
    return sorted(both)


def _week(mentee: Profile | None, mentor: Profile | None, *, zone: str, on: date) -> list[list[str]]:
    """Lay the free hours of both over each other, as the reader's clock has them."""
    both = (mentee, mentor)
    if any(
        one is None or one.shift_pattern is ShiftPattern.ROTATING or not one.available_blocks for one in both
    ):
        return []
    hours = [utc_hours(one.available_blocks, one.account.time_zone, on) for one in both if one]
    weeks = [week_of(each, zone, on) for each in hours]
    words = ("", "one", "both")
    return [[words[sum(free)] for free in zip(*days, strict=True)] for days in zip(*weeks, strict=True)]


def asks_of(program: Program, mentor: Profile | None, *, seat: str) -> list[tuple[str, str]]:
    """Say what a mentorship of the program asks of the two, and in `seat` what becomes of the mentor's seat."""
    hours = mentor.mentor.hours_a_month if mentor and mentor.mentor else 2
    months = max(1, round(program.mentorship_weeks / 4.35))
    return [
        ("clock", f"About {counted(hours, 'hour')} a month, when it suits you both"),
        ("calendar", f"{counted(months, 'month')} to begin with; either of you can end it sooner"),
        ("seat", seat),
    ]
