"""How is a program held while something about it is counted?"""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import changed_rows
from ..models import Program


def hold(program: Program) -> None:
    """Lock the program's row until the commit: who else wants to hold it waits.

    An update that changes nothing, since SQLite has no `SELECT … FOR UPDATE`.
    """
    changed_rows(sa.update(Program).where(Program.id == program.id).values(slug=Program.slug))
