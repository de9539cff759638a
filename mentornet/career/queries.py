"""What has somebody learned?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from ..accounts.models import Account
from ..catalogue.models import Credential
from ..foundation.database import db
from ..foundation.errors import NotFoundError
from ..profiles.models import Profile, ProfileCredential, Stance
from .models import CreditEntry


def entries_of(
    account: Account, *, since: date | None = None, until: date | None = None
) -> sa.Select[CreditEntry]:
    """Select the entries of `account` within a period, its ends included, the latest first."""
    mine = sa.select(CreditEntry).where(CreditEntry.account_id == account.id)
    if since:
        mine = mine.where(CreditEntry.completed_on >= since)
    if until:
        mine = mine.where(CreditEntry.completed_on <= until)
    return mine.order_by(CreditEntry.completed_on.desc(), CreditEntry.id.desc())


def all_entries(
    account: Account, *, since: date | None = None, until: date | None = None
) -> Sequence[CreditEntry]:
    """List the entries of `account` within a period."""
    return db.session.scalars(entries_of(account, since=since, until=until)).all()


def renewing_credentials(account: Account) -> Sequence[Credential]:
    """List what `account` holds that is renewed after so many months, by its short name."""
    held = (
        sa.select(Credential)
        .join(ProfileCredential, ProfileCredential.credential_slug == Credential.slug)
        .join(Profile, Profile.id == ProfileCredential.profile_id)
        .where(
            Profile.account_id == account.id,
            ProfileCredential.stance == Stance.HELD,
            Credential.renewal_months > 0,
        )
    )
    return db.session.scalars(held.order_by(Credential.abbreviation)).all()


def get_entry(entry_id: int, *, account: Account) -> CreditEntry:
    """Return an entry of `account`, or raise NotFoundError."""
    entry = db.session.get(CreditEntry, entry_id)
    if entry is None or entry.account_id != account.id:
        raise NotFoundError
    return entry


def find_by_source(account_id: int, source: str) -> CreditEntry | None:
    """Return the entry that came from `source`, withdrawn or not."""
    mine = sa.select(CreditEntry).where(CreditEntry.account_id == account_id, CreditEntry.source == source)
    return db.session.scalar(mine)
