"""What is so about accounts?"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from ..foundation import clock
from ..foundation.database import db
from ..foundation.errors import NotFoundError
from ..foundation.words import folded
from . import sessions
from .conduct import FIRST_VERSION, shipped_version
from .models import Account, ConductVersion, SignInSession


def address_key(address: str) -> str:
    """Return the form of `address` that an account is found by: without case and stray spaces."""
    return address.strip().casefold()


def get_account(account_id: int) -> Account:
    """Return the account, or raise NotFoundError."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise NotFoundError("There is no such account.")
    return account


def find_account_by_email(address: str) -> Account | None:
    """Return the account of `address`, however its letters are cased."""
    return db.session.scalar(sa.select(Account).where(Account.email_key == address_key(address)))


def count_administrators() -> int:
    """Count the administrators who can sign in."""
    able = sa.select(sa.func.count()).where(Account.is_administrator, Account.disabled_at.is_(None))
    return db.session.scalar(able.select_from(Account)) or 0


def people(typed: str = "", *, only: str = "") -> sa.Select[Account]:
    """Return the statement that lists accounts by name: those whose name or address holds what was typed."""
    listed = sa.select(Account).order_by(Account.folded_name, Account.id)
    for word in folded(typed).split():
        held = Account.folded_name.contains(word, autoescape=True)
        listed = listed.where(sa.or_(held, Account.email_key.contains(word, autoescape=True)))
    narrowed = {
        "administrators": Account.is_administrator,
        "disabled": Account.disabled_at.is_not(None),
        "unconfirmed": Account.confirmed_at.is_(None),
    }
    return listed.where(narrowed[only]) if only in narrowed else listed


def live_sessions(account: Account) -> list[SignInSession]:
    """List the browsers where `account` is signed in, the one used last first."""
    moment = clock.now()
    alive = sa.select(SignInSession).where(
        SignInSession.account_id == account.id,
        SignInSession.ended_at.is_(None),
        SignInSession.created_at > moment - sessions.LASTS,
        SignInSession.last_seen_at > moment - sessions.IDLE,
    )
    return list(db.session.scalars(alive.order_by(SignInSession.last_seen_at.desc(), SignInSession.id)))


def newest_conduct_number() -> int:
    """Return the number of the code of conduct that is to be accepted."""
    return db.session.scalar(sa.select(sa.func.max(ConductVersion.version))) or FIRST_VERSION


def newest_conduct() -> ConductVersion:
    """Return the code of conduct that is to be accepted; the shipped one where none was published."""
    newest = sa.select(ConductVersion).order_by(ConductVersion.version.desc()).limit(1)
    return db.session.scalar(newest) or shipped_version()


def last_seen_at(account: Account) -> datetime | None:
    """Return when `account` was last here."""
    seen = sa.select(sa.func.max(SignInSession.last_seen_at)).where(SignInSession.account_id == account.id)
    return db.session.scalar(seen)
