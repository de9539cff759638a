"""Profiles for the tests: plain values for rules, rows for queries, services and pages."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account
from mentornet.catalogue.models import (
    Credential,
    Goal,
    Level,
    Role,
    Specialization,
    SpecializationArea,
    State,
    Track,
    Transition,
)
from mentornet.foundation.database import db
from mentornet.profiles.models import (
    MenteeProfile,
    MentorProfile,
    Profile,
    ProfileGoal,
    ProfileSpecialization,
    RoleWalked,
    ShiftPattern,
    Stance,
)

AREAS = {
    "de-escalation": "practice-skill",
    "inpatient-acute": "care-setting",
    "geriatric": "population",
    "suicide-prevention": "trauma-and-crisis",
}


def subject(slug: str, stance: Stance) -> ProfileSpecialization:
    """Say that somebody holds, wants or offers a subject, with its entry at hand."""
    return ProfileSpecialization(
        specialization=Specialization(slug=slug, name=slug, area_slug=AREAS[slug]),
        specialization_slug=slug,
        stance=stance,
    )


def full_mentee(**values: Any) -> Profile:
    """A mentee who left nothing out, as a plain value."""
    given: dict[str, Any] = {
        "current_role_slug": "mental-health-technician",
        "years_in_field": 3,
        "state_slug": "us-ca",
        "shift_pattern": ShiftPattern.NIGHTS,
        "available_blocks": 1,
        "languages": ["en"],
        "about": "I work nights.",
        "is_employer_hidden": True,
        "mentee": MenteeProfile(target_role_slug="registered-nurse"),
        "goals": [ProfileGoal(goal_slug="nursing-path", stance=Stance.WANTED, rank=1)],
        "specializations": [
            subject("inpatient-acute", Stance.HELD),
            subject("geriatric", Stance.WANTED),
            subject("de-escalation", Stance.WANTED),
        ],
    }
    return Profile(**given | values)


def full_mentor(**values: Any) -> Profile:
    """A mentor who left nothing out, as a plain value."""
    given: dict[str, Any] = {
        "mentee": None,
        "mentor": MentorProfile(seats=2, seats_taken=0),
        "goals": [ProfileGoal(goal_slug="nursing-path", stance=Stance.OFFERED)],
        "specializations": [
            subject("inpatient-acute", Stance.HELD),
            subject("geriatric", Stance.OFFERED),
            subject("de-escalation", Stance.OFFERED),
        ],
        "roles_walked": [RoleWalked(role_slug="registered-nurse", began_in=2020)],
    }
    return full_mentee(**given | values)


def put_catalogue() -> None:
    """Make sure that the entries the tests name are there; what is there already is left as it is."""
    area = {slug: f"{slug.replace('-', ' ').capitalize()}" for slug in AREAS.values()}
    entries: list[Any] = [
        Track(slug="technician", name="Direct care technician"),
        Track(slug="nursing", name="Nursing"),
        *(Level(slug=f"level-{n}", number=n, name=f"Level {n}") for n in range(8)),
        *(SpecializationArea(slug=slug, name=name) for slug, name in area.items()),
        Goal(slug="nursing-path", title="Move into nursing", category="direction", is_core=True),
        Goal(slug="documentation", title="Documentation", category="skill", is_core=True),
        Credential(
            slug="rn",
            abbreviation="RN",
            name="Registered nurse",
            issuer="State",
            kind="licence",
            jurisdiction="state",
        ),
        State(
            slug="us-ca", code="CA", name="California", kind="state", primary_timezone="America/Los_Angeles"
        ),
        Role(
            slug="mental-health-technician",
            title="Mental health technician",
            track_slug="technician",
            level=1,
            aliases=["BHT", "psych tech"],
        ),
        Role(slug="psychiatric-aide", title="Psychiatric aide", track_slug="technician", level=1),
        Role(
            slug="licensed-practical-nurse", title="Licensed practical nurse", track_slug="nursing", level=3
        ),
        Role(slug="registered-nurse", title="Registered nurse", track_slug="nursing", level=4),
        *(
            Specialization(slug=slug, name=slug.replace("-", " ").capitalize(), area_slug=of)
            for slug, of in AREAS.items()
        ),
        _step("psychiatric-aide", "mental-health-technician"),
        _step("mental-health-technician", "licensed-practical-nurse"),
        _step("licensed-practical-nurse", "registered-nurse"),
    ]
    for entry in entries:
        if db.session.get(type(entry), entry.slug) is None:
            db.session.add(entry)
            db.session.flush()


def _step(lower: str, upper: str) -> Transition:
    return Transition(
        slug=f"{lower}--{upper}",
        from_role_slug=lower,
        to_role_slug=upper,
        kind="education",
        typical_months_min=12,
        typical_months_max=18,
    )


def put_profile(account: Account, *, mentee: bool = False, mentor: bool = False, **values: Any) -> Profile:
    """Add a profile with some of everything in it, and return it flushed."""
    profile = Profile(
        account=account,
        **{
            "current_role_slug": "mental-health-technician",
            "years_in_field": 4,
            "state_slug": "us-ca",
            "available_blocks": 1 << 11,
            "languages": ["en"],
        }
        | values,
    )
    if mentee:
        profile.mentee = MenteeProfile(target_role_slug="registered-nurse")
        profile.goals.append(ProfileGoal(goal_slug="nursing-path", stance=Stance.WANTED, rank=1))
        profile.specializations.append(
            ProfileSpecialization(specialization_slug="geriatric", stance=Stance.WANTED)
        )
    if mentor:
        profile.mentor = MentorProfile(seats=2)
        profile.goals.append(ProfileGoal(goal_slug="nursing-path", stance=Stance.OFFERED))
        profile.specializations.append(
            ProfileSpecialization(specialization_slug="geriatric", stance=Stance.OFFERED)
        )
        profile.roles_walked = [
            RoleWalked(role_slug="psychiatric-aide", began_in=2014, ended_in=2016),
            RoleWalked(role_slug="mental-health-technician", began_in=2016),
        ]
    db.session.add(profile)
    db.session.flush()
    return profile
