"""How does a profile read to somebody? What they may see of it, in words, in their own time zone."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..catalogue.choices import organization_names
from ..foundation import clock
from ..foundation.templating import counted, day
from .audiences import Viewer, visible_to
from .availability import in_words, utc_hours, week_of
from .climb import Rung, rungs_of
from .languages import language_name
from .models import MeetingMode, Profile, ProfileCredential, ShiftPattern, Stance
from .rules import POPULATION_AREA, SETTING_AREA, SKILL_AREA

MODES = {
    MeetingMode.ANY: "Meets any way",
    MeetingMode.VIDEO: "Would rather meet by video",
    MeetingMode.PHONE: "Would rather meet by phone",
    MeetingMode.IN_PERSON: "Would rather meet in person",
}
SHIFTS = {
    ShiftPattern.DAYS: "Works days",
    ShiftPattern.EVENINGS: "Works evenings",
    ShiftPattern.NIGHTS: "Works nights",
    ShiftPattern.WEEKENDS: "Works weekends",
    ShiftPattern.ROTATING: "Works rotating shifts",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A credential and how far it can be trusted."""

    name: str
    stance: str
    trust: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """A profile as one reader may see it; what they may not see is empty."""

    account_id: int
    name: str
    role: str
    sides: str
    facts: list[tuple[str, str]]
    rungs: list[Rung]
    goals_wanted: list[str]
    goals_offered: list[str]
    wanted: list[str]
    offered: list[str]
    skills_wanted: list[str]
    skills_offered: list[str]
    works_in: list[str]
    papers: list[Paper]
    sought: list[str]
    meets: list[str]
    week: list[list[str]]
    terms: list[tuple[str, str]]
    about: str
    looks_for: str
    offers: str
    memberships: list[str]
    sees: frozenset[str] = field(default_factory=frozenset)


def portrait(profile: Profile, *, viewer: Viewer, zone: str) -> Portrait:
    """Draw a whole profile for `viewer`, times in `zone`."""
    sees = visible_to(viewer, profile)
    today = clock.today(zone)
    hours = (
        utc_hours(profile.available_blocks, profile.account.time_zone, today)
        if "available_blocks" in sees
        else 0
    )
    mentee, mentor = profile.mentee, profile.mentor
    return Portrait(
        account_id=profile.account_id,
        name=profile.account.display_name,
        role=profile.current_role.title if profile.current_role and "current_role" in sees else "",
        sides=_sides(profile) if sees else "",
        facts=_facts(profile, sees),
        rungs=rungs_of(profile) if {"roles_walked", "target_role"} <= sees else [],
        goals_wanted=_goals(profile, Stance.WANTED, sees),
        goals_offered=_goals(profile, Stance.OFFERED, sees),
        wanted=_subjects(profile, Stance.WANTED, sees, without=(SKILL_AREA,)),
        offered=_subjects(profile, Stance.OFFERED, sees, without=(SKILL_AREA,)),
        skills_wanted=_subjects(profile, Stance.WANTED, sees, only=(SKILL_AREA,)),
        skills_offered=_subjects(profile, Stance.OFFERED, sees, only=(SKILL_AREA,)),
        works_in=_subjects(profile, Stance.HELD, sees),
        papers=[
            _paper(one) for one in profile.credentials if one.stance == Stance.HELD and "credentials" in sees
        ],
        sought=[
            one.credential.abbreviation
            for one in profile.credentials
            if one.stance == Stance.WANTED and "credentials" in sees
        ],
        meets=in_words(hours, zone, today),
        week=[["one" if free else "" for free in blocks] for blocks in week_of(hours, zone, today)]
        if hours
        else [],
        terms=_terms(profile, sees),
        about=profile.about if "about" in sees else "",
        looks_for=mentee.looks_for if mentee and "looks_for" in sees else "",
        offers=mentor.offers if mentor and "offers" in sees else "",
        memberships=_memberships(profile) if "memberships" in sees else [],
        sees=sees,
    )


def _memberships(profile: Profile) -> list[str]:
    names = organization_names()
    return sorted(names.get(slug, slug) for slug in profile.memberships or [])


def _sides(profile: Profile) -> str:
    if profile.mentee and profile.mentor:
        return "Mentors, and seeks a mentor"
    return "Mentors" if profile.mentor else "Seeks a mentor"


def _facts(profile: Profile, sees: frozenset[str]) -> list[tuple[str, str]]:
    """List what stands under the name, each with its icon."""
    years = profile.years_in_field
    mentor = profile.mentor
    found = [
        ("clock", "years_in_field", f"{counted(years, 'year')} in the field" if years is not None else ""),
        ("pin", "state", profile.state.name if profile.state else ""),
        ("work", "employer", profile.employer),
        ("language", "languages", ", ".join(language_name(code) for code in profile.languages)),
        ("moon", "shift_pattern", SHIFTS.get(profile.shift_pattern, "") if profile.shift_pattern else ""),
        ("message", "meeting_mode", MODES[profile.meeting_mode]),
        ("people", "has_supervised", "Has supervised others" if mentor and mentor.has_supervised else ""),
        ("seat", "free_seat", free_seat_words(profile)),
    ]
    return [(icon, words) for icon, name, words in found if words and name in sees]


def free_seat_words(profile: Profile) -> str:
    """Say whether a mentor has a seat free now, and nothing of how many."""
    mentor = profile.mentor
    if mentor is None:
        return ""
    if mentor.paused_until and mentor.paused_until > clock.today(profile.account.time_zone):
        return "Takes no new mentees for now"
    return "Has a free seat" if mentor.seats_taken < mentor.seats else "No free seat now"


def _goals(profile: Profile, stance: Stance, sees: frozenset[str]) -> list[str]:
    chosen = sorted((one for one in profile.goals if one.stance == stance), key=lambda one: one.rank)
    return [one.goal.title for one in chosen] if "goals" in sees else []


def _subjects(
    profile: Profile,
    stance: Stance,
    sees: frozenset[str],
    *,
    only: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
) -> list[str]:
    if "specializations" not in sees:
        return []
    order = {SETTING_AREA: 0, POPULATION_AREA: 1}
    chosen = [
        one.specialization
        for one in profile.specializations
        if one.stance == stance
        and one.specialization.area_slug not in without
        and (not only or one.specialization.area_slug in only)
    ]
    return [one.name for one in sorted(chosen, key=lambda one: (order.get(one.area_slug, 2), one.name))]


def _paper(one: ProfileCredential) -> Paper:
    """Name a credential and say how far it is known to be true: never 'verified' on somebody's own word."""
    state = f" ({one.state_slug.removeprefix('us-').upper()})" if one.state_slug else ""
    trust = f"Checked at the source on {day(one.checked_on)}" if one.checked_on else "Self-reported"
    return Paper(f"{one.credential.name}{state}", "held", trust)


def _terms(profile: Profile, sees: frozenset[str]) -> list[tuple[str, str]]:
    """List the terms only a match, a coordinator or the owner sees."""
    mentor = profile.mentor
    found = [("time_zone", "Time zone", profile.account.time_zone.replace("_", " "))]
    if mentor:
        found += [
            ("hours_a_month", "Hours a month", str(mentor.hours_a_month)),
            ("seats", "Seats", f"{mentor.seats_taken} of {mentor.seats} taken"),
            ("paused_until", "Paused until", day(mentor.paused_until)),
        ]
    same = "Yes" if profile.accepts_same_employer else "No"
    found.append(("accepts_same_employer", "May be matched within one employer", same))
    return [(label, words) for name, label, words in found if words and name in sees]
