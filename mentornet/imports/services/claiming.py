"""What happens when somebody who was brought in decides? They claim the account, or all that was brought is erased."""

from __future__ import annotations

import sqlalchemy as sa

from ...accounts.models import Account
from ...accounts.services import claim_account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import add_unless_there, changed_rows, db
from ...foundation.errors import Refusal
from ...foundation.mail import Letter
from .. import letters, queries, rules
from ..models import BroughtIn, ImportObjection, ImportRow


def claim(brought: BroughtIn, *, name: str, password: str) -> Account:
    """Make the account its owner's own, who takes part from now on wherever they were awaited.

    Raises:
        Refusal: It was claimed already, or the password cannot be taken.
    """
    account = brought.account
    changed_rows(_unclaimed(account.id).values(claimed_at=clock.now(), token_hash=None))
    return claim_account(account, name=name, password=password)


def note_confirmed(action: str, *, subject_id: int, **_details: object) -> None:
    """Close what was brought for somebody who confirmed their address by themselves, and tell them what it was."""
    if action != "account.confirmed":
        return
    waiting = [one for one in queries.brought_of(subject_id) if one.claimed_at is None]
    for brought in waiting:
        letters.tell_claimed(brought)
    changed_rows(_unclaimed(subject_id).values(claimed_at=clock.now(), token_hash=None))


def _unclaimed(account_id: int) -> sa.Update:
    return sa.update(BroughtIn).where(BroughtIn.account_id == account_id, BroughtIn.claimed_at.is_(None))


def object_to(brought: BroughtIn) -> None:
    """Erase the account and everything that was brought for it, and see that the same programs bring it no more.

    Raises:
        Refusal: The account was claimed, so that its owner decides under their own account.
    """
    account = brought.account
    mailbox, bringers = account.canonical_email, [one.program_id for one in queries.brought_of(account.id)]
    erased = sa.delete(Account).where(Account.id == account.id, Account.confirmed_at.is_(None))
    db.session.execute(sa.delete(Letter).where(Letter.account_id == account.id))
    db.session.execute(sa.delete(ImportRow).where(ImportRow.canonical_email == mailbox))
    account_id = account.id
    if not changed_rows(erased):
        raise Refusal(
            "This account was claimed a moment ago. Sign in to leave the program, or to change what is said."
        )
    for program_id in bringers:
        add_unless_there(
            ImportObjection,
            program_id=program_id,
            address_hash=rules.address_hash(mailbox),
            created_at=clock.now(),
        )
        record(
            "import.objected", by=None, subject_type="account", subject_id=account_id, program_id=program_id
        )
