"""How are proposals answered? The member's side of a round: yes, no, too late, and what follows."""

from .services import accept_proposal, decline_proposal, give_reason, lapse_proposal, withdraw_proposal

__all__ = ["accept_proposal", "decline_proposal", "give_reason", "lapse_proposal", "withdraw_proposal"]
