"""Who is there to find? People of one's programs, narrowed by what they say of themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from ..accounts.models import Account
from ..catalogue.models import Goal, Role, Specialization, State
from ..foundation import clock
from ..foundation.database import db
from ..foundation.words import folded
from ..profiles.models import (
    MenteeProfile,
    MentorProfile,
    Profile,
    ProfileGoal,
    ProfileSpecialization,
    RoleWalked,
    Stance,
)
from ..programs.models import Enrolment, EnrolmentState, Program, ProgramCoordinator, Side
from ..programs.queries import TAKES_PART
from ..safety.queries import strangers_to

MOST_SHOWN = 4  # subjects and goals a row names


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list is narrowed by; an empty value narrows nothing."""

    side: Side = Side.MENTOR
    text: str = ""
    specialization: str = ""
    setting: str = ""
    population: str = ""
    goal: str = ""
    step: str = ""
    role: str = ""
    state: str = ""
    language: str = ""
    has_free_seat: bool = False
    has_supervised: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One row of the list, as people of the program may see it."""

    account_id: int
    name: str
    role: str
    years: int | None
    state: str
    has_free_seat: bool
    walked: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)


def people_sought(reader: Account, sought: Sought) -> sa.Select[int]:
    """Return a SELECT of the account ids that fit, by name.

    Mentors are those of the programs the reader takes part in or runs; mentees only those of programs
    the reader runs, or is a mentor of where its terms let mentors look. Whoever blocks the reader, or is blocked by them, is not there.
    """
    found = (
        sa.select(Account.id)
        .join(Profile, Profile.account_id == Account.id)
        .where(
            Account.id.in_(_people_of(reader, sought.side)),
            Account.id != reader.id,
            Account.id.not_in(strangers_to(reader.id)),
            Account.disabled_at.is_(None),
        )
        .order_by(Account.folded_name, Account.id)
    )
    return found.where(*_conditions(sought))


def _people_of(reader: Account, side: Side) -> sa.Select[int]:
    runs = sa.select(ProgramCoordinator.program_id).where(ProgramCoordinator.account_id == reader.id)
    takes_part = sa.select(Enrolment.program_id).where(
        Enrolment.account_id == reader.id, Enrolment.state.in_(TAKES_PART)
    )
    people = sa.select(Enrolment.account_id).where(
        Enrolment.side == side, Enrolment.state == EnrolmentState.ACTIVE
    )
    if reader.is_administrator:
        return people
    where: sa.ColumnElement[bool] = Enrolment.program_id.in_(runs)
    seen = takes_part if side is Side.MENTOR else _lists_mentees_to(reader)
    return people.where(sa.or_(where, Enrolment.program_id.in_(seen)))


def _lists_mentees_to(reader: Account) -> sa.Select[int]:
    """Select the programs that `reader` is a mentor of and whose terms let mentors look through the mentees."""
    return (
        sa.select(Enrolment.program_id)
        .join(Program, Program.id == Enrolment.program_id)
        .where(
            Enrolment.account_id == reader.id,
            Enrolment.side == Side.MENTOR,
            Enrolment.state.in_(TAKES_PART),
            Program.lists_mentees.is_(True),
        )
    )


def _conditions(sought: Sought) -> list[sa.ColumnElement[bool]]:
    is_mentor = sought.side is Side.MENTOR
    stances = (Stance.HELD, Stance.OFFERED if is_mentor else Stance.WANTED)
    wanted: list[tuple[str, Callable[[], sa.ColumnElement[bool]]]] = [
        (sought.text, lambda: Account.folded_name.contains(folded(sought.text), autoescape=True)),
        (sought.goal, lambda: _names_goal(sought.goal, stances[1])),
        (sought.step, lambda: _made_step(*sought.step.split("--", 1))),
        (sought.state, lambda: Profile.state_slug == sought.state),
        (sought.language, lambda: _speaks(sought.language)),
        (sought.role, lambda: _has_been(sought.role) if is_mentor else _wants_to_be(sought.role)),
    ]
    conditions = [condition() for value, condition in wanted if value]
    subjects = (sought.specialization, sought.setting, sought.population)
    conditions += [_names_subject(slug, stances) for slug in subjects if slug]
    if sought.has_free_seat:
        conditions.append(Profile.mentor.has(_has_seat()))
    if sought.has_supervised:
        conditions.append(Profile.mentor.has(MentorProfile.has_supervised.is_(True)))
    return conditions


def _speaks(language: str) -> sa.ColumnElement[bool]:
    return sa.cast(Profile.languages, sa.Text).contains(f'"{language}"', autoescape=True)


def _has_seat() -> sa.ColumnElement[bool]:
    open_now = sa.or_(MentorProfile.paused_until.is_(None), MentorProfile.paused_until <= clock.today())
    return sa.and_(MentorProfile.seats_taken < MentorProfile.seats, open_now)


def _names_subject(slug: str, stances: Sequence[Stance]) -> sa.ColumnElement[bool]:
    return Profile.specializations.any(
        sa.and_(ProfileSpecialization.specialization_slug == slug, ProfileSpecialization.stance.in_(stances))
    )


def _names_goal(slug: str, stance: Stance) -> sa.ColumnElement[bool]:
    return Profile.goals.any(sa.and_(ProfileGoal.goal_slug == slug, ProfileGoal.stance == stance))


def _wants_to_be(slug: str) -> sa.ColumnElement[bool]:
    return Profile.mentee.has(MenteeProfile.target_role_slug == slug)


def _has_been(slug: str) -> sa.ColumnElement[bool]:
    return sa.or_(Profile.current_role_slug == slug, Profile.roles_walked.any(RoleWalked.role_slug == slug))


def _made_step(lower: str, upper: str = "") -> sa.ColumnElement[bool]:
    """Return whether somebody had the lower role and then, with none between, the upper one."""
    first, then, between = aliased(RoleWalked), aliased(RoleWalked), aliased(RoleWalked)
    another = (
        sa.select(between.id)
        .where(
            between.profile_id == first.profile_id,
            between.began_in > first.began_in,
            between.began_in < then.began_in,
        )
        .correlate(first, then)
    )
    return (
        sa.select(first.id)
        .join(then, then.profile_id == first.profile_id)
        .where(
            first.profile_id == Profile.id,
            first.role_slug == lower,
            then.role_slug == upper,
            then.began_in >= first.began_in,
            then.id != first.id,
            ~another.exists(),
        )
        .correlate(Profile)
        .exists()
    )


def rows_of(account_ids: Sequence[int], side: Side) -> list[Found]:
    """Return the list's rows for `account_ids`, in that order: four statements, columns only."""
    stance = Stance.OFFERED if side is Side.MENTOR else Stance.WANTED
    heads = {row.account_id: row for row in db.session.execute(_heads(account_ids))}
    profile_ids = [row.profile_id for row in heads.values()]
    walked = _listed(_walked(profile_ids))
    goals = _listed(_goals(profile_ids, stance))
    subjects = _listed(_subjects(profile_ids, stance))
    return [
        Found(
            account_id=row.account_id,
            name=row.display_name,
            role=row.role or "",
            years=row.years_in_field,
            state=row.state or "",
            has_free_seat=bool(row.has_free_seat),
            walked=walked[row.profile_id],
            goals=goals[row.profile_id][:MOST_SHOWN],
            subjects=subjects[row.profile_id][:MOST_SHOWN],
        )
        for row in (heads[account_id] for account_id in account_ids if account_id in heads)
    ]


