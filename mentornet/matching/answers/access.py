"""Whose proposal is this? The loader answers 404 to anybody but the two it is made to."""

from __future__ import annotations

from ...accounts.login import current_account
from ..models import Proposal
from .queries import get_proposal
from .rules import side_of


def load_proposal(proposal_id: int) -> Proposal:
    """Return the proposal, or raise NotFoundError unless it went out to the person signed in."""
    proposal = get_proposal(proposal_id)
    side_of(proposal, current_account())
    return proposal
