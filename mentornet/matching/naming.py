"""Whom did a coordinator mean by what they typed? Somebody of the program, by name or address."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation.database import db
from ..foundation.words import folded
from ..programs.models import Enrolment, Program, Side
from ..programs.queries import TAKES_PART

MOST_OFFERED = 300
"""How many names a page offers to choose from while one types."""


def people_named(program: Program, side: Side, text: str) -> list[Account]:
    """List who takes part in the program on that side and has exactly this name or address, large or small."""
    if not folded(text):
        return []
    named = sa.or_(Account.folded_name == folded(text), sa.func.lower(Account.email) == text.strip().lower())
    return list(db.session.scalars(_people(program, side).where(named)))


def names_to_offer(program: Program, side: Side) -> Sequence[str]:
    """List the names of who takes part on that side; none where they are too many for a page."""
    names = db.session.scalars(
        _people(program, side).with_only_columns(Account.display_name).limit(MOST_OFFERED + 1)
    ).all()
    return names if len(names) <= MOST_OFFERED else ()


def whose(found: Sequence[Account], side: Side) -> str:
    """Say why what was typed names nobody, or several; nothing where it names one."""
    if not found:
        seeks = "seeks a mentor" if side is Side.MENTEE else "is a mentor"
        return f"Nobody of this name or address {seeks} in this program. Check the spelling."
    return f"{len(found)} people are called so. Give the address instead." if len(found) > 1 else ""


def _people(program: Program, side: Side) -> sa.Select[Account]:
    return (
        sa.select(Account)
        .join(Enrolment, Enrolment.account_id == Account.id)
        .where(
            Enrolment.program_id == program.id,
            Enrolment.side == side,
            Enrolment.state.in_(TAKES_PART),
            Account.disabled_at.is_(None),
        )
        .order_by(Account.folded_name, Account.id)
    )
