"""Who is told of an import, and how is it that nobody is told twice?"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...programs.models import Side
from ...programs.services import hashed, invite_one
from .. import letters, queries
from ..models import BroughtIn, Fate, Import, ImportRow


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to be written to: who was brought in by their own row, who is invited by their line."""

    brought_id: int | None = None
    row_id: int | None = None


def untold(one: Import) -> Sequence[Addressee]:
    """List those whom no letter of this import went to yet."""
    invited = queries.rows_of(one, fate=Fate.INVITE).where(ImportRow.told_at.is_(None))
    rows = db.session.scalars(invited.with_only_columns(ImportRow.id)).all()
    return [
        *(Addressee(brought_id=number) for number in queries.untold_ids(one.id)),
        *(Addressee(row_id=number) for number in rows),
    ]


def tell(one: Import, who: Addressee) -> None:
    """Write to one of them."""
    if who.brought_id is not None:
        _send_claim(who.brought_id)
    elif who.row_id is not None:
        _invite(one, who.row_id)


def _send_claim(brought_id: int) -> None:
    brought = db.session.get(BroughtIn, brought_id)
    token = secrets.token_urlsafe(24)
    untold_yet = sa.update(BroughtIn).where(BroughtIn.id == brought_id, BroughtIn.told_at.is_(None))
    if brought is None or not changed_rows(untold_yet.values(told_at=clock.now(), token_hash=hashed(token))):
        return
    db.session.refresh(brought)
    letters.send_claim(brought, token=token)


def _invite(one: Import, row_id: int) -> None:
    row = db.session.get(ImportRow, row_id)
    untold_yet = sa.update(ImportRow).where(ImportRow.id == row_id, ImportRow.told_at.is_(None))
    if row is None or one.confirmed_by is None or not changed_rows(untold_yet.values(told_at=clock.now())):
        return
    for side in row.changes[0]["to"]:
        cohort_id = row.record["cohort"]
        invite_one(
            one.program,
            address=row.record["address"],
            side=Side(side),
            by=one.confirmed_by,
            cohort=next((c for c in one.program.cohorts if c.id == cohort_id), None),
        )
