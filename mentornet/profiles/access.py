"""Whose profile is this? One's own, begun on the way where there is none yet."""

from __future__ import annotations

from ..accounts.login import current_account
from ..foundation.errors import NotFoundError
from .models import Profile
from .queries import find_profile
from .rules import Step


def load_own_profile() -> Profile | None:
    """Return the whole profile of the person signed in, or None where they have chosen no side yet."""
    return find_profile(current_account().id)


def get_step(name: str) -> Step:
    """Return the step of this name, or raise NotFoundError."""
    try:
        return Step(name)
    except ValueError as error:
        raise NotFoundError from error
