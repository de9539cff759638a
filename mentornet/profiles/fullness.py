"""How full are many profiles at once? The meter of `rules.completeness` as an expression of the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import sqlalchemy as sa

from ..catalogue.models import Specialization
from ..foundation.database import db
from .models import (
    MenteeProfile,
    MentorProfile,
    Profile,
    ProfileGoal,
    ProfileSpecialization,
    RoleWalked,
    ShiftPattern,
    Stance,
)
from .rules import BOTH, OF_MENTEES, OF_MENTORS, SETTING_AREA, SKILL_AREA

Condition = sa.ColumnElement[bool]


@cache  # an expression of thirty parts, the same for everybody
def percent_full() -> sa.ColumnElement[int]:
    """Return how full the profile of a row of `profiles` is, in whole per cent, as `completeness` counts it."""
    is_mentee, is_mentor = Profile.mentee.has(), Profile.mentor.has()
    parts = (
        (BOTH, _of_both(), sa.true()),
        (OF_MENTEES, _of_mentees(), is_mentee),
        (OF_MENTORS, _of_mentors(), is_mentor),
    )
    earned: sa.ColumnElement[int] = sa.literal(0)
    whole: sa.ColumnElement[int] = sa.literal(0)
    for wanted, conditions, on_this_side in parts:
        whole += _worth(on_this_side, sum(one.missing.weight for one in wanted))
        for one, is_there in zip(wanted, conditions, strict=True):
            earned += _worth(sa.and_(on_this_side, is_there), one.missing.weight)
    return earned * 100 // whole


def percents_of(account_ids: Collection[int]) -> dict[int, int]:
    """Map each account id to how full its profile is; 0 where there is none. One statement."""
    counted = sa.select(Profile.account_id, percent_full()).where(Profile.account_id.in_(account_ids))
    return dict.fromkeys(account_ids, 0) | {key: percent for key, percent in db.session.execute(counted)}  # noqa: C416 - a Row is no pair to dict()


def _worth(condition: Condition, weight: int) -> sa.ColumnElement[int]:
    return sa.case((condition, weight), else_=0)


def _of_both() -> Sequence[Condition]:
    """Return the conditions of rules.BOTH, in its order."""
    return (
        Profile.current_role_slug.is_not(None),
        Profile.years_in_field.is_not(None),
        Profile.state_slug.is_not(None),
        sa.or_(Profile.available_blocks != 0, Profile.shift_pattern == ShiftPattern.ROTATING),
        sa.cast(Profile.languages, sa.Text).not_in(("[]", "null")),
        _names(Stance.HELD, Specialization.area_slug == SETTING_AREA),
        Profile.about != "",
    )


def _of_mentees() -> Sequence[Condition]:
    return (
        Profile.mentee.has(MenteeProfile.target_role_slug.is_not(None)),
        Profile.goals.any(ProfileGoal.stance == Stance.WANTED),
        *_subjects(Stance.WANTED),
    )


def _of_mentors() -> Sequence[Condition]:
    return (
        Profile.roles_walked.any(RoleWalked.id.is_not(None)),
        Profile.goals.any(ProfileGoal.stance == Stance.OFFERED),
        *_subjects(Stance.OFFERED),
        Profile.mentor.has(MentorProfile.seats > 0),
    )


def _subjects(stance: Stance) -> tuple[Condition, Condition]:
    return (
        _names(stance, Specialization.area_slug.not_in((SKILL_AREA, SETTING_AREA))),
        _names(stance, Specialization.area_slug == SKILL_AREA),
    )


def _names(stance: Stance, in_area: Condition) -> Condition:
    """Say whether the profile names a subject of an area; the slugs of an area are few and looked up once."""
    slugs = sa.select(Specialization.slug).where(in_area)
    return Profile.specializations.any(
        sa.and_(
            ProfileSpecialization.stance == stance,
            ProfileSpecialization.specialization_slug.in_(slugs),
        )
    )
