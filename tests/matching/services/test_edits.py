"""Do locks, edits and bans of pairs do what they said, and nothing else?"""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.matching import services
from mentornet.matching.models import PairRule, PairRuleKind
from mentornet.programs.models import Program
from mentornet.safety.models import Block
from tests.matching.services.scenes import unplaced_of
from tests.support.rounds import make_mentor, pairs_of, proposals_of, solve_now, solved_round


def test_a_locked_pair_is_kept_by_every_further_solve(program: Program, cora: Account, cast: Any) -> None:
    matching_round = solved_round(program)
    left = next(iter(unplaced_of(matching_round)))
    removed = proposals_of(matching_round)[0]
    mentor_id = removed.mentor_id
    services.make_edit(
        matching_round,
        services.Edit(remove=((removed.mentee_id, mentor_id),), add=((left, mentor_id),)),
        by=cora,
    )
    placed = next(one for one in proposals_of(matching_round) if one.mentee_id == left)
    services.lock_pair(matching_round, placed, by=cora)
    solve_now(matching_round)
    again = next(one for one in proposals_of(matching_round) if one.mentee_id == left)
    assert (again.mentor_id, again.is_locked) == (mentor_id, True)


# Edits by hand
def test_an_edit_is_weighed_before_it_is_made_and_does_what_it_said(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    one, other = proposals_of(matching_round)
    edit = services.swap_mentors(one, other)
    weighed = services.weigh_edit(matching_round, edit)
    assert not weighed.obstacles
    made = services.make_edit(matching_round, edit, by=cora)
    assert (made.delta, made.after) == (weighed.delta, weighed.after)
    assert pairs_of(matching_round) == set(edit.add)
    assert matching_round.total_fit == weighed.after


def test_a_weighed_swap_names_whom_it_moves_from_whom_to_whom(program: Program) -> None:
    matching_round = solved_round(program)
    one, other = proposals_of(matching_round)
    weighed = services.weigh_edit(matching_round, services.swap_mentors(one, other))
    mine, yours = one.mentor.display_name, other.mentor.display_name
    moved = {move.mentee: move for move in weighed.moves}
    assert set(moved) == {one.mentee.display_name, other.mentee.display_name}
    assert moved[one.mentee.display_name].before == (mine, one.fit)
    then = [move.after for move in weighed.moves]
    assert [found[0] for found in then if found] == [yours, mine]
    assert sum(found[1] for found in then if found) - one.fit - other.fit == weighed.delta
    assert weighed.left_alone == ()


def test_who_is_taken_out_waits_and_who_comes_in_waited(program: Program) -> None:
    matching_round = solved_round(program)
    one = proposals_of(matching_round)[0]
    left, mentor = next(iter(unplaced_of(matching_round))), one.mentor.display_name
    pair = (one.mentee_id, one.mentor_id)
    out = services.weigh_edit(matching_round, services.Edit(remove=(pair,)))
    assert [(move.before, move.after) for move in out.moves] == [((mentor, one.fit), None)]
    assert out.left_alone == (mentor,)
    edit = services.Edit(remove=(pair,), add=((left, one.mentor_id),))
    gone, come = services.weigh_edit(matching_round, edit).moves
    assert (gone.mentee, gone.after) == (one.mentee.display_name, None)
    assert come.before is None
    assert come.after
    assert come.after[0] == mentor


def test_weighing_changes_nothing(program: Program) -> None:
    matching_round = solved_round(program)
    before = pairs_of(matching_round)
    services.weigh_edit(matching_round, services.swap_mentors(*proposals_of(matching_round)))
    assert pairs_of(matching_round) == before
    assert not matching_round.is_edited


def test_after_an_edit_nothing_claims_that_the_round_is_proved_the_best(
    program: Program, cora: Account
) -> None:
    matching_round = solved_round(program)
    one = proposals_of(matching_round)[0]
    services.make_edit(matching_round, services.Edit(remove=((one.mentee_id, one.mentor_id),)), by=cora)
    assert matching_round.is_edited
    assert not matching_round.is_proved_optimal
    assert matching_round.figures["placed"] == 1
    assert unplaced_of(matching_round)[one.mentee_id] == {"why": "by_hand"}


def test_an_edit_that_breaks_a_hard_rule_is_refused_in_a_sentence(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    one, other = proposals_of(matching_round)
    db.session.add(Block(blocker_id=one.mentee_id, blocked_id=other.mentor_id))
    db.session.flush()
    edit = services.swap_mentors(one, other)
    assert services.weigh_edit(matching_round, edit).obstacles
    with pytest.raises(Refusal, match="cannot be matched with"):
        services.make_edit(matching_round, edit, by=cora)


def test_nobody_is_placed_with_a_mentor_whose_seats_are_all_drafted(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    left = next(iter(unplaced_of(matching_round)))
    mentor_id = proposals_of(matching_round)[0].mentor_id
    with pytest.raises(Refusal, match="no free seat"):
        services.make_edit(matching_round, services.Edit(add=((left, mentor_id),)), by=cora)


def test_somebody_unplaced_is_placed_by_hand_where_a_seat_is_free(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    extra = make_mentor(program, "Max")
    left = next(iter(unplaced_of(matching_round)))
    services.make_edit(matching_round, services.Edit(add=((left, extra.id),)), by=cora)
    placed = next(one for one in proposals_of(matching_round) if one.mentee_id == left)
    assert placed.is_by_hand
    assert placed.parts
    assert not unplaced_of(matching_round)


def test_a_locked_pair_is_not_taken_out_before_it_is_unlocked(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    one = proposals_of(matching_round)[0]
    edit = services.Edit(remove=((one.mentee_id, one.mentor_id),))
    services.lock_pair(matching_round, one, by=cora)
    with pytest.raises(Refusal, match="Unlock it first"):
        services.make_edit(matching_round, edit, by=cora)
    services.unlock_pair(matching_round, one, by=cora)
    services.make_edit(matching_round, edit, by=cora)
    assert not db.session.scalars(sa.select(PairRule)).all()


def test_an_edit_of_drafts_that_changed_meanwhile_is_refused(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    one = proposals_of(matching_round)[0]
    edit = services.Edit(remove=((one.mentee_id, one.mentor_id),))
    services.make_edit(matching_round, edit, by=cora)
    with pytest.raises(Refusal, match="changed meanwhile"):
        services.make_edit(matching_round, edit, by=cora)


def test_a_forbidden_pair_is_taken_out_and_never_comes_back(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    one = proposals_of(matching_round)[0]
    pair = (one.mentee_id, one.mentor_id)
    services.forbid_pair(matching_round, one, by=cora)
    assert pair not in pairs_of(matching_round)
    assert pair not in pairs_of(solve_now(matching_round))


def test_a_ban_that_is_lifted_forbids_no_more(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    services.forbid_pair(matching_round, proposals_of(matching_round)[0], by=cora)
    rule = db.session.scalars(sa.select(PairRule)).one()
    services.lift_pair_rule(matching_round, rule.id, by=cora)
    assert rule.kind is PairRuleKind.FORBID
    assert not db.session.scalars(sa.select(PairRule)).all()
