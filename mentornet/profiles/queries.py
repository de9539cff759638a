"""What does a profile say? Whole profiles in a constant number of statements, however many are asked for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ..catalogue.models import Role
from ..foundation.database import db
from ..foundation.errors import NotFoundError
from .models import MenteeProfile, Profile, ProfileCredential, ProfileGoal, ProfileSpecialization, RoleWalked


def whole() -> tuple[ORMOption, ...]:
    """Return the options that load a profile with all it says: one statement, and one more for each list."""
    return (
        *climbing(),
        selectinload(Profile.credentials).joinedload(ProfileCredential.credential),
        selectinload(Profile.ties),
    )


def climbing() -> tuple[ORMOption, ...]:
    """Return the options that load what the meter and the ladder need: all but credentials and ties."""
    return (
        joinedload(Profile.account),
        joinedload(Profile.current_role),
        joinedload(Profile.state),
        joinedload(Profile.mentee).joinedload(MenteeProfile.target_role),
        joinedload(Profile.mentor),
        selectinload(Profile.specializations).joinedload(ProfileSpecialization.specialization),
        selectinload(Profile.goals).joinedload(ProfileGoal.goal),
        selectinload(Profile.roles_walked).joinedload(RoleWalked.role),
    )


def find_profile(account_id: int) -> Profile | None:
    """Return the whole profile of an account, or None where it has none yet."""
    return db.session.scalars(_profiles().where(Profile.account_id == account_id)).one_or_none()


def find_climb(account_id: int) -> Profile | None:
    """Return the profile of an account as far as meter and ladder need it, or None where it has none yet."""
    found = sa.select(Profile).where(Profile.account_id == account_id).options(*climbing())
    return db.session.scalars(found).one_or_none()


def present_roles(account_ids: Collection[int]) -> dict[int, str]:
    """Map account ids to the title of each one's present role; those who gave none are left out."""
    if not account_ids:
        return {}
    named = (
        sa.select(Profile.account_id, Role.title)
        .join(Role, Role.slug == Profile.current_role_slug)
        .where(Profile.account_id.in_(account_ids))
    )
    return {account_id: title for account_id, title in db.session.execute(named)}  # noqa: C416 - a Row is no pair to dict()


def get_profile(account_id: int) -> Profile:
    """Return the whole profile of an account; raise NotFoundError where it has none."""
    profile = find_profile(account_id)
    if profile is None:
        raise NotFoundError
    return profile


def profiles_of(account_ids: Collection[int] | sa.Select[Any]) -> dict[int, Profile]:
    """Map account ids to whole profiles; ids without one are left out.

    `account_ids` may be a SELECT of ids, which is the way for more than some thousands.
    """
    wanted = account_ids if isinstance(account_ids, sa.Select) else sorted(set(account_ids))
    found = db.session.scalars(_profiles().where(Profile.account_id.in_(wanted)))
    return {profile.account_id: profile for profile in found}


def _profiles() -> sa.Select[Profile]:
    return sa.select(Profile).options(*whole())
