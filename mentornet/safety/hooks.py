"""Who else must act when somebody blocks somebody? Features above register here; safety knows none of them."""

from __future__ import annotations

from collections.abc import Callable

from ..accounts.models import Account

OnBlock = Callable[[Account, Account], None]

_listeners: list[OnBlock] = []


def on_block(listener: OnBlock) -> OnBlock:
    """Have `listener(account, other)` called when `account` blocks `other`, in the same transaction."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell_of_block(account: Account, other: Account) -> None:
    """Tell the features above that `account` blocks `other`."""
    for listener in _listeners:
        listener(account, other)
