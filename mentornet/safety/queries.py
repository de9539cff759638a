"""Who wants nothing to do with whom, as it stands?"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation.database import db
from .models import Block

AT_ONCE = 10_000  # ids bound to one statement, well below what either database takes


def is_blocked(one: int, other: int) -> bool:
    """Say whether either of two accounts blocks the other."""
    found = sa.select(Block.blocker_id).where(
        sa.or_(
            sa.and_(Block.blocker_id == one, Block.blocked_id == other),
            sa.and_(Block.blocker_id == other, Block.blocked_id == one),
        )
    )
    return db.session.scalar(found.limit(1)) is not None


def blocked_pairs(account_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return the (blocker, blocked) pairs of which both are among `account_ids`."""
    wanted = set(account_ids)
    ids = sorted(wanted)
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(ids), AT_ONCE):
        some = sa.select(Block.blocker_id, Block.blocked_id).where(
            Block.blocker_id.in_(ids[start : start + AT_ONCE])
        )
        pairs.update((by, of) for by, of in db.session.execute(some) if of in wanted)
    return pairs


def strangers_to(account_id: int) -> sa.Select[tuple[int]]:
    """Return a SELECT of the ids that block `account_id` or are blocked by it, for `NOT IN`."""
    return (
        sa.select(Block.blocked_id)
        .where(Block.blocker_id == account_id)
        .union_all(sa.select(Block.blocker_id).where(Block.blocked_id == account_id))
        .subquery()
        .select()
    )


def blocked_by(account: Account) -> list[Account]:
    """List the people `account` blocks, by name."""
    people = (
        sa.select(Account)
        .join(Block, Block.blocked_id == Account.id)
        .where(Block.blocker_id == account.id)
        .order_by(Account.folded_name, Account.id)
    )
    return list(db.session.scalars(people))


def blocks(one: int, other: int) -> bool:
    """Say whether `one` blocks `other`, whatever the other does."""
    return db.session.get(Block, (one, other)) is not None
