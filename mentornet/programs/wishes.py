"""Whom would somebody like to be matched with? A short ranked list for each program."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from ..accounts.models import Account
from ..foundation.database import changed_rows, db
from ..foundation.errors import NotFoundError, Refusal
from ..safety.queries import is_blocked
from .models import Enrolment, Program, Wish
from .queries import TAKES_PART

MOST_WISHES = 5


def add_wish(program: Program, *, by: Account, for_id: int) -> Wish:
    """Put a wish of `by` for somebody of the other side at the end of their list, and return it.

    A wish that is there already is returned as it is. Raises NotFoundError where the two do not take
    part in `program` on different sides or one blocks the other, and Refusal where the list is full.
    """
    _hold_list(program, by)
    there = db.session.get(Wish, (program.id, by.id, for_id))
    if there is not None:
        return there
    if not _may_meet(program.id, by.id, for_id) or is_blocked(by.id, for_id):
        raise NotFoundError
    taken = _ranks(program.id, by.id)
    if len(taken) >= MOST_WISHES:
        raise Refusal(
            f"You have named {MOST_WISHES} people in {program.name}, which is as many as a wish list holds. "
            "Remove one first."
        )
    wish = Wish(program_id=program.id, by_id=by.id, for_id=for_id, rank=max(taken, default=0) + 1)
    db.session.add(wish)
    db.session.flush()  # so that the next rank is counted from this one
    return wish


def remove_wish(program: Program, *, by: Account, for_id: int) -> bool:
    """Take a wish off the list, close the gap, and say whether it was there."""
    _hold_list(program, by)
    gone = sa.delete(Wish).where(Wish.program_id == program.id, Wish.by_id == by.id, Wish.for_id == for_id)
    was_there = changed_rows(gone) > 0
    db.session.expire_all()
    for rank, wish in enumerate(wishes_of(by, program=program), start=1):
        wish.rank = rank
    return was_there


def raise_wish(program: Program, *, by: Account, for_id: int) -> None:
    """Move a wish one place up; the first stays where it is."""
    _hold_list(program, by)
    db.session.expire_all()  # ranks read before the list was held may have changed
    wishes = wishes_of(by, program=program)
    place = next((place for place, wish in enumerate(wishes) if wish.for_id == for_id), 0)
    if place:
        above, wish = wishes[place - 1], wishes[place]
        above.rank, wish.rank = wish.rank, above.rank


def _hold_list(program: Program, account: Account) -> None:
    """Hold somebody's list until the commit: of two changes at once the second counts from the first.

    Held by the row of their enrolment, by an update that changes nothing.
    """
    own = sa.update(Enrolment).where(Enrolment.program_id == program.id, Enrolment.account_id == account.id)
    changed_rows(own.values(state=Enrolment.state))


def wishes_of(account: Account, *, program: Program | None = None) -> list[Wish]:
    """List the wishes of `account`, by program and dearest first."""
    wishes = sa.select(Wish).where(Wish.by_id == account.id).order_by(Wish.program_id, Wish.rank, Wish.for_id)
    if program is not None:
        wishes = wishes.where(Wish.program_id == program.id)
    return list(db.session.scalars(wishes))


def wishes_within(program_id: int, account_ids: Collection[int] | None = None) -> dict[int, list[int]]:
    """Map each person of a program who wishes to whom they wish for, dearest first; two columns, no rows built."""
    pairs = (
        sa.select(Wish.by_id, Wish.for_id)
        .where(Wish.program_id == program_id)
        .order_by(Wish.by_id, Wish.rank, Wish.for_id)
    )
    wanted: dict[int, list[int]] = {}
    for by_id, for_id in db.session.execute(pairs):
        if account_ids is None or by_id in account_ids:
            wanted.setdefault(by_id, []).append(for_id)
    return wanted


def _may_meet(program_id: int, one: int, other: int) -> bool:
    """Say whether two people take part in the program on different sides."""
    mine, theirs = aliased(Enrolment), aliased(Enrolment)
    found = sa.select(mine.id).where(
        mine.program_id == program_id,
        theirs.program_id == program_id,
        mine.account_id == one,
        theirs.account_id == other,
        mine.side != theirs.side,
        mine.state.in_(TAKES_PART),
        theirs.state.in_(TAKES_PART),
        mine.account_id != theirs.account_id,
    )
    return db.session.scalar(found.limit(1)) is not None


def _ranks(program_id: int, account_id: int) -> list[int]:
    ranks = sa.select(Wish.rank).where(Wish.program_id == program_id, Wish.by_id == account_id)
    return list(db.session.scalars(ranks))
