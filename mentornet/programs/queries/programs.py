"""Which programs are there, and who runs them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ..models import (
    Cohort,
    Enrolment,
    Intake,
    Program,
    ProgramCoordinator,
    ProgramQuestion,
)
from .enrolments import TAKES_PART


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


def ids_run_by(account: Account) -> sa.Select[int]:
    """Select the ids of the programs that `account` runs, to stand inside another statement."""
    return sa.select(ProgramCoordinator.program_id).where(ProgramCoordinator.account_id == account.id)


def ids_shared_by(account: Account) -> sa.CompoundSelect[int]:
    """Select the ids of the programs that `account` runs or takes part in (paused too), likewise."""
    takes_part = sa.select(Enrolment.program_id).where(
        Enrolment.account_id == account.id, Enrolment.state.in_(TAKES_PART)
    )
    return ids_run_by(account).union(takes_part)


def cohort_ids_of(account: Account) -> sa.Select[int | None]:
    """Select the ids of the cohorts that `account` is in (paused too), to stand inside another statement."""
    return sa.select(Enrolment.cohort_id).where(
        Enrolment.account_id == account.id,
        Enrolment.state.in_(TAKES_PART),
        Enrolment.cohort_id.is_not(None),
    )


def cohorts_of(account: Account) -> Sequence[Cohort]:
    """List the cohorts that `account` is in, and those not over yet of the programs they run, with the programs."""
    is_run = Cohort.program_id.in_(ids_run_by(account))
    is_on = sa.or_(Cohort.ends_on.is_(None), Cohort.ends_on >= clock.today("UTC"))
    mine = sa.or_(Cohort.id.in_(cohort_ids_of(account)), sa.and_(is_run, is_on))
    return _with_programs(sa.select(Cohort).where(mine))


def cohorts_in(programs: Iterable[Program]) -> Sequence[Cohort]:
    """List the cohorts of these programs, program by program."""
    ids = [program.id for program in programs]
    return _with_programs(sa.select(Cohort).where(Cohort.program_id.in_(ids)))


def _with_programs(cohorts: sa.Select[Cohort]) -> Sequence[Cohort]:
    order = (sa.func.lower(Program.name), Program.id, Cohort.begins_on.desc(), Cohort.id)
    whole = cohorts.join(Cohort.program).options(contains_eager(Cohort.program))
    return db.session.scalars(whole.order_by(*order)).all()


def programs_of(account: Account) -> Sequence[Program]:
    """List the programs that `account` runs or takes part in (paused too), by name."""
    mine = sa.select(Program).where(Program.id.in_(ids_shared_by(account)))
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
