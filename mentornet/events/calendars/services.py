"""What happens to the address of a person's own calendar?"""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation.database import changed_rows, db
from ..models import CalendarKey
from .queries import hashed

RANDOM_BYTES = 16


def make_address(account: Account) -> str:
    """Give the person's calendar a new secret address and return its token; the old one opens nothing any more."""
    token = secrets.token_urlsafe(RANDOM_BYTES)
    close_address(account)
    db.session.add(CalendarKey(account_id=account.id, token_hash=hashed(token)))
    db.session.flush()  # two presses at once: the second is told so here, not at the commit
    record("calendar.opened", by=account, subject_type="account", subject_id=account.id)
    return token


def close_address(account: Account) -> bool:
    """Close the person's calendar to whoever knows its address; say whether it was open."""
    closed = changed_rows(sa.delete(CalendarKey).where(CalendarKey.account_id == account.id)) > 0
    if closed:
        record("calendar.closed", by=account, subject_type="account", subject_id=account.id)
    return closed
