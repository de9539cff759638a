"""Who else wants to hear of what happens to accounts? Features above register here; accounts knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, url_for

from .models import Account
from .rules import Side

OnSignUp = Callable[[Account, frozenset[Side]], None]
OnAct = Callable[..., None]

_sign_up_listeners: list[OnSignUp] = []
_act_listeners: list[OnAct] = []


def on_sign_up(listener: OnSignUp) -> OnSignUp:
    """Have `listener(account, sides)` called when somebody signs up, in the same transaction.

    A person who signs up again before confirming is told of again: do what is missing, nothing twice.
    """
    if listener not in _sign_up_listeners:
        _sign_up_listeners.append(listener)
    return listener


def on_act(listener: OnAct) -> OnAct:
    """Have `listener` called for every act of weight on an account, as `audit.services.record` is."""
    if listener not in _act_listeners:
        _act_listeners.append(listener)
    return listener


def tell_of_sign_up(account: Account, sides: frozenset[Side]) -> None:
    """Tell the features above that `account` joins as `sides`."""
    for listener in _sign_up_listeners:
        listener(account, sides)


def tell_of_act(action: str, account: Account, *, by: Account | None, **details: Any) -> None:
    """Tell the features above what was done to `account`, and by whom; never tell a secret."""
    for listener in _act_listeners:
        listener(action, by=by, subject_type="account", subject_id=account.id, **details)


def lead_newcomers_to(app: Flask, endpoint: str, **values: Any) -> None:
    """Send people to `endpoint` when they have confirmed their address (the guided profile)."""
    app.extensions["newcomers_page"] = (endpoint, values)


def newcomers_url() -> str:
    """Return where a person goes after confirming: what a feature named, else the first page."""
    endpoint, values = current_app.extensions.get("newcomers_page", (None, {}))
    return url_for(endpoint, **values) if endpoint else "/"
