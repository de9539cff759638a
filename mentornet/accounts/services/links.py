"""How does a mailed link come to be, and how is it spent? Once, in time, by one conditional UPDATE."""

from __future__ import annotations

import secrets
from datetime import timedelta

import sqlalchemy as sa

from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ..models import Account, LinkPurpose, MailedLink
from ..sessions import hashed

LASTS = {
    LinkPurpose.CONFIRM: timedelta(days=3),
    LinkPurpose.SIGN_IN: timedelta(minutes=15),
    LinkPurpose.RESET: timedelta(hours=1),
    LinkPurpose.ADDRESS: timedelta(days=1),
}
SPENT = "This link was used already, or its time is over. Ask for a new one."


def make_link(account: Account, purpose: LinkPurpose, *, sent_to: str) -> str:
    """Add a link for `account` and return its token, which is kept nowhere but in the letter."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        MailedLink(
            account_id=account.id,
            purpose=purpose,
            token_hash=hashed(token),
            sent_to=sent_to,
            expires_at=clock.now() + LASTS[purpose],
        )
    )
    return token


def find_link(token: str, purpose: LinkPurpose) -> MailedLink | None:
    """Return the link of `token` if it still works, without spending it."""
    works = sa.select(MailedLink).where(
        MailedLink.token_hash == hashed(token),
        MailedLink.purpose == purpose,
        MailedLink.used_at.is_(None),
        MailedLink.expires_at > clock.now(),
    )
    return db.session.scalar(works)


def spend_link(token: str, purpose: LinkPurpose) -> tuple[Account, str]:
    """Spend the link and return its account and the address it was sent to.

    Raises:
        Refusal: it was spent already, its time is over, or its account is disabled.
    """
    link = find_link(token, purpose)
    if link is None or not _take(link):
        raise Refusal(SPENT)
    account = db.session.get_one(Account, link.account_id)
    if account.disabled_at is not None:
        raise Refusal(SPENT)
    return account, link.sent_to


def _take(link: MailedLink) -> bool:
    unused = sa.update(MailedLink).where(MailedLink.id == link.id, MailedLink.used_at.is_(None))
    return changed_rows(unused.values(used_at=clock.now())) == 1


def cancel_links(account: Account, *purposes: LinkPurpose) -> None:
    """Make the links of these purposes that `account` still holds worthless."""
    unused = sa.update(MailedLink).where(
        MailedLink.account_id == account.id,
        MailedLink.purpose.in_(purposes),
        MailedLink.used_at.is_(None),
    )
    changed_rows(unused.values(used_at=clock.now()))
