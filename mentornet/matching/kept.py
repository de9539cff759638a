"""Does the proof that is kept with a round still hold for its drafts and the people as they are now?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ..foundation.database import db
from ..foundation.errors import Refusal
from .engine import Certificate, Explanation, Fairness, Objective, Pair, Result, Unplaced, Why, verify
from .intake import Gathered, gather
from .models import MatchingRound, Proposal, ProposalState, RoundState


def faults_of_round(matching_round: MatchingRound) -> list[str]:
    """Say what does not hold of a round's drafts and proof; nothing where all of it does.

    Raises:
        Refusal: The round has no drafts that its own proof is about.
    """
    if matching_round.state is not RoundState.REVIEW or not matching_round.certificate:
        raise Refusal(
            "A proof is checked while its round is under review: its drafts are there then, and its people still wait. "
            "For a check at any later time keep the spreadsheets and the certificate."
        )
    faults = ["The drafts were changed by hand after they were solved."] if matching_round.is_edited else []
    gathered = gather(matching_round)
    result = _kept(matching_round, gathered)
    return [*faults, *verify(gathered.pool, gathered.rules, gathered.settings, result).faults]


def _kept(matching_round: MatchingRound, gathered: Gathered) -> Result:
    drafts = sa.select(Proposal.mentee_id, Proposal.mentor_id, Proposal.fit, Proposal.is_locked).where(
        Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT
    )
    pairs = tuple(
        Pair(
            mentee=str(row.mentee_id),
            mentor=str(row.mentor_id),
            score=row.fit,
            explanation=Explanation(score=row.fit, parts=(), gap=None),
            is_locked=row.is_locked,
        )
        for row in db.session.execute(drafts)
    )
    placed = {pair.mentee for pair in pairs}
    return Result(
        pairs=pairs,
        unplaced=tuple(
            Unplaced(mentee=mentee.id, why=Why.SEATS_TAKEN, mentors=0)
            for mentee in gathered.pool.mentees
            if mentee.id not in placed
        ),
        total=matching_round.total_fit or 0,
        seats=gathered.seats,
        violations={},
        optimal=matching_round.is_proved_optimal,
        certificate=read_certificate(matching_round.certificate),
        seconds={},
    )


def read_certificate(kept: Mapping[str, Any]) -> Certificate:
    """Return a certificate from the column that keeps it."""
    fairness = kept.get("fairness")
    return Certificate(
        **{
            **kept,
            "objective": Objective(kept["objective"]),
            "fairness": fairness
            and Fairness(
                threshold=fairness["threshold"],
                placed=fairness["placed"],
                full_at_minimum=tuple(fairness["full_at_minimum"]),
                full_above=tuple(fairness["full_above"]),
            ),
        }
    )
