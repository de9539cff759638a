"""Which proposals await an answer, a reminder or their end?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...notifications.queries import untold
from ...programs.models import Side
from ..deadlines import FARTHEST, lead_due
from ..models import MatchingRound, Proposal, ProposalState
from .rules import reminder_key

AT_A_TIME = 500


def get_proposal(proposal_id: int) -> Proposal:
    """Return a proposal with both people, its round and program, or raise NotFoundError."""
    found = db.session.scalars(_whole().where(Proposal.id == proposal_id)).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def others_open(proposal: Proposal) -> list[Proposal]:
    """List what else is open for the mentee in the program, with the mentors, in order of deadline."""
    program_id = proposal.round.program_id
    others = (
        _whole()
        .join(MatchingRound, MatchingRound.id == Proposal.round_id)
        .where(
            Proposal.mentee_id == proposal.mentee_id,
            Proposal.id != proposal.id,
            Proposal.state == ProposalState.OPEN,
            MatchingRound.program_id == program_id,
        )
    )
    return list(db.session.scalars(others.order_by(Proposal.answer_by, Proposal.id)))


def overdue_ids(now: datetime) -> list[int]:
    """List proposals whose deadline has passed unanswered, the first `AT_A_TIME` of them."""
    due = (
        sa.select(Proposal.id)
        .where(Proposal.state == ProposalState.OPEN, Proposal.answer_by <= now)
        .order_by(Proposal.answer_by, Proposal.id)
        .limit(AT_A_TIME)
    )
    return list(db.session.scalars(due))


@dataclass(frozen=True, slots=True)
class DueReminder:
    """One side of one proposal that should be reminded now."""

    proposal_id: int
    account_id: int
    side: Side
    lead: str


def due_reminders(now: datetime) -> list[DueReminder]:
    """List who should be reminded now and has not been: of each person's reminders, the last that is due.

    So a worker that was away for a day sends one reminder and not two.
    """
    due = list(_due_by_the_clock(now))
    return untold(due, lambda one: (one.account_id, reminder_key(one.proposal_id, one.lead)))


def _due_by_the_clock(now: datetime) -> Iterator[DueReminder]:
    for side in Side:
        account_id: sa.orm.InstrumentedAttribute[int] = getattr(Proposal, f"{side}_id")
        near = (
            sa.select(Proposal.id, account_id, Proposal.answer_by, Proposal.published_at, Account.time_zone)
            .join(Account, account_id == Account.id)
            .where(
                Proposal.state == ProposalState.OPEN,
                getattr(Proposal, f"{side}_answer").is_(None),
                Proposal.answer_by > now,
                Proposal.answer_by <= now + FARTHEST,
            )
            .order_by(Proposal.answer_by, Proposal.id)
        )
        for proposal_id, person, deadline, began, zone in db.session.execute(near):
            lead = lead_due(deadline, began=began, zone=zone, now=now) if deadline else None
            if lead:
                yield DueReminder(proposal_id, person, side, lead)


def _whole() -> sa.Select[Proposal]:
    return sa.select(Proposal).options(
        joinedload(Proposal.mentee),
        joinedload(Proposal.mentor),
        joinedload(Proposal.round).joinedload(MatchingRound.program),
    )
