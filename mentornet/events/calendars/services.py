"""What happens to the addresses of a person's own calendars?"""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation.database import changed_rows, db
from ..models import CalendarKey, CalendarScope
from .queries import Offer, hashed

RANDOM_BYTES = 16
OWN = Offer(CalendarScope.OWN)


def make_address(account: Account, offer: Offer = OWN) -> str:
    """Give one of the person's calendars a new secret address and return its token; the old one opens nothing any more."""
    token = secrets.token_urlsafe(RANDOM_BYTES)
    close_address(account, offer)
    program_id = offer.program.id if offer.program else None
    db.session.add(
        CalendarKey(account_id=account.id, scope=offer.scope, program_id=program_id, token_hash=hashed(token))
    )
    db.session.flush()  # two presses at once: the second is told so here, not at the commit
    _record("calendar.opened", account, offer)
    return token


def close_address(account: Account, offer: Offer = OWN) -> bool:
    """Close one of the person's calendars to whoever knows its address; say whether it was open."""
    mine = sa.delete(CalendarKey).where(
        CalendarKey.account_id == account.id, CalendarKey.scope == offer.scope
    )
    program_id = offer.program.id if offer.program else None
    closed = changed_rows(mine.where(CalendarKey.program_id.is_not_distinct_from(program_id))) > 0
    if closed:
        _record("calendar.closed", account, offer)
    return closed


def _record(action: str, account: Account, offer: Offer) -> None:
    record(
        action,
        by=account,
        subject_type="account",
        subject_id=account.id,
        program_id=offer.program.id if offer.program else None,
        scope=str(offer.scope),
    )
