"""What follows in profiles when something happens below? A person who signs up gets a profile."""

from __future__ import annotations

from flask import Flask

from ..accounts import hooks
from ..accounts.models import Account
from ..accounts.rules import Side
from .services import begin_profile


def begin_at_sign_up(account: Account, sides: frozenset[Side]) -> None:
    """Give somebody who signs up a profile on the sides they ticked; without any they choose later."""
    if sides:
        _begin(account, sides)


def _begin(account: Account, sides: frozenset[Side]) -> None:
    begin_profile(account, mentee=Side.MENTEE in sides, mentor=Side.MENTOR in sides)


def init_app(app: Flask) -> None:
    """Listen for sign-ups, and lead who has confirmed an address to the guided profile."""
    hooks.on_sign_up(begin_at_sign_up)
    hooks.lead_newcomers_to(app, "profiles.begin")
