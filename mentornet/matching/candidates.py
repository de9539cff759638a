"""Who could take this mentee? Mentors with a seat that no draft fills, by fit, those a hard rule forbids left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from ..foundation.database import db
from . import engine
from .intake import gather
from .models import MatchingRound, Proposal, ProposalState

MOST = 25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor who could take the mentee."""

    account_id: int
    name: str
    fit: int
    seats: int
    """How many seats no draft fills."""


def candidates_for(matching_round: MatchingRound, mentee_id: int) -> list[Candidate] | None:
    """List who could take a mentee, the best fit first and 25 at most; None where the mentee takes no part now."""
    gathered = gather(matching_round)
    mentee = next((one for one in gathered.pool.mentees if one.id == str(mentee_id)), None)
    if mentee is None:
        return None
    drafted = _drafted(matching_round)
    filled = Counter(mentor_id for _, mentor_id in drafted)
    free = {mentor.id: mentor.seats - filled[int(mentor.id)] for mentor in gathered.pool.mentors}
    able = [
        mentor
        for mentor in gathered.pool.mentors
        if free[mentor.id] > 0 and (mentee_id, int(mentor.id)) not in drafted
    ]
    return [
        Candidate(int(name), gathered.names[name], fit, free[name])
        for name, fit in engine.rank_mentors(mentee, able, gathered.rules, gathered.settings)[:MOST]
    ]


def may_have_more(matching_round: MatchingRound, mentee_id: int) -> bool:
    """Say whether a mentee of the drafts is in fewer of them than the round gives mentors."""
    drafts = sa.select(sa.func.count()).where(
        Proposal.round_id == matching_round.id,
        Proposal.mentee_id == mentee_id,
        Proposal.state == ProposalState.DRAFT,
    )
    return 0 < (db.session.scalar(drafts) or 0) < matching_round.most_mentors


def _drafted(matching_round: MatchingRound) -> set[tuple[int, int]]:
    mine = sa.select(Proposal.mentee_id, Proposal.mentor_id).where(
        Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT
    )
    return {(mentee_id, mentor_id) for mentee_id, mentor_id in db.session.execute(mine)}
