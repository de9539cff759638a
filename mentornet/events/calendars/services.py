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
    db.session.add(
        CalendarKey(account_id=account.id, scope=offer.scope, token_hash=hashed(token), **_whose(offer))
    )
    db.session.flush()  # two presses at once: the second is told so here, not at the commit
    _record("calendar.opened", account, offer)
    return token


def close_address(account: Account, offer: Offer = OWN) -> bool:
    """Close one of the person's calendars to whoever knows its address; say whether it was open."""
    mine = sa.delete(CalendarKey).where(
        CalendarKey.account_id == account.id, CalendarKey.scope == offer.scope
    )
    that = (getattr(CalendarKey, name).is_not_distinct_from(one) for name, one in _whose(offer).items())
    closed = changed_rows(mine.where(*that)) > 0
    if closed:
        _record("calendar.closed", account, offer)
    return closed


def _whose(offer: Offer) -> dict[str, int | None]:
    return {
        "program_id": offer.program.id if offer.program else None,
        "cohort_id": offer.cohort.id if offer.cohort else None,
    }


def _record(action: str, account: Account, offer: Offer) -> None:
    record(
        action,
        by=account,
        subject_type="account",
        subject_id=account.id,
        program_id=offer.cohort.program_id if offer.cohort else _whose(offer)["program_id"],
        scope=str(offer.scope),
        cohort=offer.cohort.name if offer.cohort else None,
    )
