"""What may a coordinator do while answers come in? Remind, throw a backfill's drafts away, close the round."""

from __future__ import annotations

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ...notifications.services import settle
from .. import letters
from ..answers import lapse_proposal
from ..intake import read_standing
from ..models import MatchingRound, Proposal, ProposalState, RoundState, Unplaced
from ..queries import count_drafts
from ..rules import ensure_can_close, ensure_can_edit, ensure_can_nudge, ensure_nothing_runs
from ..words.unplaced import BY_HAND
from .opening import move_round, tell_audit
from .solving import is_running


def nudge_people(matching_round: MatchingRound, proposal: Proposal, *, by: Account) -> int:
    """Remind those of a proposal who have not answered, at most once a day; return how many."""
    ensure_can_nudge(proposal.state)
    reminded = letters.nudge(proposal)
    if not reminded:
        raise Refusal("They were reminded today already. Give them until tomorrow.")
    tell_audit("proposal.nudged", matching_round, by=by, proposal=proposal.id)
    return reminded


def discard_wave(matching_round: MatchingRound, *, by: Account) -> None:
    """Throw a backfill's drafts away: their mentees are unplaced again, and what stands stays."""
    if matching_round.state is not RoundState.PUBLISHED:
        raise Refusal("Only a backfill can be thrown away. Solve the round again, or cancel it.")
    ensure_can_edit(matching_round.state, drafts=count_drafts(matching_round))
    left = sa.and_(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT)
    mentees = set(db.session.scalars(sa.select(Proposal.mentee_id).where(left)))
    noted = set(
        db.session.scalars(sa.select(Unplaced.mentee_id).where(Unplaced.round_id == matching_round.id))
    )
    db.session.execute(sa.delete(Proposal).where(left))
    db.session.add_all(
        Unplaced(round_id=matching_round.id, mentee_id=mentee, reason={"why": BY_HAND})
        for mentee in mentees - noted - read_standing(matching_round).held.keys()
    )
    settle(None, key_prefix=f"round:{matching_round.id}:")
    tell_audit("round.backfill_discarded", matching_round, by=by, pairs=len(mentees))


def close_round(matching_round: MatchingRound, *, by: Account) -> int:
    """Close a published round and return how many open proposals lapsed with it, their people told."""
    ensure_can_close(matching_round.state)
    ensure_nothing_runs(is_running=is_running(matching_round))
    move_round(matching_round, to=RoundState.CLOSED, closed_at=clock.now())
    drafts = sa.and_(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT)
    db.session.execute(sa.delete(Proposal).where(drafts))
    lapsed = sum(lapse_proposal(proposal_id) for proposal_id in _end_now(matching_round))
    settle(None, key_prefix=f"round:{matching_round.id}:")
    tell_audit("round.closed", matching_round, by=by, lapsed=lapsed)
    return lapsed


def _end_now(matching_round: MatchingRound) -> list[int]:
    """Bring the deadline of what is still open forward to this moment, and list it."""
    still = sa.and_(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.OPEN)
    changed_rows(sa.update(Proposal).where(still).values(answer_by=clock.now()))
    return list(db.session.scalars(sa.select(Proposal.id).where(still).order_by(Proposal.id)))
