"""What happens to a profile? Begun at sign-up, filled step by step, turned on or off for a side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ..accounts.models import Account
from ..audit.services import record
from ..catalogue.models import Credential
from ..foundation import clock
from ..foundation.database import changed_rows, db
from ..foundation.errors import Refusal
from ..foundation.words import canonical_address
from .answers import About, Help, Here, Terms, There, Tied, When
from .availability import from_names
from .models import (
    MenteeProfile,
    MentorProfile,
    Profile,
    ProfileCredential,
    ProfileGoal,
    ProfileSpecialization,
    RoleWalked,
    Stance,
    Tie,
)
from .queries import find_profile
from .rules import employer_key, ensure_some_side, seats_fault

HELD, WANTED, OFFERED = Stance.HELD, Stance.WANTED, Stance.OFFERED
LICENCE = "licence"


def begin_profile(account: Account, *, mentee: bool, mentor: bool) -> Profile:
    """Give `account` a profile on the sides chosen at sign-up; one that is there keeps what it has.

    Refuses to begin one on no side at all.
    """
    ensure_some_side(mentee=mentee, mentor=mentor)
    profile = find_profile(account.id)
    if profile is None:
        profile = Profile(account=account, languages=[])
        db.session.add(profile)
    if mentee and profile.mentee is None:
        profile.mentee = MenteeProfile()
    if mentor and profile.mentor is None:
        profile.mentor = MentorProfile()
    db.session.flush()  # so that a second call in the same transaction finds it
    return profile


def set_sides(profile: Profile, *, mentee: bool, mentor: bool, by: Account) -> None:
    """Turn the sides of a profile on or off; what was said as a mentee or mentor goes with the side.

    Refuses to turn off both, and to turn off the mentor's side while seats are taken.
    """
    ensure_some_side(mentee=mentee, mentor=mentor)
    if not mentor and profile.mentor:
        _give_up_seats(profile.mentor)
    if mentee != (profile.mentee is not None):
        profile.mentee = MenteeProfile() if mentee else None
    if mentor != (profile.mentor is not None):
        profile.mentor = MentorProfile() if mentor else None
    gone = {OFFERED} if not mentor else set()
    gone |= {WANTED} if not mentee else set()
    _drop(profile, gone)
    _note(profile, by, "sides", mentee=mentee, mentor=mentor)


def _drop(profile: Profile, gone: set[Stance]) -> None:
    profile.goals = [one for one in profile.goals if one.stance not in gone]
    profile.specializations = [one for one in profile.specializations if one.stance not in gone]
    profile.credentials = [one for one in profile.credentials if one.stance not in gone]


def _give_up_seats(mentor: MentorProfile) -> None:
    """Set the seats to none if none is taken now, in one statement, or refuse."""
    free = sa.update(MentorProfile).where(
        MentorProfile.profile_id == mentor.profile_id, MentorProfile.seats_taken == 0
    )
    if not changed_rows(free.values(seats=0)):
        raise Refusal(
            "You are a mentor to somebody now, or a proposal with you is open, so the mentor's side stays on. "
            "To take nobody new, set a pause instead."
        )


def save_here(profile: Profile, answers: Here, *, by: Account) -> None:
    """Write down where somebody is: role, years, employer, and a mentor's roles walked."""
    profile.current_role_slug = answers.role
    profile.years_in_field = answers.years_in_field
    profile.employer = answers.employer
    profile.employer_key = employer_key(answers.employer)
    profile.is_employer_hidden = answers.is_employer_hidden
    profile.roles_walked = [
        RoleWalked(role_slug=one.role, began_in=one.began_in, ended_in=one.ended_in)
        for one in sorted(answers.walked, key=lambda one: (one.began_in, one.ended_in or one.began_in))
    ]
    if profile.mentor:
        profile.mentor.has_supervised = answers.has_supervised
    _note(profile, by, "where-i-am")


def save_there(profile: Profile, answers: There, *, by: Account) -> None:
    """Write down where somebody wants to be, and the credentials sought and held."""
    if profile.mentee:
        profile.mentee.target_role_slug = answers.target
    chosen = {(slug, HELD) for slug in answers.held}
    if profile.mentee:
        chosen |= {(slug, WANTED) for slug in answers.sought}
    kept = {(one.credential_slug, one.stance): one for one in profile.credentials}
    profile.credentials = [
        kept.get(key) or ProfileCredential(credential_slug=key[0], stance=key[1]) for key in sorted(chosen)
    ]
    _place_licences(profile)
    _note(profile, by, "where-i-want-to-be")


