"""What awaits a person, and what have they been told?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation.database import db
from ..foundation.errors import NotFoundError
from .models import Notice, NoticeSettings, StoppedAddress
from .rules import ASKING

MOST_AWAITING = 100
AT_A_TIME = 500
Due = TypeVar("Due")


def count_unread(account: Account) -> int:
    """Count what the badge shows: notices neither read nor settled."""
    unread = sa.select(sa.func.count()).where(
        Notice.account_id == account.id, Notice.read_at.is_(None), Notice.settled_at.is_(None)
    )
    return db.session.scalar(unread) or 0


def is_awaiting() -> sa.ColumnElement[bool]:
    """Return the condition of a notice that still awaits its person."""
    asks = Notice.kind.in_(sorted(ASKING))
    return sa.and_(Notice.settled_at.is_(None), sa.or_(asks, Notice.read_at.is_(None)))


def awaiting(account: Account) -> list[Notice]:
    """List what awaits `account`: what has a deadline first, the nearest foremost, then the newest."""
    waiting = (
        sa.select(Notice)
        .where(Notice.account_id == account.id, is_awaiting())
        .order_by(Notice.due_at.is_(None), Notice.due_at, Notice.id.desc())
        .limit(MOST_AWAITING)
    )
    return list(db.session.scalars(waiting))


def earlier(account: Account) -> sa.Select[Notice]:
    """Select what no longer awaits `account`, the newest first, for a page of it."""
    return (
        sa.select(Notice)
        .where(Notice.account_id == account.id, sa.not_(is_awaiting()))
        .order_by(Notice.id.desc())
    )


def get_notice(notice_id: int, *, account: Account) -> Notice:
    """Return a notice of `account`, or raise NotFoundError."""
    notice = db.session.get(Notice, notice_id)
    if notice is None or notice.account_id != account.id:
        raise NotFoundError
    return notice


def told_keys(keys: list[str]) -> set[tuple[int, str]]:
    """Return which of `keys` have been told, and to whom, as (account id, key)."""
    found = db.session.execute(sa.select(Notice.account_id, Notice.key).where(Notice.key.in_(keys)))
    return {(account_id, key) for account_id, key in found}


def untold(due: Sequence[Due], told_as: Callable[[Due], tuple[int, str]]) -> list[Due]:
    """Return what of `due` has not been told yet; `told_as` names the account and the key of its notice."""
    told: set[tuple[int, str]] = set()
    for start in range(0, len(due), AT_A_TIME):
        told |= told_keys([told_as(one)[1] for one in due[start : start + AT_A_TIME]])
    return [one for one in due if told_as(one) not in told]


def find_settings(account_id: int) -> NoticeSettings | None:
    """Return how somebody wants to be told; None where they never chose."""
    return db.session.get(NoticeSettings, account_id)


def settings_of(account_ids: Iterable[int]) -> dict[int, NoticeSettings]:
    """Return the settings of those who chose, by account."""
    chosen = sa.select(NoticeSettings).where(NoticeSettings.account_id.in_(list(account_ids)))
    return {settings.account_id: settings for settings in db.session.scalars(chosen)}


def is_new() -> sa.ColumnElement[bool]:
    """Return the condition of a notice that was neither read nor settled."""
    return sa.and_(Notice.read_at.is_(None), Notice.settled_at.is_(None))


def digest_of(account: Account) -> list[Notice]:
    """List what the next daily letter tells: new, neither read nor settled since."""
    waiting = sa.select(Notice).where(Notice.account_id == account.id, Notice.is_for_digest, is_new())
    return list(db.session.scalars(waiting.order_by(Notice.id).limit(MOST_AWAITING)))


def awaiting_digest() -> list[tuple[Account, NoticeSettings]]:
    """List those for whose daily letter something waits, with what they chose."""
    waiting = sa.exists().where(Notice.account_id == Account.id, Notice.is_for_digest)
    who = sa.select(Account, NoticeSettings).join(NoticeSettings, NoticeSettings.account_id == Account.id)
    return [(account, settings) for account, settings in db.session.execute(who.where(waiting))]


def has_stopped(address_hash: str) -> bool:
    """Say whether whoever reads this address stopped letters to it."""
    return db.session.get(StoppedAddress, address_hash) is not None
