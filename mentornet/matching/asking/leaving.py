"""What becomes of open requests when one of the two leaves, pauses, blocks or is shut out? They are taken back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import db
from ...programs.models import Enrolment, Side
from .closing import withdraw_request
from .models import MentoringRequest, RequestState


def take_back_of_enrolment(enrolment: Enrolment) -> None:
    """Take back what is open for who leaves or pauses, on that side of that program."""
    person = MentoringRequest.mentee_id if enrolment.side is Side.MENTEE else MentoringRequest.mentor_id
    _take_back(person == enrolment.account_id, MentoringRequest.program_id == enrolment.program_id)


def take_back_of_disabled(action: str, *, by: Account | None, subject_id: object, **_details: Any) -> None:  # noqa: ARG001 - the hook's own names
    """Take back all that is open for an account that was disabled, in every program."""
    if action == "account.disabled":
        mine = sa.or_(MentoringRequest.mentee_id == subject_id, MentoringRequest.mentor_id == subject_id)
        _take_back(mine)


def take_back_of_block(account: Account, other: Account) -> None:
    """Take back what is open between two of whom one blocks the other; neither is told why."""
    pair = [account.id, other.id]
    _take_back(MentoringRequest.mentee_id.in_(pair), MentoringRequest.mentor_id.in_(pair))


def _take_back(*conditions: sa.ColumnElement[bool]) -> None:
    """Withdraw the open requests of `conditions`, held first in one order."""
    held = (
        sa.select(MentoringRequest)
        .where(MentoringRequest.state == RequestState.OPEN, *conditions)
        .order_by(MentoringRequest.id)
        .with_for_update(of=MentoringRequest)
    )
    for request in db.session.scalars(held).all():
        withdraw_request(request, by=None)
