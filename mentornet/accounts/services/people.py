"""What may administrators do to an account? Close and open it, and share their own role."""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation import clock
from ...foundation.database import changed_rows
from ..hooks import tell_of_act
from ..models import Account, LinkPurpose
from ..queries import count_administrators
from ..rules import ensure_can_disable, ensure_can_revoke
from ..sessions import end_all_sessions
from .links import cancel_links


def disable(account: Account, *, by: Account | None) -> None:
    """Close `account`: it is out everywhere at once, and no link or password lets it in."""
    ensure_can_disable(account, by=by)
    if account.disabled_at is not None:
        return
    if account.is_administrator:
        _hold_administrators()
        ensure_can_revoke(account, administrators=count_administrators())
    account.disabled_at = clock.now()
    ended = end_all_sessions(account)
    cancel_links(account, *LinkPurpose)
    tell_of_act("account.disabled", account, by=by, sessions_ended=ended)


def enable(account: Account, *, by: Account | None) -> None:
    """Open `account` again; its owner signs in as before."""
    if account.disabled_at is not None:
        account.disabled_at = None
        tell_of_act("account.enabled", account, by=by)


def grant_administrator(account: Account, *, by: Account | None) -> None:
    """Make `account` an administrator."""
    if not account.is_administrator:
        account.is_administrator = True
        tell_of_act("account.administrator_granted", account, by=by)


def revoke_administrator(account: Account, *, by: Account | None) -> None:
    """Take the role back; refused for the last administrator."""
    _hold_administrators()
    ensure_can_revoke(account, administrators=count_administrators())
    if account.is_administrator:
        account.is_administrator = False
        tell_of_act("account.administrator_revoked", account, by=by)


def _hold_administrators() -> None:
    """Hold the administrators' rows until the commit: of two who put each other out the second sees the first."""
    able = sa.update(Account).where(Account.is_administrator, Account.disabled_at.is_(None))
    changed_rows(able.values(is_administrator=Account.is_administrator))
