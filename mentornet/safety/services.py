"""What keeps people apart, and what is written down when somebody vouches for a text?"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ..accounts.models import Account
from ..audit.services import record
from ..foundation.database import changed_rows, db
from ..foundation.errors import Refusal
from .hooks import tell_of_block
from .identifiers import Finding
from .models import Block


def block(account: Account, other: Account) -> None:
    """Have `account` block `other`: they no longer find each other and are never matched. Twice is once.

    What is open between the two is taken back by the features above.
    """
    if account.id == other.id:
        raise Refusal("You cannot block yourself.")
    if db.session.get(Block, (account.id, other.id)) is None:
        db.session.add(Block(blocker_id=account.id, blocked_id=other.id))
        record("person.blocked", by=account, subject_type="account", subject_id=other.id)
        tell_of_block(account, other)


def unblock(account: Account, other: Account) -> None:
    """Take back a block of `account`; where there is none, nothing happens."""
    mine = sa.delete(Block).where(Block.blocker_id == account.id, Block.blocked_id == other.id)
    if changed_rows(mine):
        record("person.unblocked", by=account, subject_type="account", subject_id=other.id)


def note_vouched(by: Account, *, subject_type: str, subject_id: object, findings: Iterable[Finding]) -> None:
    """Write down that `by` said a held text is not about a client: the classes found, never the words."""
    classes = sorted({finding.slug for finding in findings})
    record("text.vouched", by=by, subject_type=subject_type, subject_id=subject_id, classes=classes)
