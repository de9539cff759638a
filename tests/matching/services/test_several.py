"""Can a mentee have several mentors of one program, and never one more than the round says?"""

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
from mentornet.matching.models import MatchingRound, PairRule, PairRuleKind, Proposal, ProposalState
from mentornet.matching.rules import Terms
from mentornet.mentorships.models import EndReason, Mentorship
from mentornet.mentorships.services import begin, end
from mentornet.profiles.models import MentorProfile
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.matching.services.scenes import unplaced_of
from tests.support.programs import make_program
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


@pytest.fixture
def program(session: Any, cast: Any) -> Program:
    """Two mentees and three mentors of a seat each."""
    program = make_program(coordinator_id=cast.cora.id)
    make_mentor(program, account=db.session.get_one(Account, cast.ada.id))
    make_mentor(program, "Mia")
    make_mentor(program, "Max")
    make_mentee(program, account=db.session.get_one(Account, cast.ben.id))
    make_mentee(program, "Flo")
    return program


def of_several(program: Program, most: int = 2, **terms: Any) -> MatchingRound:
    matching_round = open_round(program)
    set_most(matching_round, most, **terms)
    return matching_round


def set_most(matching_round: MatchingRound, most: int, **terms: Any) -> None:
    services.set_terms(
        matching_round,
        by=coordinator_of(matching_round.program),
        weights=DEFAULT_WEIGHTS,
        terms=Terms(most_mentors=most, **terms),
    )


def accepted(proposal: Proposal) -> Mentorship:
    accept_proposal(proposal, by=proposal.mentee)
    mentorship = accept_proposal(proposal, by=proposal.mentor)
    assert mentorship is not None
    return mentorship


def with_two(matching_round: MatchingRound, state: ProposalState | None = None) -> list[Proposal]:
    """Return the two proposals of the mentee who has two."""
    every = proposals_of(matching_round, state)
    mine = [[one for one in every if one.mentee_id == mentee] for mentee in {one.mentee_id for one in every}]
    (two,) = [some for some in mine if len(some) == 2]
    return two


def live_ones() -> list[tuple[int, int, int]]:
    live = sa.select(Mentorship.mentee_id, Mentorship.mentor_id, Mentorship.place).where(
        Mentorship.ended_at.is_(None)
    )
    return [(mentee, mentor, place) for mentee, mentor, place in db.session.execute(live)]


