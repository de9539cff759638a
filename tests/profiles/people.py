"""Profiles for the tests: plain values for rules, rows for queries, services and pages."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account
from mentornet.catalogue.models import Specialization
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
