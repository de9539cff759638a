"""Whose round is this? Loaders that answer 404 to whomever it is not for."""

from __future__ import annotations

from ..programs.access import ensure_coordinates
from .models import MatchingRound, Proposal
from .queries import get_proposal, get_round


def load_coordinated_round(round_id: int) -> MatchingRound:
    """Return the round, or raise NotFoundError unless the person signed in may run its program."""
    matching_round = get_round(round_id)
    ensure_coordinates(matching_round.program_id)
    return matching_round


def load_proposal(matching_round: MatchingRound, proposal_id: int) -> Proposal:
    """Return a proposal of this round, or raise NotFoundError."""
    return get_proposal(matching_round, proposal_id)
