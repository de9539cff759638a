"""How does the code of conduct change, and who has accepted it?"""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import Refusal
from ..conduct import FIRST_VERSION, shipped_version
from ..hooks import tell_of_act
from ..models import Account, ConductVersion
from ..queries import newest_conduct_number


def accept_conduct(account: Account, *, version: int) -> None:
    """Note that `account` accepts `version`; refused where a newer one came out meanwhile."""
    if version != newest_conduct_number():
        raise Refusal("The code of conduct changed while you read it. Read the new one and accept that.")
    account.accepted_conduct, account.accepted_conduct_at = version, clock.now()


def publish_conduct(*, text: str, what_changed: str, by: Account) -> ConductVersion:
    """Put a new version in force: everyone accepts it before going on, its author has by publishing it."""
    if db.session.scalar(sa.select(sa.func.count()).select_from(ConductVersion)) == 0:
        db.session.add(shipped_version())  # what was in force until now stays on record
        db.session.flush()  # the first number must be there before the next
    number = max(newest_conduct_number(), FIRST_VERSION) + 1
    version = ConductVersion(version=number, text=text, what_changed=what_changed)
    db.session.add(version)
    by.accepted_conduct, by.accepted_conduct_at = number, clock.now()
    tell_of_act("conduct.published", by, by=by, version=number)
    return version
