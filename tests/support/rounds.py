"""Scenes of a round: people of a program with profiles that matching can use, and a round at each of its steps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.words import folded
from mentornet.matching import jobs, services  # noqa: F401 - the jobs register themselves
from mentornet.matching.models import MatchingRound, Proposal, ProposalState
from mentornet.profiles.models import (
    MenteeProfile,
    MentorProfile,
    Profile,
    ProfileCredential,
    ProfileGoal,
    ProfileSpecialization,
    RoleWalked,
    Stance,
    Tie,
    TieKind,
)
from mentornet.programs.models import Enrolment, Program, ProgramCoordinator, Side

from .cast import Cast, make_account
from .programs import make_program

TECHNICIAN, NURSE = "mental-health-technician", "registered-nurse"
TUESDAY_NIGHT = 1 << (1 * 6 + 5)


def make_mentee(program: Program, name: str = "", account: Account | None = None, **values: Any) -> Account:
    """Enrol somebody who is a technician, wants to be a nurse and is free on Tuesday nights."""
    account = account or make_account(name)
    profile = _profile(account, TECHNICIAN, values)
    profile.mentee = MenteeProfile(
        target_role_slug=values.pop("target", NURSE), is_paused=values.pop("is_paused", False)
    )
    profile.goals = [
        ProfileGoal(goal_slug=slug, stance=Stance.WANTED, rank=rank)
        for rank, slug in enumerate(values.pop("goals", ("nursing-path",)), start=1)
    ]
    return _enrolled(program, profile, Side.MENTEE, values)


def make_mentor(program: Program, name: str = "", account: Account | None = None, **values: Any) -> Account:
    """Enrol somebody who made the step from technician to nurse in 2021 and offers a seat."""
    account = account or make_account(name)
    profile = _profile(account, NURSE, values)
    profile.mentor = MentorProfile(
        seats=values.pop("seats", 1),
        seats_taken=values.pop("seats_taken", 0),
        paused_until=values.pop("paused_until", None),
    )
    profile.goals = [
        ProfileGoal(goal_slug=slug, stance=Stance.OFFERED) for slug in values.pop("goals", ("nursing-path",))
    ]
    profile.roles_walked = [
        RoleWalked(role_slug=TECHNICIAN, began_in=2015, ended_in=2021),
        RoleWalked(role_slug=NURSE, began_in=2021),
    ]
    return _enrolled(program, profile, Side.MENTOR, values)


def _profile(account: Account, role: str, values: dict[str, Any]) -> Profile:
    """Return the account's profile, with what both sides have; one person may be there on both."""
    found = db.session.scalars(sa.select(Profile).where(Profile.account_id == account.id)).one_or_none()
    profile = found or Profile(account_id=account.id)
    employer = values.pop("employer", "")
    facts = {
        "current_role_slug": values.pop("role", role),
        "years_in_field": values.pop("years", 3 if role == TECHNICIAN else 8),
        "employer": employer,
        "employer_key": folded(employer),
        "accepts_same_employer": values.pop("accepts_same_employer", False),
        "state_slug": values.pop("lives_in", "us-ca"),
        "available_blocks": values.pop("blocks", TUESDAY_NIGHT),
        "languages": values.pop("languages", ["en"]),
        "shift_pattern": values.pop("shift", None),
    }
    for name, value in facts.items():
        setattr(profile, name, value)
    for slug, stance in values.pop("specializations", ()):
        profile.specializations.append(ProfileSpecialization(specialization_slug=slug, stance=stance))
    for slug, stance, state in values.pop("credentials", ()):
        profile.credentials.append(ProfileCredential(credential_slug=slug, stance=stance, state_slug=state))
    return profile


def _enrolled(program: Program, profile: Profile, side: Side, values: dict[str, Any]) -> Account:
    account = db.session.get_one(Account, profile.account_id)
    db.session.add_all(
        [profile, Enrolment(program_id=program.id, account_id=account.id, side=side, **values)]
    )
    db.session.flush()
    return account


def add_tie(account: Account, **values: Any) -> None:
    """Let somebody name a supervisor, by address or by name."""
    profile = db.session.scalars(sa.select(Profile).where(Profile.account_id == account.id)).one()
    profile.ties.append(Tie(**{"kind": TieKind.SUPERVISOR} | values))
    db.session.flush()


def coordinator_of(program: Program) -> Account:
    """Return who runs the program."""
    mine = sa.select(ProgramCoordinator.account_id).where(ProgramCoordinator.program_id == program.id)
    return db.session.get_one(Account, db.session.scalars(mine).first())


def small_program(cast: Cast, **values: Any) -> Program:
    """Cora's program: Ada and Mia mentor with a seat each, Ben, Bo and Bea seek a mentor; Olga runs another one."""
    program = make_program(coordinator_id=cast.cora.id, **values)
    make_program("other", coordinator_id=cast.olga.id)
    make_mentor(program, account=db.session.get_one(Account, cast.ada.id))
    make_mentor(program, "Mia")
    make_mentee(program, account=db.session.get_one(Account, cast.ben.id))
    make_mentee(program, "Bo", goals=("nursing-path", "degree"))
    make_mentee(program, "Bea", goals=("burnout",))
    return program


def open_round(program: Program, **values: Any) -> MatchingRound:
    """Open a round that gathers."""
    terms: dict[str, Any] = {"name": "Autumn round", "seed": 7}
    return services.open_round(program, by=coordinator_of(program), **terms | values)


def solve_now(matching_round: MatchingRound) -> MatchingRound:
    """Start the solve and commit, which in a test also runs it; return the round as it stands then."""
    services.start_solving(matching_round, by=coordinator_of(matching_round.program))
    db.session.commit()
    db.session.refresh(matching_round)
    return matching_round


def solved_round(program: Program, **values: Any) -> MatchingRound:
    """Open a round and solve it."""
    return solve_now(open_round(program, **values))


def published_round(program: Program, **values: Any) -> MatchingRound:
    """Open, solve and publish a round; letters are told as well."""
    matching_round = solved_round(program, **values)
    publish_now(matching_round)
    return matching_round


def publish_now(matching_round: MatchingRound) -> services.Published:
    """Publish with a week to answer, and commit."""
    published = services.publish_round(
        matching_round,
        by=coordinator_of(matching_round.program),
        answer_by=clock.now() + timedelta(days=7),
    )
    db.session.commit()
    db.session.refresh(matching_round)
    return published


def proposals_of(matching_round: MatchingRound, state: ProposalState | None = None) -> list[Proposal]:
    """List the round's proposals, by mentee."""
    mine = sa.select(Proposal).where(Proposal.round_id == matching_round.id).order_by(Proposal.mentee_id)
    return [one for one in db.session.scalars(mine) if state is None or one.state is state]


def pairs_of(matching_round: MatchingRound, state: ProposalState | None = None) -> set[tuple[int, int]]:
    """Return the round's pairs, as (mentee, mentor)."""
    return {(one.mentee_id, one.mentor_id) for one in proposals_of(matching_round, state)}
