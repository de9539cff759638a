"""Whose program is this? Loaders that answer 404 to whomever it is not for."""

from __future__ import annotations

from flask_login import current_user

from ..accounts.login import current_account
from ..accounts.models import Account
from ..foundation.errors import NotFoundError
from .models import Intake, Program
from .queries import coordinates, enrolments_in, get_program, open_invitations_to


def may_coordinate(account: Account, program_id: int) -> bool:
    """Say whether `account` may run the program: its coordinators may, and administrators."""
    return account.is_administrator or coordinates(account, program_id)


def ensure_coordinates(program_id: int) -> None:
    """Raise NotFoundError unless the person signed in may run the program.

    For things of a program that are loaded by an id of their own, such as a round.
    """
    if not may_coordinate(current_account(), program_id):
        raise NotFoundError


def load_coordinated_program(slug: str) -> Program:
    """Return the program, or raise NotFoundError unless the person signed in may run it."""
    program = get_program(slug)
    ensure_coordinates(program.id)
    return program


def load_visible_program(slug: str) -> Program:
    """Return the program, or raise NotFoundError where the reader may not know of it.

    Anyone sees a program with open intake. The others are seen by those who run them, who take or took
    part, and whose confirmed address was invited; whoever holds a link comes in by that.
    """
    program = get_program(slug)
    if program.intake is Intake.OPEN and program.closed_at is None:
        return program
    if not current_user.is_authenticated:
        raise NotFoundError
    account = current_account()
    if may_coordinate(account, program.id) or enrolments_in(program, account):
        return program
    if any(invitation.program_id == program.id for invitation in open_invitations_to(account)):
        return program
    raise NotFoundError
