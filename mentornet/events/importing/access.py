"""Who may bring events in?"""

from __future__ import annotations

from collections.abc import Sequence

from ...accounts.login import current_account
from ...foundation.errors import NotFoundError
from ...programs.models import Program
from ..models import EventImport
from ..queries import programs_to_announce_for
from .queries import get_import


def load_programs() -> Sequence[Program]:
    """Return the programs whose events the person may bring in, or raise NotFoundError where there is none."""
    account = current_account()
    programs = programs_to_announce_for(account)
    if not programs and not account.is_administrator:
        raise NotFoundError("Events are brought in by coordinators of programs. Ask yours to do it.")
    return programs


def load_import(import_id: int) -> EventImport:
    """Return a file that the person brought here, while they may still bring it in; else raise NotFoundError."""
    found = get_import(import_id, account=current_account())
    programs = {program.id for program in load_programs()}
    if found.program_id not in programs and not (
        found.program_id is None and current_account().is_administrator
    ):
        raise NotFoundError
    return found
