"""What happens when somebody begins or stops running a program?"""

from __future__ import annotations

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation.database import add_unless_there, changed_rows, db
from ...foundation.errors import Refusal
from .. import letters, queries, rules
from ..models import Program, ProgramCoordinator
from .holding import hold


def add_coordinator(program: Program, *, account: Account, by: Account) -> None:
    """Let `account` run the program, and tell them where somebody else decided it."""
    if account.disabled_at is not None:
        raise Refusal(f"The account of {account.display_name} is disabled. Choose somebody who can sign in.")
    if add_unless_there(ProgramCoordinator, program_id=program.id, account_id=account.id) is None:
        raise Refusal(f"{account.display_name} runs {program.name} already.")
    db.session.expire(program, ["coordinators"])
    _write_down("coordinator.added", program, account, by=by)
    if by.id != account.id:
        letters.tell_coordinator(program, account, by=by)


def remove_coordinator(program: Program, *, account: Account, by: Account) -> None:
    """Let `account` run the program no more; never the last one, also when two remove each other at once."""
    hold(program)
    rules.ensure_can_remove_coordinator(how_many=len(queries.coordinators_of(program.id)))
    gone = sa.delete(ProgramCoordinator).where(
        ProgramCoordinator.program_id == program.id, ProgramCoordinator.account_id == account.id
    )
    if not changed_rows(gone):
        raise Refusal(f"{account.display_name} does not run {program.name}.")
    db.session.expire(program, ["coordinators"])
    _write_down("coordinator.removed", program, account, by=by)


def _write_down(action: str, program: Program, account: Account, *, by: Account) -> None:
    record(
        action,
        by=by,
        subject_type="program",
        subject_id=program.id,
        program_id=program.id,
        account_id=account.id,
    )
