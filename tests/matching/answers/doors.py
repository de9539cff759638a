"""The doors of proposals."""

from __future__ import annotations

from typing import Any

from mentornet.matching.answers import decline_proposal
from tests.support.cast import Cast
from tests.support.doors import THE_PARTY, Row, but
from tests.support.pairs import account_of, ada_for_ben


def a_proposal(cast: Cast) -> dict[str, Any]:
    return {"proposal_id": ada_for_ben(cast).id}


def bens_no(cast: Cast) -> dict[str, Any]:
    proposal = ada_for_ben(cast)
    decline_proposal(proposal, by=account_of(cast.ben))
    return {"proposal_id": proposal.id}


ROWS = [
    Row("proposals.show_proposal", THE_PARTY, scene=a_proposal),
    Row("proposals.accept_proposal", THE_PARTY, scene=a_proposal, method="POST"),
    Row("proposals.decline_proposal", THE_PARTY, scene=a_proposal, method="POST"),
    Row(
        "proposals.give_reason",
        but(THE_PARTY, ada=409),
        scene=bens_no,
        method="POST",
        form={"reason": "shifts"},
    ),
]
