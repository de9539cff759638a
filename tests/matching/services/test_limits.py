"""Does a mentor get no more mentees than the round says, first and in a backfill?"""

from __future__ import annotations

from collections import Counter

import pytest

from mentornet.foundation.errors import Refusal
from mentornet.matching import services
from mentornet.matching.answers import decline_proposal
from mentornet.matching.intake import gather
from mentornet.matching.models import MatchingRound, ProposalState
from mentornet.matching.rules import Terms
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.support.rounds import (
    coordinator_of,
    make_mentee,
    make_mentor,
    open_round,
    pairs_of,
    proposals_of,
    publish_now,
    solve_now,
)


def limited(program: Program, most: int, least: int = 0) -> MatchingRound:
    matching_round = open_round(program)
    services.set_terms(
        matching_round,
        by=coordinator_of(program),
        weights=DEFAULT_WEIGHTS,
        terms=Terms(most_mentees=most, least_mentees=least),
    )
    return matching_round


def loads_of(matching_round: MatchingRound, state: ProposalState) -> list[int]:
    return sorted(Counter(mentor for _, mentor in pairs_of(matching_round, state)).values())


def test_a_mentor_gets_no_more_mentees_than_the_round_says_whatever_their_seats(program: Program) -> None:
    make_mentor(program, "Max", seats=5)
    for name in ("Flo", "Gus", "Hal"):
        make_mentee(program, name)
    unlimited = loads_of(solve_now(limited(program, 0)), ProposalState.DRAFT)
    assert sum(unlimited) == 6
    assert max(unlimited) >= 4
    matching_round = solve_now(limited(program, 2))
    assert loads_of(matching_round, ProposalState.DRAFT) == [1, 1, 2]
    assert matching_round.is_proved_optimal


def test_a_backfill_counts_whom_the_round_gave_a_mentor_before(program: Program) -> None:
    max_ = make_mentor(program, "Max", seats=5)
    make_mentee(program, "Flo")
    matching_round = solve_now(limited(program, 2, least=1))
    publish_now(matching_round)
    gathered = gather(matching_round)
    assert str(max_.id) not in {mentor.id for mentor in gathered.pool.mentors}
    mine = [one for one in proposals_of(matching_round, ProposalState.OPEN) if one.mentor_id == max_.id]
    decline_proposal(mine[0], by=mine[0].mentee)
    (mentor,) = [one for one in gather(matching_round).pool.mentors if one.id == str(max_.id)]
    assert (mentor.seats, mentor.lower_seats) == (1, 0)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(most_mentees=11), "A limit of 11 mentees for each mentor cannot be"),
        (Terms(most_mentees=1, least_mentees=2), "At least 2 and at most 1 for each mentor cannot both be"),
    ],
)
def test_a_limit_that_cannot_be_is_refused(program: Program, terms: Terms, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        services.set_terms(
            open_round(program), by=coordinator_of(program), weights=DEFAULT_WEIGHTS, terms=terms
        )
