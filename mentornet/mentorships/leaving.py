"""What becomes of mentorships when an account is closed? They end, so that the other can find somebody new."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation.database import db
from .models import Mentorship
from .rules import LIVE
from .services import end_for_closed_account


def end_of_disabled(action: str, *, by: Account | None, subject_id: object, **_details: Any) -> None:
    """End every live mentorship of an account that was disabled, held first in one order."""
    if action != "account.disabled":
        return
    held = (
        sa.select(Mentorship)
        .where(
            sa.or_(Mentorship.mentee_id == subject_id, Mentorship.mentor_id == subject_id),
            Mentorship.state.in_(sorted(LIVE)),
        )
        .order_by(Mentorship.mentor_id, Mentorship.id)
        .with_for_update(of=Mentorship)
    )
    for mentorship in db.session.scalars(held).all():
        closed = mentorship.mentee if mentorship.mentee_id == subject_id else mentorship.mentor
        end_for_closed_account(mentorship, closed=closed, by=by)
