"""What becomes of open proposals when one of the two leaves, pauses, blocks or is shut out? They are taken back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import db
from ...programs.models import Enrolment, Side
from ..models import MatchingRound, Proposal, ProposalState
from . import letters
from .services import withdraw_proposal


def take_back_of_enrolment(enrolment: Enrolment) -> None:
    """Take back what is open for who leaves or pauses, on that side of that program."""
    person = Proposal.mentee_id if enrolment.side is Side.MENTEE else Proposal.mentor_id
    _take_back(person == enrolment.account_id, MatchingRound.program_id == enrolment.program_id)


def take_back_of_disabled(action: str, *, by: Account | None, subject_id: object, **_details: Any) -> None:  # noqa: ARG001 - the hook's own names
    """Take back all that is open for an account that was disabled, in every program."""
    if action == "account.disabled":
        _take_back(sa.or_(Proposal.mentee_id == subject_id, Proposal.mentor_id == subject_id))


def take_back_of_block(account: Account, other: Account) -> None:
    """Take back what is open between two of whom one blocks the other; neither is told why."""
    pair = [account.id, other.id]
    _take_back(Proposal.mentee_id.in_(pair), Proposal.mentor_id.in_(pair))


def _take_back(*conditions: sa.ColumnElement[bool]) -> None:
    """Withdraw the open proposals of `conditions`, held first in one order, and tell each program once."""
    held = (
        sa.select(Proposal)
        .join(MatchingRound)
        .where(Proposal.state == ProposalState.OPEN, *conditions)
        .order_by(Proposal.id)
        .with_for_update(of=Proposal)
    )
    taken = [
        proposal
        for proposal in sorted(db.session.scalars(held), key=lambda one: (one.mentor_id, one.id))
        if withdraw_proposal(proposal, by=None)
    ]
    for matching_round in sorted({one.round for one in taken}, key=lambda one: one.id):
        letters.tell_freed(matching_round)