def test_every_seat_serves_and_nobody_is_left_out_and_it_is_proved(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    assert len(pairs_of(matching_round)) == 3
    figures = matching_round.figures
    assert (figures["placed"], figures["mentees"], figures["pairs"]) == (2, 2, 3)
    assert unplaced_of(matching_round) == {}
    assert matching_round.is_proved_optimal
    assert faults_of_round(matching_round) == []


def test_a_first_mentor_for_everybody_comes_before_a_second_for_anybody(program: Program) -> None:
    make_mentee(program, "Gus", goals=("burnout",))
    matching_round = solve_now(of_several(program))
    assert len({one.mentee_id for one in proposals_of(matching_round)}) == 3


def test_a_mentee_says_yes_to_two_and_has_two_mentors(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    publish_now(matching_round)
    one, other = with_two(matching_round, ProposalState.OPEN)
    accepted(one)
    db.session.refresh(other)
    assert other.state is ProposalState.OPEN
    accepted(other)
    mine = {(mentor, place) for mentee, mentor, place in live_ones() if mentee == one.mentee_id}
    assert mine == {(one.mentor_id, 0), (other.mentor_id, 1)}


def test_what_is_open_beyond_a_mentees_places_is_taken_back(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    publish_now(matching_round)
    one, other = with_two(matching_round, ProposalState.OPEN)
    matching_round.most_mentors = 1
    accepted(one)
    db.session.refresh(other)
    assert other.state is ProposalState.WITHDRAWN
    assert sorted(db.session.scalars(sa.select(MentorProfile.seats_taken))) == [0, 1, 1]


def test_no_mentorship_begins_beyond_a_mentees_places_nor_twice_with_one_mentor(
    program: Program, cast: Any
) -> None:
    mia, max_ = db.session.scalars(
        sa.select(Account.id).where(Account.display_name.in_(("Mia", "Max"))).order_by(Account.id)
    )
    begin(program.id, cast.ben.id, cast.ada.id, by=None, most=2)
    with pytest.raises(Refusal, match="Ben and Ada are a pair already in"):
        begin(program.id, cast.ben.id, cast.ada.id, by=None, most=2)
    second = begin(program.id, cast.ben.id, mia, by=None, most=2)
    with pytest.raises(Refusal, match="Ben already has 2 mentors in"):
        begin(program.id, cast.ben.id, max_, by=None, most=2)
    end(second, by=second.mentor, reason=EndReason.TIME)
    assert begin(program.id, cast.ben.id, max_, by=None, most=2).place == 1


def test_who_has_a_mentor_may_have_one_more_after_all_who_have_none(program: Program, cast: Any) -> None:
    """Ada's only seat is taken by Ben; Mia suits him far better than Flo, who has nobody."""
    begin(program.id, cast.ben.id, cast.ada.id, by=None)
    db.session.execute(sa.update(MentorProfile).values(seats_taken=MentorProfile.seats))
    flo = db.session.scalars(sa.select(Account.id).where(Account.display_name == "Flo")).one()
    make_mentor(program, "Nia", goals=("nursing-path",))
    db.session.execute(
        sa.text("UPDATE profile_goals SET goal_slug = 'burnout' WHERE profile_id = :one"),
        {"one": db.session.scalar(sa.text("SELECT id FROM profiles WHERE account_id = :flo"), {"flo": flo})},
    )
    matching_round = of_several(program)
    gathered = gather(matching_round)
    wants = {mentee.id: mentee.most_mentors for mentee in gathered.pool.mentees}
    assert wants == {str(cast.ben.id): 1, str(flo): 2}
    assert gathered.served == {str(cast.ben.id)}
    solve_now(matching_round)
    assert [one.mentee_id for one in proposals_of(matching_round)] == [flo]
    assert unplaced_of(matching_round) == {}, "Ben has a mentor, so he is not left out"


def test_a_backfill_offers_another_after_a_no_and_never_the_same_mentor(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    publish_now(matching_round)
    one, other = with_two(matching_round, ProposalState.OPEN)
    decline_proposal(one, by=one.mentor)
    extra = make_mentor(program, "Zoe")
    services.start_backfill(matching_round, by=coordinator_of(program))
    db.session.commit()
    new = [draft.mentor_id for draft in proposals_of(matching_round, ProposalState.DRAFT)]
    assert extra.id in new
    mine = {
        draft.mentor_id
        for draft in proposals_of(matching_round, ProposalState.DRAFT)
        if draft.mentee_id == one.mentee_id
    }
    assert not mine & {one.mentor_id, other.mentor_id}
    publish_now(matching_round)
    standing = [
        draft
        for draft in proposals_of(matching_round, ProposalState.OPEN)
        if draft.mentee_id == one.mentee_id
    ]
    assert len(standing) <= 2


def test_a_backfill_thrown_away_leaves_out_nobody_who_has_a_mentor(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    publish_now(matching_round)
    one, other = with_two(matching_round, ProposalState.OPEN)
    accepted(other)
    decline_proposal(one, by=one.mentor)
    make_mentor(program, "Zoe")
    services.start_backfill(matching_round, by=coordinator_of(program))
    db.session.commit()
    services.discard_wave(matching_round, by=coordinator_of(program))
    assert unplaced_of(matching_round) == {}


def test_drafts_of_more_mentors_than_the_round_now_gives_do_not_go_out(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    set_most(matching_round, 1)
    with pytest.raises(Refusal, match="Solve the round again first"):
        publish_now(matching_round)


def test_who_found_a_mentor_since_gets_the_better_of_two_drafts(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    one, other = sorted(with_two(matching_round), key=lambda draft: (-draft.fit, draft.id))
    begin(program.id, one.mentee_id, make_mentor(program, "Zoe").id, by=None)
    db.session.flush()
    published = publish_now(matching_round)
    db.session.refresh(one)
    db.session.refresh(other)
    assert (one.state, other.state) == (ProposalState.OPEN, ProposalState.WITHDRAWN)
    assert (published.opened, published.withdrawn) == (2, 1)
    assert unplaced_of(matching_round) == {}


# Edits by hand
def test_taking_out_one_of_two_leaves_the_mentee_placed(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    one, other = with_two(matching_round)
    edit = services.Edit(remove=((one.mentee_id, one.mentor_id),))
    (move,) = services.weigh_edit(matching_round, edit).moves
    assert move.before == (one.mentor.display_name, one.fit)
    assert move.after is None
    made = services.make_edit(matching_round, edit, by=coordinator_of(program))
    assert made.placed == 0
    assert unplaced_of(matching_round) == {}
    assert (matching_round.figures["placed"], matching_round.figures["pairs"]) == (2, 2)
    again = services.Edit(remove=((other.mentee_id, other.mentor_id),))
    services.make_edit(matching_round, again, by=coordinator_of(program))
    assert set(unplaced_of(matching_round)) == {other.mentee_id}


def test_a_second_mentor_is_placed_by_hand_and_a_third_is_refused(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    full = with_two(matching_round)[0].mentee_id
    (other,) = {one.mentee_id for one in proposals_of(matching_round)} - {full}
    zoe = make_mentor(program, "Zoe").id
    third = services.weigh_edit(matching_round, services.Edit(add=((full, zoe),)))
    assert "the mentee has as many mentors in this round as it gives" in third.obstacles[0]
    services.make_edit(matching_round, services.Edit(add=((other, zoe),)), by=coordinator_of(program))
    assert (other, zoe) in pairs_of(matching_round)
    assert (matching_round.figures["placed"], matching_round.figures["pairs"]) == (2, 4)


def test_two_mentors_of_one_mentee_are_not_swapped_and_no_pair_is_made_twice(program: Program) -> None:
    matching_round = solve_now(of_several(program))
    one, other = with_two(matching_round)
    with pytest.raises(Refusal, match="Both are mentors of one mentee"):
        services.swap_mentors(one, other)
    twice = services.Edit(add=((one.mentee_id, other.mentor_id),))
    assert "are a pair already" in services.weigh_edit(matching_round, twice).obstacles[0]


def test_two_locks_of_one_mentee_are_kept_where_two_may_be(program: Program, cast: Any) -> None:
    matching_round = open_round(program)
    mentors = [*db.session.scalars(sa.select(Account.id).where(Account.display_name.in_(("Mia", "Max"))))]
    db.session.add_all(
        PairRule(program_id=program.id, kind=PairRuleKind.LOCK, mentee_id=cast.ben.id, mentor_id=mentor)
        for mentor in mentors
    )
    db.session.flush()
    assert len(gather(matching_round).lock_faults) == 1
    set_most(matching_round, 2)
    assert gather(matching_round).lock_faults == {}
    assert {(cast.ben.id, mentor) for mentor in mentors} <= pairs_of(solve_now(matching_round))


@pytest.mark.parametrize("most", [0, 6])
def test_how_many_mentors_has_its_limits(program: Program, most: int) -> None:
    with pytest.raises(Refusal, match=f"cannot be given {most} mentors. Choose from 1 to 5"):
        set_most(open_round(program), most)


def test_circles_and_several_mentors_go_together(program: Program) -> None:
    matching_round = solve_now(of_several(program, circle_size=2))
    assert len(pairs_of(matching_round)) == 4
    assert publish_now(matching_round).opened == 4
    assert faults_of_round(matching_round) == []
