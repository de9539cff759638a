"""What is so in the programs? Who runs them, who takes part, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.database import db
from ..foundation.errors import NotFoundError
from .models import (
    Cohort,
    Enrolment,
    EnrolmentState,
    Intake,
    Invitation,
    Program,
    ProgramCoordinator,
    ProgramQuestion,
    Side,
)

TAKES_PART = (EnrolmentState.ACTIVE, EnrolmentState.PAUSED)
"""States in which somebody holds a place of the program."""


def get_program(slug: str) -> Program:
    """Return the program of `slug`, or raise NotFoundError."""
    return _one(sa.select(Program).where(Program.slug == slug))


def get_program_by_link(token: str) -> Program:
    """Return the program whose link holds `token`, or raise NotFoundError."""
    return _one(
        sa.select(Program).where(Program.join_token == token),
        "This link leads to no program. It may have been replaced: ask the coordinator for the new one.",
    )


def _one(statement: sa.Select[Program], sentence: str | None = None) -> Program:
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFoundError(sentence) if sentence else NotFoundError
    return found


def open_programs() -> Sequence[Program]:
    """List the programs that anyone may see: open intake, not closed, by name."""
    shown = sa.select(Program).where(Program.intake == Intake.OPEN, Program.closed_at.is_(None))
    return db.session.scalars(shown.order_by(sa.func.lower(Program.name), Program.id)).all()


def every_program() -> Sequence[Program]:
    """List all programs, for administrators, by name."""
    return db.session.scalars(sa.select(Program).order_by(sa.func.lower(Program.name), Program.id)).all()


def coordinated_programs(account: Account) -> Sequence[Program]:
    """List the programs that `account` runs, by name."""
    mine = sa.select(Program).join(ProgramCoordinator).where(ProgramCoordinator.account_id == account.id)
    return db.session.scalars(mine.order_by(sa.func.lower(Program.name), Program.id)).all()


def programs_of(account: Account) -> Sequence[Program]:
    """List the programs that `account` runs or takes part in (paused too), by name."""
    runs = sa.select(ProgramCoordinator.program_id).where(ProgramCoordinator.account_id == account.id)
    takes_part = sa.select(Enrolment.program_id).where(
        Enrolment.account_id == account.id, Enrolment.state.in_(TAKES_PART)
    )
    mine = sa.select(Program).where(Program.id.in_(runs.union(takes_part)))
    return db.session.scalars(mine.order_by(sa.func.lower(Program.name), Program.id)).all()


def coordinates(account: Account, program_id: int) -> bool:
    """Say whether `account` is a coordinator of the program (administrators are another matter)."""
    return db.session.get(ProgramCoordinator, (program_id, account.id)) is not None


def coordinators_of(program_id: int) -> Sequence[Account]:
    """List who runs the program, by name: those to tell when something awaits a coordinator."""
    run_by = sa.select(Account).join(ProgramCoordinator, ProgramCoordinator.account_id == Account.id)
    return db.session.scalars(
        run_by.where(ProgramCoordinator.program_id == program_id).order_by(Account.folded_name, Account.id)
    ).all()


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
    """Count the places of `side` that are held, by people who are paused too."""
    held = sa.select(sa.func.count()).where(
        Enrolment.program_id == program_id, Enrolment.side == side, Enrolment.state.in_(TAKES_PART)
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


def get_cohort(program: Program, cohort_id: int) -> Cohort:
    """Return a cohort of this program, or raise NotFoundError."""
    found = db.session.get(Cohort, cohort_id)
    if found is None or found.program_id != program.id:
        raise NotFoundError
    return found


def get_question(program: Program, question_id: int) -> ProgramQuestion:
    """Return a question of this program, or raise NotFoundError."""
    found = db.session.get(ProgramQuestion, question_id)
    if found is None or found.program_id != program.id:
        raise NotFoundError
    return found


def answered_questions(program: Program) -> set[int]:
    """Return the ids of the questions that at least one person has answered."""
    given = db.session.scalars(sa.select(Enrolment.answers).where(Enrolment.program_id == program.id))
    return {int(key) for answers in given for key in answers if key.isdigit()}


def invitations(program: Program) -> Sequence[Invitation]:
    """List the program's invitations, the newest first."""
    sent = sa.select(Invitation).where(Invitation.program_id == program.id)
    return db.session.scalars(sent.order_by(Invitation.created_at.desc(), Invitation.id.desc())).all()


def get_invitation(program: Program, invitation_id: int) -> Invitation:
    """Return an invitation of this program, or raise NotFoundError."""
    found = db.session.get(Invitation, invitation_id)
    if found is None or found.program_id != program.id:
        raise NotFoundError
    return found


def find_invitation_by_token(token_hash: str) -> Invitation | None:
    """Return the invitation whose link's token has this hash, with its program, or None."""
    return db.session.scalars(
        sa.select(Invitation)
        .where(Invitation.token_hash == token_hash)
        .options(joinedload(Invitation.program).selectinload(Program.questions))
    ).one_or_none()


def with_terms(statement: sa.Select[Program]) -> sa.Select[Program]:
    """Load coordinators, cohorts and questions along with the programs of `statement`."""
    return statement.options(
        selectinload(Program.coordinators), selectinload(Program.cohorts), selectinload(Program.questions)
    )


def addresses_taking_part(program: Program, side: Side, addresses: set[str]) -> set[str]:
    """Return which of the canonical `addresses` belong to people who take part on `side`."""
    there = (
        sa.select(Account.canonical_email)
        .join(Enrolment, Enrolment.account_id == Account.id)
        .where(
            Enrolment.program_id == program.id,
            Enrolment.side == side,
            Enrolment.state.in_(TAKES_PART),
            Account.canonical_email.in_(addresses),
        )
    )
    return set(db.session.scalars(there))


def invitations_by_address(program: Program, side: Side, addresses: set[str]) -> Mapping[str, Invitation]:
    """Return the invitations to the canonical `addresses` on `side`, whatever became of them."""
    sent = sa.select(Invitation).where(
        Invitation.program_id == program.id,
        Invitation.side == side,
        Invitation.canonical_email.in_(addresses),
    )
    return {one.canonical_email: one for one in db.session.scalars(sent)}


def open_invitations_to(account: Account) -> Sequence[Invitation]:
    """List the unused invitations to the confirmed address of `account`, with their programs."""
    if account.confirmed_at is None:
        return []
    return db.session.scalars(
        sa.select(Invitation)
        .where(
            Invitation.canonical_email == account.canonical_email,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
        .options(joinedload(Invitation.program))
        .order_by(Invitation.id)
    ).all()
