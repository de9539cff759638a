"""How is somebody told? A row and its letter in the same transaction, each thing once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.database import add_unless_there, changed_rows, db
from ..foundation.mail import post
from ..foundation.templating import absolute_address
from .models import Notice, NoticeKind

PLAIN_LETTER = "notifications/notice"


def notify(  # noqa: PLR0913 - a notice has these facts, and every feature names them
    account: Account,
    *,
    kind: NoticeKind,
    key: str,
    sentence: str,
    url: str,
    act: str = "Open",
    due_at: datetime | None = None,
    letter: str | None = None,
    subject: str | None = None,
    **letter_values: Any,
) -> Notice | None:
    """Tell `account` of one thing, once: None where a notice with this `key` was there already.

    `url` is a path of this site. With `letter`, the name of a letter template (`PLAIN_LETTER` says the
    sentence and no more), a letter is posted in the same transaction; its template also gets `sentence`,
    `zone` and what is in `letter_values`. Two at once write one notice and one letter: the row decides.
    """
    notice_id = add_unless_there(
        Notice, account_id=account.id, key=key, kind=kind, sentence=sentence, url=url, act=act, due_at=due_at
    )
    if notice_id is None:
        return None
    if letter and account.disabled_at is None:
        post(
            letter,
            to=account.email,
            subject=subject or sentence,
            key=f"notice:{account.id}:{key}",
            category=str(kind),
            account_id=account.id,
            greeting_name=account.display_name,
            sentence=sentence,
            zone=account.time_zone,
            act_url=absolute_address(url),
            act_label=act,
            **letter_values,
        )
    return db.session.get_one(Notice, notice_id)


def notify_anew(
    account: Account, *, kind: NoticeKind, key: str, say: Callable[[], str], url: str, act: str = "Open"
) -> None:
    """Tell `account` of something that grows: one notice, new again each time, saying what holds by now.

    Where the notice is there already its row is held before `say` is asked, so that of two at once the second
    counts what the first has written. No letter goes with it.
    """
    if notify(account, kind=kind, key=key, sentence=say(), url=url, act=act):
        return
    mine = sa.update(Notice).where(Notice.account_id == account.id, Notice.key == key)
    changed_rows(mine.values(read_at=None, settled_at=None, created_at=clock.now()))
    changed_rows(mine.values(sentence=say()))


def settle(account_id: int | None, *, key_prefix: str, but: str | None = None) -> int:
    """Mark that what `key_prefix` names awaits nobody (or not `account_id`) any more; return how many did.

    End the prefix where a number ends (`proposal:12:`), so that it names one thing. The notice with the key
    `but` goes on waiting.
    """
    open_ones = sa.update(Notice).where(
        Notice.settled_at.is_(None), Notice.key.startswith(key_prefix, autoescape=True)
    )
    if but is not None:
        open_ones = open_ones.where(Notice.key != but)
    if account_id is not None:
        open_ones = open_ones.where(Notice.account_id == account_id)
    return changed_rows(open_ones.values(settled_at=clock.now()))


def mark_read(notice: Notice) -> None:
    """Remember that the person has seen `notice`."""
    notice.read_at = notice.read_at or clock.now()


def mark_all_read(account: Account) -> int:
    """Remember that `account` has seen all there is, and return how many were new."""
    unread = sa.update(Notice).where(Notice.account_id == account.id, Notice.read_at.is_(None))
    return changed_rows(unread.values(read_at=clock.now()))
