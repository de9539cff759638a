"""Which rows does a round rest on? Columns alone, in a constant number of statements however many people take part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
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
    Stance,
    Tie,
)
from ...profiles.rules import POPULATION_AREA, SETTING_AREA, SKILL_AREA
from ...programs.models import Enrolment, EnrolmentState
from ..models import MatchingRound

Row = sa.Row[*tuple[Any, ...]]
Columns = sa.Select[*tuple[Any, ...]]
ProfileId = int | None
AT_A_TIME = 5_000
FEW = 1_000
"""Of so many people the facts are asked for by their ids; of more, those of everybody who takes part."""
Told = Mapping[tuple[ProfileId, str], Sequence[str]]
"""Words by profile and stance."""
APART = frozenset({SKILL_AREA, SETTING_AREA, POPULATION_AREA})
"""Areas of specialization with a criterion of their own."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the enrolled people say, by profile."""

    people: Sequence[Row]
    """One row an enrolment, by account id: the same person may be there on both sides."""
    specializations: Mapping[tuple[ProfileId, str, str | None], Sequence[str]]
    """By profile, stance and area, None standing for all that have no criterion of their own; in no order."""
    goals: Told
    """Dearest first."""
    credentials: Mapping[tuple[ProfileId, str], Sequence[tuple[str, str | None]]]
    """Each with the state it belongs to; in no order."""
    walked: Mapping[ProfileId, Sequence[tuple[str, int | None]]]
    """Roles had and the years they began in, one after the other."""
    ties: Mapping[ProfileId, Sequence[Row]]


def read_people(matching_round: MatchingRound, *, only: Collection[int] = ()) -> Sequence[Row]:
    """Read who takes part in the round, a row an enrolment; with `only`, of those accounts no more."""
    db.session.flush()
    people = _people(matching_round)
    return [*_rows(people.where(Account.id.in_(only)) if only else people)]


def read_facts(matching_round: MatchingRound, people: Sequence[Row], *, about: Collection[int]) -> Facts:
    """Read what those of the people say whose accounts it is `about`.

    Rows come from the connection itself and stances as plain words: there are a dozen rows a person. Of each word
    of the catalogue one is held, however many people say it.
    """
    mine = sa.select(Profile.id).where(
        Profile.account_id.in_(about if len(about) <= FEW else enrolled_ids(matching_round))
    )
    return Facts(
        people=people,
        specializations=_specializations(mine),
        goals=_goals(mine),
        credentials=_credentials(mine),
        walked=_walked(mine),
        ties=_ties(mine),
    )


def _rows(statement: Columns) -> Iterator[Row]:
    """Run a statement on the connection itself; a few thousand rows are held at a time."""
    for some in db.session.connection().execute(statement).partitions(AT_A_TIME):
        yield from some


def _specializations(mine: sa.Select[int]) -> Mapping[tuple[ProfileId, str, str | None], Sequence[str]]:
    apart = sa.select(Specialization.slug, Specialization.area_slug).where(
        Specialization.area_slug.in_(sorted(APART))
    )
    areas = {row.slug: row.area_slug for row in _rows(apart)}
    one = ProfileSpecialization
    said = sa.select(one.profile_id, one.specialization_slug, _word(one.stance))
    found: dict[tuple[ProfileId, str, str | None], list[str]] = defaultdict(list)
    for profile, slug, stance in _rows(said.where(one.profile_id.in_(mine))):
        found[profile, stance, areas.get(slug)].append(intern(slug))
    return found


def _goals(mine: sa.Select[int]) -> Told:
    one = ProfileGoal
    said = sa.select(one.profile_id, one.goal_slug, _word(one.stance)).where(one.profile_id.in_(mine))
    found: dict[tuple[ProfileId, str], list[str]] = defaultdict(list)
    for profile, slug, stance in _rows(said.order_by(one.rank, one.goal_slug)):
        found[profile, stance].append(intern(slug))
    return found


def _credentials(mine: sa.Select[int]) -> Mapping[tuple[ProfileId, str], Sequence[tuple[str, str | None]]]:
    one = ProfileCredential
    said = sa.select(one.profile_id, one.credential_slug, _word(one.stance), one.state_slug)
    found: dict[tuple[ProfileId, str], list[tuple[str, str | None]]] = defaultdict(list)
    for profile, slug, stance, state in _rows(said.where(one.profile_id.in_(mine))):
        found[profile, stance].append((intern(slug), state))
    return found


def _walked(mine: sa.Select[int]) -> Mapping[ProfileId, Sequence[tuple[str, int | None]]]:
    one = RoleWalked
    said = sa.select(one.profile_id, one.role_slug, one.began_in).where(one.profile_id.in_(mine))
    found: dict[ProfileId, list[tuple[str, int | None]]] = defaultdict(list)
    for profile, role, began_in in _rows(said.order_by(one.began_in, one.id)):
        found[profile].append((intern(role), began_in))
    return found


def _ties(mine: sa.Select[int]) -> Mapping[ProfileId, Sequence[Row]]:
    said = sa.select(Tie.profile_id, Tie.kind, Tie.name, Tie.canonical_email, Tie.ended_on)
    found: dict[ProfileId, list[Row]] = defaultdict(list)
    for row in _rows(said.where(Tie.profile_id.in_(mine))):
        found[row.profile_id].append(row)
    return found


def _word(stance: sa.orm.InstrumentedAttribute[Stance]) -> sa.ColumnElement[str]:
    """Return a stance as the word it is kept as: making an enum's member of each took longer than reading it."""
    return sa.type_coerce(stance, sa.String)


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
