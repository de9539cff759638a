"""Whose request is this, and who may be asked? Loaders that answer 404 to whomever it is not for."""

from __future__ import annotations

from ...accounts.login import current_account
from ...accounts.models import Account
from ...accounts.queries import get_account
from ...foundation.errors import NotFoundError
from ...programs.models import Program, Side
from ...programs.queries import get_program
from .models import MentoringRequest
from .queries import get_request, is_known
from .rules import side_of


def load_request(request_id: int) -> MentoringRequest:
    """Return the request, or raise NotFoundError unless the person signed in is one of the two."""
    request = get_request(request_id)
    side_of(request, current_account())
    return request


def load_asked(account_id: int, slug: str) -> tuple[Program, Account]:
    """Return the program and the mentor, or raise NotFoundError unless the reader and they take part in it so."""
    program = get_program(slug)
    if not is_known(program, current_account().id, Side.MENTEE) or not is_known(
        program, account_id, Side.MENTOR
    ):
        raise NotFoundError
    return program, get_account(account_id)
