"""Who takes part in a program?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ...accounts.models import Account
from ...foundation.database import db
from ..models import (
    Enrolment,
    EnrolmentState,
    Program,
    Side,
)

TAKES_PART = (EnrolmentState.ACTIVE, EnrolmentState.PAUSED)
"""States in which somebody takes part, and others of the program see them."""
HOLDS_A_PLACE = (*TAKES_PART, EnrolmentState.AWAITED)
"""States in which a place is theirs, also of those who have not claimed their account yet."""


def enrolments(
    program: Program,
    side: Side | None = None,
    state: EnrolmentState | None = EnrolmentState.ACTIVE,
    *,
    cohort_id: int | None = None,
) -> Sequence[Enrolment]:
    """List the program's enrolments with their accounts, oldest first; None means any side or state."""
    statement = sa.select(Enrolment).where(Enrolment.program_id == program.id)
    if side is not None:
        statement = statement.where(Enrolment.side == side)
    if state is not None:
        statement = statement.where(Enrolment.state == state)
    if cohort_id is not None:
        statement = statement.where(Enrolment.cohort_id == cohort_id)
    return db.session.scalars(statement.options(joinedload(Enrolment.account)).order_by(Enrolment.id)).all()


def find_enrolment(program: Program, account: Account, side: Side) -> Enrolment | None:
    """Return how `account` takes (or took) part on `side`, or None where they never did."""
    return db.session.scalars(
        sa.select(Enrolment).where(
            Enrolment.program_id == program.id, Enrolment.account_id == account.id, Enrolment.side == side
        )
    ).one_or_none()


def enrolments_in(program: Program, account: Account) -> Sequence[Enrolment]:
    """List how `account` takes or took part in `program`: at most once a side, mentee first."""
    return db.session.scalars(
        sa.select(Enrolment)
        .where(Enrolment.program_id == program.id, Enrolment.account_id == account.id)
        .options(joinedload(Enrolment.cohort))
        .order_by(Enrolment.side)
    ).all()


def enrolments_of(account: Account) -> Sequence[Enrolment]:
    """List where `account` takes part now, paused too, with the programs."""
    return db.session.scalars(
        sa.select(Enrolment)
        .where(Enrolment.account_id == account.id, Enrolment.state.in_(TAKES_PART))
        .options(joinedload(Enrolment.program))
        .order_by(Enrolment.id)
    ).all()


def count_taken(program_id: int, side: Side) -> int:
    """Count the places of `side` that are held, by people who are paused or awaited too."""
    held = sa.select(sa.func.count()).where(
        Enrolment.program_id == program_id, Enrolment.side == side, Enrolment.state.in_(HOLDS_A_PLACE)
    )
    return db.session.scalar(held) or 0


def count_enrolments(program: Program) -> Mapping[tuple[Side, EnrolmentState], int]:
    """Count the program's enrolments by side and state, in one query."""
    counted = (
        sa.select(Enrolment.side, Enrolment.state, sa.func.count())
        .where(Enrolment.program_id == program.id)
        .group_by(Enrolment.side, Enrolment.state)
    )
    return {(side, state): number for side, state, number in db.session.execute(counted)}


def count_mentees_and_mentors(program_ids: Sequence[int]) -> Mapping[tuple[int, Side], int]:
    """Count those who hold a place, by program and side, for a list of programs in one query."""
    counted = (
        sa.select(Enrolment.program_id, Enrolment.side, sa.func.count())
        .where(Enrolment.program_id.in_(program_ids), Enrolment.state.in_(TAKES_PART))
        .group_by(Enrolment.program_id, Enrolment.side)
    )
    return {(program_id, side): number for program_id, side, number in db.session.execute(counted)}


def enrolments_of_member(program: Program, account_id: int) -> Sequence[Enrolment]:
    """List how one account takes or took part, with the account and the cohort; mentee first."""
    return db.session.scalars(
        sa.select(Enrolment)
        .where(Enrolment.program_id == program.id, Enrolment.account_id == account_id)
        .options(joinedload(Enrolment.account), joinedload(Enrolment.cohort))
        .order_by(Enrolment.side)
    ).all()
