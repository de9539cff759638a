"""Who is enrolled and yet not gathered, and why?"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ...foundation.database import db
from ...mentorships.models import Mentorship, MentorshipState
from ...programs.models import Side
from ..models import MatchingRound, Proposal, ProposalState, RoundState, Unplaced
from .circles import Places
from .rows import Row

LIVE = (MentorshipState.ACTIVE, MentorshipState.PAUSED)


class LeftOut(enum.StrEnum):
    """Why somebody who is enrolled takes no part in this run."""

    NO_PROFILE = "no-profile"
    PAUSED = "paused"
    NO_SEAT = "no-seat"
    HAS_MENTOR = "has-mentor"
    HAS_PROPOSAL = "has-proposal"
    NO_ANSWER = "no-answer"
    NOT_IN_ROUND = "not-in-round"


@dataclass(frozen=True, slots=True)
class Standing:
    """What already stands in the round's program, by account id."""

    mentored: frozenset[int]
    """Mentees with a live mentorship of the program."""
    proposed: frozenset[int]
    """Mentees whose proposal of the program is open, or accepted and about to begin; or accepted in this round."""
    held: Mapping[int, int]
    """How many different mentors each of these has, or is proposed."""
    most: int
    """How many each may have."""
    silent: frozenset[int]
    """People of either side who let a proposal of this round lapse without a word."""
    asked: frozenset[int] | None
    """The mentees this round is about once it is published; None while it still gathers everybody."""

    def wants(self, mentee_id: int) -> int:
        """Count the mentors a mentee may have beside those they have or are proposed."""
        return max(0, self.most - self.held.get(mentee_id, 0))


def read_standing(matching_round: MatchingRound) -> Standing:
    """Read who is spoken for, and whom a backfill is about."""
    in_program = sa.select(MatchingRound.id).where(MatchingRound.program_id == matching_round.program_id)
    answered_here = sa.and_(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.ACCEPTED)
    proposed = _pairs(
        sa.select(Proposal.mentee_id, Proposal.mentor_id).where(
            Proposal.round_id.in_(in_program), sa.or_(is_standing(), answered_here)
        )
    )
    mentored = _pairs(
        sa.select(Mentorship.mentee_id, Mentorship.mentor_id).where(
            Mentorship.program_id == matching_round.program_id, Mentorship.state.in_(LIVE)
        )
    )
    return Standing(
        mentored=frozenset(mentee for mentee, _ in mentored),
        proposed=frozenset(mentee for mentee, _ in proposed),
        held=Counter(mentee for mentee, _ in mentored | proposed),
        most=matching_round.most_mentors,
        silent=_silent(matching_round),
        asked=_asked(matching_round),
    )


def _pairs(statement: sa.Select[int, int]) -> set[tuple[int, int]]:
    return {(mentee, mentor) for mentee, mentor in db.session.execute(statement)}


def is_standing() -> sa.ColumnElement[bool]:
    """Return the condition of a proposal that holds its mentee: open, or accepted with the mentorship yet to begin."""
    return sa.or_(
        Proposal.state == ProposalState.OPEN,
        sa.and_(Proposal.state == ProposalState.ACCEPTED, Proposal.mentorship_id.is_(None)),
    )


def _silent(matching_round: MatchingRound) -> frozenset[int]:
    lapsed = sa.select(
        Proposal.mentee_id, Proposal.mentee_answer, Proposal.mentor_id, Proposal.mentor_answer
    ).where(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.LAPSED)
    return frozenset(
        person
        for mentee, said, mentor, answered in db.session.execute(lapsed)
        for person, answer in ((mentee, said), (mentor, answered))
        if answer is None
    )


def _asked(matching_round: MatchingRound) -> frozenset[int] | None:
    if matching_round.state is not RoundState.PUBLISHED:
        return None
    proposed = sa.select(Proposal.mentee_id).where(Proposal.round_id == matching_round.id)
    unplaced = sa.select(Unplaced.mentee_id).where(Unplaced.round_id == matching_round.id)
    return frozenset(db.session.scalars(proposed.union(unplaced)))


def why_left_out(row: Row, standing: Standing, places: Places, *, today: date) -> LeftOut | None:
    """Say why an enrolled person takes no part in this run, or None where they do."""
    if row.side is Side.MENTEE:
        return _why_no_mentee(row, standing)
    if row.mentor_profile_id is None:
        return LeftOut.NO_PROFILE
    if row.paused_until and row.paused_until > today:
        return LeftOut.PAUSED
    if not places.of(row):
        return LeftOut.NO_SEAT
    return LeftOut.NO_ANSWER if row.account_id in standing.silent else None


def _why_no_mentee(row: Row, standing: Standing) -> LeftOut | None:
    if row.mentee_profile_id is None:
        return LeftOut.NO_PROFILE
    if row.is_paused:
        return LeftOut.PAUSED
    if standing.asked is not None and row.account_id not in standing.asked:
        return LeftOut.NOT_IN_ROUND
    if not standing.wants(row.account_id):
        return LeftOut.HAS_MENTOR if row.account_id in standing.mentored else LeftOut.HAS_PROPOSAL
    return LeftOut.NO_ANSWER if row.account_id in standing.silent else None
