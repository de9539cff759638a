"""Who holds a seat at an event?"""

from __future__ import annotations

from collections.abc import Sequence

from ...accounts.models import Account
from ..models import Event


def registered_accounts(event: Event) -> Sequence[Account]:  # noqa: ARG001 - nobody can register yet
    """List those who hold a seat at the event."""
    return []


def is_registered(event: Event, account: Account) -> bool:  # noqa: ARG001 - as above
    """Say whether `account` holds a seat at the event."""
    return False
