"""Whom did the program's last round let down? They come a little before others in the next one."""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import db
from ..engine import FULL
from ..models import Answer, MatchingRound, Proposal, ProposalState, Unplaced

LET_DOWN = 100_000
"""What is added to each of their scores when pairs are chosen, in parts per million: a tenth of a perfect fit."""

FIRST = FULL - LET_DOWN
"""What is added for whoever has no mentor where others seek one more beside theirs: a first mentor comes before a second."""


def read_let_down(matching_round: MatchingRound) -> frozenset[int]:
    """List the mentees who wanted a mentor in the round that went out last before this one and were left without.

    Those who were left out, and those whose proposal ended though they had not declined it: the mentor declined, or
    let it lapse after the mentee said yes, or it was withdrawn. Whoever had a proposal accepted there is not among them.
    """
    last = (
        sa.select(sa.func.max(MatchingRound.id))
        .where(
            MatchingRound.program_id == matching_round.program_id,
            MatchingRound.id < matching_round.id,
            MatchingRound.waves > 0,
        )
        .scalar_subquery()
    )
    said = sa.select(Proposal.mentee_id).where(Proposal.round_id == last)
    accepted = said.where(Proposal.state == ProposalState.ACCEPTED)
    left = sa.select(Unplaced.mentee_id).where(Unplaced.round_id == last, Unplaced.mentee_id.not_in(accepted))
    had_said_no = Proposal.mentee_answer == Answer.DECLINED
    refused = said.where(
        Proposal.mentee_id.not_in(accepted),
        sa.or_(
            Proposal.state == ProposalState.WITHDRAWN,
            sa.and_(
                Proposal.state == ProposalState.DECLINED,
                sa.or_(Proposal.mentee_answer.is_(None), ~had_said_no),
            ),
            sa.and_(Proposal.state == ProposalState.LAPSED, Proposal.mentee_answer == Answer.ACCEPTED),
        ),
    )
    return frozenset(db.session.scalars(left.union(refused)))
