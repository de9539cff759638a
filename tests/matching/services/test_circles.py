"""Does a circle take one seat, and give it back once the last has left?"""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.matching import services
from mentornet.matching.answers import accept_proposal, decline_proposal
from mentornet.matching.intake import gather
from mentornet.matching.kept import faults_of_round
from mentornet.matching.models import MatchingRound, Proposal, ProposalState
from mentornet.matching.rules import Terms
from mentornet.mentorships.models import EndReason, Mentorship
from mentornet.mentorships.queries import fellows_of
from mentornet.mentorships.services import end
from mentornet.profiles.models import MentorProfile, Profile, SharedSeat
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from mentornet.safety.models import Block
from tests.matching.services.scenes import unplaced_of
from tests.support.programs import make_program
from tests.support.rounds import (
    coordinator_of,
    make_mentee,
    make_mentor,
    open_round,
    proposals_of,
    publish_now,
    solve_now,
)


@pytest.fixture
def program(session: Any, cast: Any) -> Program:
    """Three mentees and one mentor of two seats: one to one, somebody waits."""
    program = make_program(coordinator_id=cast.cora.id)
    make_mentor(program, account=db.session.get_one(Account, cast.ada.id), seats=2)
    make_mentee(program, account=db.session.get_one(Account, cast.ben.id))
    make_mentee(program, "Flo")
    make_mentee(program, "Gus")
    return program


def in_circles(program: Program, size: int = 4, **terms: Any) -> MatchingRound:
    matching_round = open_round(program)
    services.set_terms(
        matching_round,
        by=coordinator_of(program),
        weights=DEFAULT_WEIGHTS,
        terms=Terms(circle_size=size, **terms),
    )
    return matching_round


def seats_taken(account: Account) -> int:
    mine = sa.select(MentorProfile.seats_taken).join(Profile).where(Profile.account_id == account.id)
    return db.session.scalar(mine) or 0


def accepted(proposal: Proposal) -> Mentorship:
    accept_proposal(proposal, by=proposal.mentee)
    mentorship = accept_proposal(proposal, by=proposal.mentor)
    assert mentorship is not None
    return mentorship


def test_a_mentor_with_a_free_seat_has_places_for_one_circle_however_many_seats_are_free(
    program: Program,
) -> None:
    assert [mentor.seats for mentor in gather(open_round(program)).pool.mentors] == [2]
    assert [mentor.seats for mentor in gather(in_circles(program)).pool.mentors] == [4]


def test_a_published_circle_takes_one_seat_together(program: Program, cast: Any) -> None:
    matching_round = solve_now(in_circles(program))
    assert publish_now(matching_round).opened == 3
    assert seats_taken(cast.ada) == 1
    (shared,) = db.session.scalars(sa.select(SharedSeat)).all()
    assert (shared.held, shared.places) == (3, 4)
    assert {one.shared_seat_id for one in proposals_of(matching_round, ProposalState.OPEN)} == {shared.id}
    assert matching_round.is_proved_optimal
    assert faults_of_round(matching_round) == []


def test_the_seat_of_a_circle_is_free_once_the_last_has_left(program: Program, cast: Any) -> None:
    matching_round = solve_now(in_circles(program))
    publish_now(matching_round)
    first, second, third = proposals_of(matching_round, ProposalState.OPEN)
    decline_proposal(first, by=first.mentee)
    mentorships = [accepted(second), accepted(third)]
    assert seats_taken(cast.ada) == 1
    end(mentorships[0], by=mentorships[0].mentor, reason=EndReason.TIME)
    assert seats_taken(cast.ada) == 1
    end(mentorships[1], by=mentorships[0].mentor, reason=EndReason.TIME)
    assert seats_taken(cast.ada) == 0


def test_those_of_a_circle_see_one_another_and_nobody_they_blocked(program: Program) -> None:
    matching_round = solve_now(in_circles(program))
    publish_now(matching_round)
    first, second, third = [accepted(one) for one in proposals_of(matching_round, ProposalState.OPEN)]
    assert {one.id for one in fellows_of(first, reader=first.mentee)} == {second.mentee_id, third.mentee_id}
    db.session.add(Block(blocker_id=third.mentee_id, blocked_id=first.mentee_id))
    db.session.flush()
    assert [one.id for one in fellows_of(first, reader=first.mentee)] == [second.mentee_id]


def test_a_backfill_fills_the_circle_that_is_there(program: Program, cast: Any) -> None:
    matching_round = solve_now(in_circles(program, size=2))
    assert publish_now(matching_round).opened == 2
    gone, stays = proposals_of(matching_round, ProposalState.OPEN)
    accepted(stays)
    decline_proposal(gone, by=gone.mentee)
    (mentor,) = gather(matching_round).pool.mentors
    assert mentor.seats == 1
    services.start_backfill(matching_round, by=coordinator_of(program))
    db.session.commit()
    assert publish_now(matching_round).opened == 1
    assert seats_taken(cast.ada) == 1
    assert db.session.scalars(sa.select(SharedSeat.held)).all() == [2]


def test_a_full_circle_takes_nobody_though_its_mentor_has_another_seat(program: Program) -> None:
    matching_round = solve_now(in_circles(program, size=2))
    publish_now(matching_round)
    assert gather(matching_round).pool.mentors == ()


def test_two_of_whom_one_blocked_the_other_do_not_come_into_one_circle(program: Program, cast: Any) -> None:
    matching_round = solve_now(in_circles(program))
    ben, flo, _ = sorted(proposals_of(matching_round), key=lambda one: one.id)
    db.session.add(Block(blocker_id=flo.mentee_id, blocked_id=ben.mentee_id))
    db.session.flush()
    assert publish_now(matching_round).withdrawn == 1
    assert unplaced_of(matching_round)[flo.mentee_id] == {"why": "withdrawn"}


def test_drafts_of_another_size_of_circle_do_not_go_out(program: Program) -> None:
    matching_round = solve_now(in_circles(program))
    services.set_terms(
        matching_round, by=coordinator_of(program), weights=DEFAULT_WEIGHTS, terms=Terms(circle_size=1)
    )
    with pytest.raises(Refusal, match="Solve the round again first"):
        publish_now(matching_round)


def test_each_mentor_gets_somebody_where_that_is_wished(program: Program) -> None:
    make_mentor(program, "Max", goals=())
    assert len({one.mentor_id for one in proposals_of(solve_now(in_circles(program)))}) == 1
    spread = solve_now(in_circles(program, least_mentees=1))
    assert len({one.mentor_id for one in proposals_of(spread)}) == 2


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(circle_size=0), "Choose from 1, which is one to one, to 12"),
        (Terms(circle_size=13), "A circle of 13 cannot be"),
        (Terms(circle_size=2, least_mentees=3), "A circle of 2 cannot begin with 3"),
        (Terms(least_mentees=-1), "Choose from 0 to 5"),
        (Terms(minimum_fit=101), "Choose one from 0 to 100"),
    ],
)
def test_terms_out_of_their_limits_are_refused(program: Program, terms: Terms, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        services.set_terms(
            open_round(program), by=coordinator_of(program), weights=DEFAULT_WEIGHTS, terms=terms
        )
