"""What the tests of a round look at: who is left out, and why."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound, Unplaced


def unplaced_of(matching_round: MatchingRound) -> dict[int, Any]:
    mine = sa.select(Unplaced).where(Unplaced.round_id == matching_round.id)
    return {one.mentee_id: one.reason for one in db.session.scalars(mine)}
