"""Which rows does a round rest on? Columns alone, in a constant number of statements however many people take part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...catalogue.models import Role, Specialization
from ...foundation.database import db
from ...profiles.models import (
    MenteeProfile,
    MentorProfile,
    Profile,
    ProfileCredential,
    ProfileGoal,
    ProfileSpecialization,
    RoleWalked,
    Tie,
)
from ...programs.models import Enrolment, EnrolmentState
from ..models import MatchingRound

Row = sa.Row[*tuple[Any, ...]]
Columns = sa.Select[*tuple[Any, ...]]
ByProfile = Mapping[int | None, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the enrolled people say, by profile."""

    people: Sequence[Row]
    """One row an enrolment, by account id: the same person may be there on both sides."""
    specializations: ByProfile
    goals: ByProfile
    credentials: ByProfile
    walked: ByProfile
    ties: ByProfile


def read_facts(matching_round: MatchingRound, *, only: Collection[int] = ()) -> Facts:
    """Read what everybody who takes part in the round says; with `only`, of those accounts no more."""
    people = _people(matching_round)
    mine = sa.select(Profile.id).where(Profile.account_id.in_(enrolled_ids(matching_round)))
    if only:
        people, mine = people.where(Account.id.in_(only)), mine.where(Profile.account_id.in_(only))
    return Facts(
        people=db.session.execute(people).all(),
        specializations=_by_profile(
            sa.select(
                ProfileSpecialization.profile_id,
                ProfileSpecialization.specialization_slug.label("slug"),
                ProfileSpecialization.stance,
                Specialization.area_slug.label("area"),
            )
            .join(Specialization)
            .where(ProfileSpecialization.profile_id.in_(mine))
            .order_by(ProfileSpecialization.specialization_slug)
        ),
        goals=_by_profile(
            sa.select(ProfileGoal.profile_id, ProfileGoal.goal_slug.label("slug"), ProfileGoal.stance)
            .where(ProfileGoal.profile_id.in_(mine))
            .order_by(ProfileGoal.rank, ProfileGoal.goal_slug)
        ),
        credentials=_by_profile(
            sa.select(
                ProfileCredential.profile_id,
                ProfileCredential.credential_slug.label("slug"),
                ProfileCredential.stance,
                ProfileCredential.state_slug.label("state"),
            )
            .where(ProfileCredential.profile_id.in_(mine))
            .order_by(ProfileCredential.credential_slug)
        ),
        walked=_by_profile(
            sa.select(RoleWalked.profile_id, RoleWalked.role_slug.label("role"), RoleWalked.began_in)
            .where(RoleWalked.profile_id.in_(mine))
            .order_by(RoleWalked.began_in, RoleWalked.id)
        ),
        ties=_by_profile(
            sa.select(Tie.profile_id, Tie.kind, Tie.name, Tie.canonical_email, Tie.ended_on).where(
                Tie.profile_id.in_(mine)
            )
        ),
    )


def enrolled_ids(matching_round: MatchingRound) -> sa.Select[int]:
    """Select the accounts that take part in the round's program now, in its cohort where it has one."""
    return sa.select(Enrolment.account_id).where(*_takes_part(matching_round))


def _takes_part(matching_round: MatchingRound) -> list[sa.ColumnElement[bool]]:
    active = [
        Enrolment.program_id == matching_round.program_id,
        Enrolment.state == EnrolmentState.ACTIVE,
    ]
    if matching_round.cohort_id is not None:
        active.append(Enrolment.cohort_id == matching_round.cohort_id)
    return active


def _people(matching_round: MatchingRound) -> Columns:
    return (
        sa.select(
            Enrolment.side,
            Account.id.label("account_id"),
            Account.display_name.label("name"),
            Account.folded_name,
            Account.canonical_email,
            Account.time_zone,
            Profile.id.label("profile_id"),
            Profile.current_role_slug.label("current_role"),
            Role.level,
            Profile.years_in_field.label("years"),
            Profile.employer_key,
            Profile.accepts_same_employer,
            Profile.state_slug.label("state"),
            Profile.shift_pattern,
            Profile.available_blocks,
            Profile.languages,
            MenteeProfile.profile_id.label("mentee_profile_id"),
            MenteeProfile.target_role_slug.label("target_role"),
            MenteeProfile.is_paused,
            MentorProfile.profile_id.label("mentor_profile_id"),
            MentorProfile.seats,
            MentorProfile.seats_taken,
            MentorProfile.paused_until,
        )
        .join(Account, Account.id == Enrolment.account_id)
        .outerjoin(Profile, Profile.account_id == Account.id)
        .outerjoin(Role, Role.slug == Profile.current_role_slug)
        .outerjoin(MenteeProfile, MenteeProfile.profile_id == Profile.id)
        .outerjoin(MentorProfile, MentorProfile.profile_id == Profile.id)
        .where(*_takes_part(matching_round), Account.disabled_at.is_(None))
        .order_by(Account.id)
    )


def _by_profile(statement: Columns) -> ByProfile:
    found: dict[int | None, list[Row]] = defaultdict(list)
    for row in db.session.execute(statement):
        found[row[0]].append(row)
    return found