def _place_licences(profile: Profile) -> None:
    """Say of each licence which state it is of: the one it belongs to, else the person's own."""
    slugs = [one.credential_slug for one in profile.credentials]
    licences = sa.select(Credential.slug, Credential.jurisdiction).where(
        Credential.slug.in_(slugs), Credential.kind == LICENCE
    )
    places = {slug: place for slug, place in db.session.execute(licences)}  # noqa: C416 - a Row is no pair to dict()
    for one in profile.credentials:
        place = places.get(one.credential_slug)
        if place is not None:
            one.state_slug = place if place.startswith("us-") else profile.state_slug


def save_help(profile: Profile, answers: Help, *, by: Account) -> None:
    """Write down goals, specializations, skills, settings and populations, for the sides the profile has."""
    goals: dict[tuple[str, Stance], int] = {}
    subjects = {
        (slug, HELD) for slug in [*answers.specializations_held, *answers.settings, *answers.populations]
    }
    if profile.mentee:
        goals |= {(slug, WANTED): rank for rank, slug in enumerate(answers.goals_wanted, start=1)}
        subjects |= {(slug, WANTED) for slug in [*answers.specializations_wanted, *answers.skills_wanted]}
    if profile.mentor:
        goals |= {(slug, OFFERED): 0 for slug in answers.goals_offered}
        subjects |= {(slug, OFFERED) for slug in [*answers.specializations_offered, *answers.skills_offered]}
    _set_goals(profile, goals)
    _set_subjects(profile, subjects)
    _note(profile, by, "help")


def _set_goals(profile: Profile, goals: dict[tuple[str, Stance], int]) -> None:
    kept = {(one.goal_slug, one.stance): one for one in profile.goals}
    profile.goals = [
        kept.get(key) or ProfileGoal(goal_slug=key[0], stance=key[1], rank=rank)
        for key, rank in goals.items()
    ]
    for one in profile.goals:
        one.rank = goals[one.goal_slug, one.stance]


def _set_subjects(profile: Profile, subjects: Iterable[tuple[str, Stance]]) -> None:
    kept = {(one.specialization_slug, one.stance): one for one in profile.specializations}
    profile.specializations = [
        kept.get(key) or ProfileSpecialization(specialization_slug=key[0], stance=key[1])
        for key in sorted(subjects)
    ]


def save_when(profile: Profile, answers: When, *, by: Account) -> None:
    """Write down when somebody can meet, in their own zone."""
    profile.shift_pattern = answers.shift_pattern
    profile.available_blocks = from_names(answers.blocks)
    profile.account.time_zone = answers.time_zone
    _note(profile, by, "when-i-can-meet")


def save_terms(profile: Profile, answers: Terms, *, by: Account) -> None:
    """Write down how somebody is matched. Refuses fewer seats than are taken at this moment."""
    profile.languages = answers.languages
    profile.state_slug = answers.state
    profile.meeting_mode = answers.meeting_mode
    profile.accepts_same_employer = answers.accepts_same_employer
    profile.ties = [_tie(one) for one in answers.ties]
    if profile.mentee:
        profile.mentee.is_paused = answers.is_paused
    if profile.mentor:
        profile.mentor.hours_a_month = answers.hours_a_month
        profile.mentor.paused_until = answers.paused_until
        _set_seats(profile.mentor, answers.seats)
    _place_licences(profile)
    _note(profile, by, "how-we-match")


def _tie(one: Tied) -> Tie:
    address = canonical_address(one.email) if one.email else ""
    return Tie(kind=one.kind, name=one.name, canonical_email=address, ended_on=one.ended_on)


def _set_seats(mentor: MentorProfile, seats: int) -> None:
    """Set the seats on the condition that no more are taken, in one statement: a proposal may open meanwhile."""
    enough = sa.update(MentorProfile).where(
        MentorProfile.profile_id == mentor.profile_id, MentorProfile.seats_taken <= seats
    )
    if not changed_rows(enough.values(seats=seats)):
        db.session.refresh(mentor)
        raise Refusal(
            seats_fault(seats, taken=mentor.seats_taken) or "Your seats changed a moment ago. Try again."
        )
    db.session.refresh(mentor, ["seats", "seats_taken"])


def save_about(profile: Profile, answers: About, *, by: Account) -> None:
    """Write down what somebody says in their own words; the form has looked for client information."""
    profile.about = answers.about
    profile.memberships = sorted(set(answers.memberships))
    if profile.mentee:
        profile.mentee.looks_for = answers.looks_for
    if profile.mentor:
        profile.mentor.offers = answers.offers
    _note(profile, by, "about-me")


def _note(profile: Profile, by: Account, step: str, **details: Any) -> None:
    """Remember when the profile changed and who changed it; what was said is not repeated."""
    profile.changed_at = clock.now()
    record("profile.changed", by=by, subject_type="profile", subject_id=profile.id, step=step, **details)
