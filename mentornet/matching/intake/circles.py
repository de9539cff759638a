"""How many mentees has a mentor a place for? Seats where pairs meet one to one, places of a circle where several share a seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from ...foundation.database import db
from ...mentorships.models import Mentorship
from ...profiles.models import SharedSeat
from ..models import MatchingRound, Proposal, ProposalState
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
    most: int = 0
    """How many mentees each mentor gets at most where pairs meet one to one; 0 is as many as they have seats for."""
    held: Mapping[int, int] = field(default_factory=dict)
    """How many mentees of this round a mentor has or is proposed, where pairs meet one to one."""

    def of(self, row: Row) -> int:
        """Count how many mentees more the mentor of a row can take in this round.

        Whoever leads a circle of the round takes people into that one; whoever leads none begins one with a free seat.
        """
        if row.account_id in self.circles:
            held, places = self.circles[row.account_id]
            return places - held
        free: int = max(0, row.seats - row.seats_taken)
        if self.size > 1:
            return self.size * min(free, 1)
        return min(free, max(0, self.most - self.held.get(row.account_id, 0))) if self.most else free

    def lower(self, row: Row) -> int:
        """Count how many of these should be filled where that can be."""
        held, _ = self.circles.get(row.account_id, (self.held.get(row.account_id, 0), 0))
        return min(self.of(row), max(0, self.least - held))


ONE_TO_ONE = Places(size=1, least=0, circles={})


def read_places(matching_round: MatchingRound) -> Places:
    """Read which mentors lead a circle of this round already, or have mentees of it."""
    if matching_round.circle_size == 1:
        return replace(
            ONE_TO_ONE,
            least=matching_round.least_mentees,
            most=matching_round.most_mentees,
            held=_held(matching_round) if matching_round.waves else {},
        )
    return Places(
        size=matching_round.circle_size,
        least=matching_round.least_mentees,
        circles={
            mentor_id: (held, places)
            for mentor_id, _, held, places in db.session.execute(_circles_of(matching_round))
        },
    )


def _held(matching_round: MatchingRound) -> dict[int, int]:
    """Count the mentees that each mentor has from this round, or is proposed by it."""
    ended = sa.select(Mentorship.id).where(Mentorship.ended_at.is_not(None))
    standing = sa.select(Proposal.mentor_id, sa.func.count()).where(
        Proposal.round_id == matching_round.id,
        Proposal.state.in_((ProposalState.OPEN, ProposalState.ACCEPTED)),
        sa.or_(Proposal.mentorship_id.is_(None), Proposal.mentorship_id.not_in(ended)),
    )
    return {mentor: many for mentor, many in db.session.execute(standing.group_by(Proposal.mentor_id))}  # noqa: C416 - a Row is no pair to dict()


def circles_of(matching_round: MatchingRound) -> dict[int, int]:
    """Map the mentors who lead a circle of this round to the seat that it shares."""
    return {mentor_id: seat for mentor_id, seat, _, _ in db.session.execute(_circles_of(matching_round))}


def _circles_of(matching_round: MatchingRound) -> sa.Select[int, int, int, int]:
    mine = sa.select(Proposal.shared_seat_id).where(Proposal.round_id == matching_round.id)
    return sa.select(SharedSeat.mentor_id, SharedSeat.id, SharedSeat.held, SharedSeat.places).where(
        SharedSeat.id.in_(mine), SharedSeat.held > 0
    )