def _heads(account_ids: Sequence[int]) -> sa.Select[Any]:
    return (
        sa.select(
            Account.id.label("account_id"),
            Account.display_name,
            Profile.id.label("profile_id"),
            Profile.years_in_field,
            Role.title.label("role"),
            State.name.label("state"),
            sa.case((_has_seat(), True), else_=False).label("has_free_seat"),
        )
        .join(Profile, Profile.account_id == Account.id)
        .outerjoin(Role, Role.slug == Profile.current_role_slug)
        .outerjoin(State, State.slug == Profile.state_slug)
        .outerjoin(MentorProfile, MentorProfile.profile_id == Profile.id)
        .where(Account.id.in_(account_ids))
    )


def _listed(statement: sa.Select[int, str]) -> dict[int, list[str]]:
    lists: defaultdict[int, list[str]] = defaultdict(list)
    for profile_id, words in db.session.execute(statement):
        lists[profile_id].append(words)
    return lists


def _walked(profile_ids: Sequence[int]) -> sa.Select[int, str]:
    return (
        sa.select(RoleWalked.profile_id, Role.title)
        .join(Role, Role.slug == RoleWalked.role_slug)
        .where(RoleWalked.profile_id.in_(profile_ids))
        .order_by(RoleWalked.began_in, RoleWalked.id)
    )


def _goals(profile_ids: Sequence[int], stance: Stance) -> sa.Select[int, str]:
    return (
        sa.select(ProfileGoal.profile_id, Goal.title)
        .join(Goal, Goal.slug == ProfileGoal.goal_slug)
        .where(ProfileGoal.profile_id.in_(profile_ids), ProfileGoal.stance == stance)
        .order_by(ProfileGoal.rank, Goal.position)
    )


def _subjects(profile_ids: Sequence[int], stance: Stance) -> sa.Select[int, str]:
    return (
        sa.select(ProfileSpecialization.profile_id, Specialization.name)
        .join(Specialization, Specialization.slug == ProfileSpecialization.specialization_slug)
        .where(ProfileSpecialization.profile_id.in_(profile_ids), ProfileSpecialization.stance == stance)
        .order_by(Specialization.position)
    )


def may_list_mentees(account: Account) -> bool:
    """Say whether `account` may look through mentees: coordinators, administrators, and mentors where terms say so."""
    runs = sa.select(ProgramCoordinator.program_id).where(ProgramCoordinator.account_id == account.id)
    return account.is_administrator or any(
        db.session.scalar(programs.limit(1)) is not None for programs in (runs, _lists_mentees_to(account))
    )


def programs_to_wish_in(reader: Account, other_id: int) -> list[Program]:
    """List the programs in which the two take part on different sides, by name."""
    mine, theirs = aliased(Enrolment), aliased(Enrolment)
    shared = (
        sa.select(mine.program_id)
        .join(theirs, theirs.program_id == mine.program_id)
        .where(
            mine.account_id == reader.id,
            theirs.account_id == other_id,
            mine.side != theirs.side,
            mine.state.in_(TAKES_PART),
            theirs.state.in_(TAKES_PART),
        )
    )
    programs = sa.select(Program).where(Program.id.in_(shared), Program.closed_at.is_(None))
    return list(db.session.scalars(programs.order_by(Program.name, Program.id)))


def names_of(account_ids: Sequence[int]) -> dict[int, str]:
    """Map account ids to the names people are called by."""
    names = sa.select(Account.id, Account.display_name).where(Account.id.in_(account_ids))
    return {account_id: name for account_id, name in db.session.execute(names)}  # noqa: C416 - a Row is no pair to dict()


def programs_named(ids: Sequence[int]) -> list[Program]:
    """List the programs of these ids."""
    return list(db.session.scalars(sa.select(Program).where(Program.id.in_(ids))))
