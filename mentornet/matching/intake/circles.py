"""How many mentees has a mentor a place for? Seats where pairs meet one to one, places of a circle where several share a seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa

from ...foundation.database import db
from ...profiles.models import SharedSeat
from ..models import MatchingRound, Proposal
from .rows import Row


@dataclass(frozen=True, slots=True)
class Places:
    """How a round counts what a mentor can take."""

    size: int
    """How many mentees share a seat; 1 is one to one."""
    least: int
    """How many mentees each mentor should get where that can be."""
    circles: Mapping[int, tuple[int, int]]
    """Mentors with a circle of this round: how many are in it, and how many it takes."""

    def of(self, row: Row) -> int:
        """Count how many mentees more the mentor of a row can take in this round.

        Whoever leads a circle of the round takes people into that one; whoever leads none begins one with a free seat.
        """
        if row.account_id in self.circles:
            held, places = self.circles[row.account_id]
            return places - held
        free: int = max(0, row.seats - row.seats_taken)
        return free if self.size == 1 else self.size * min(free, 1)

    def lower(self, row: Row) -> int:
        """Count how many of these should be filled where that can be."""
        held, _ = self.circles.get(row.account_id, (0, 0))
        return min(self.of(row), max(0, self.least - held))


ONE_TO_ONE = Places(size=1, least=0, circles={})


def read_places(matching_round: MatchingRound) -> Places:
    """Read which mentors lead a circle of this round already."""
    if matching_round.circle_size == 1:
        return replace(ONE_TO_ONE, least=matching_round.least_mentees)
    return Places(
        size=matching_round.circle_size,
        least=matching_round.least_mentees,
        circles={
            mentor_id: (held, places)
            for mentor_id, _, held, places in db.session.execute(_circles_of(matching_round))
        },
    )


def circles_of(matching_round: MatchingRound) -> dict[int, int]:
    """Map the mentors who lead a circle of this round to the seat that it shares."""
    return {mentor_id: seat for mentor_id, seat, _, _ in db.session.execute(_circles_of(matching_round))}


def _circles_of(matching_round: MatchingRound) -> sa.Select[int, int, int, int]:
    mine = sa.select(Proposal.shared_seat_id).where(Proposal.round_id == matching_round.id)
    return sa.select(SharedSeat.mentor_id, SharedSeat.id, SharedSeat.held, SharedSeat.places).where(
        SharedSeat.id.in_(mine), SharedSeat.held > 0
    )
