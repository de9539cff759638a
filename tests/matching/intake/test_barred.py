"""Is every pair barred that a hard rule forbids, and no other?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.matching.engine import Rule
from mentornet.matching.engine.proof.audit import Auditor
from mentornet.matching.intake import Gathered, gather
from mentornet.matching.models import PairRule, PairRuleKind, ProposalState
from mentornet.mentorships.models import Mentorship, MentorshipState
from mentornet.profiles.models import TieKind
from mentornet.programs.models import Program, Wish
from mentornet.safety.models import Block
from tests.matching.intake.scenes import pair
from tests.support.pairs import propose
from tests.support.programs import make_program
from tests.support.rounds import add_tie, make_mentee, make_mentor, open_round


def broken(gathered: Gathered) -> list[str]:
    """Name the hard rules that the one mentee and the one mentor of a pool break."""
    pool = gathered.pool
    return Auditor(gathered.rules, gathered.settings).broken_by(pool.mentees[0], pool.mentors[0])


def wish_for_each_other(program: Program, one: Any, other: Any) -> None:
    db.session.add_all(
        [
            Wish(program_id=program.id, by_id=one.id, for_id=other.id),
            Wish(program_id=program.id, by_id=other.id, for_id=one.id),
        ]
    )
    db.session.flush()


# The hard rules, by name
def test_a_sound_pair_breaks_no_rule(program: Program) -> None:
    *_, matching_round = pair(program)
    assert broken(gather(matching_round)) == []


def test_nobody_is_matched_with_themselves_on_both_sides(program: Program) -> None:
    person = make_mentee(program, "Ben Two")
    make_mentor(program, account=person)
    assert Rule.SAME_PERSON in broken(gather(open_round(program)))


def test_nobody_is_matched_with_themselves_under_a_differently_written_address(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    mentor.canonical_email = mentee.canonical_email
    db.session.flush()
    assert broken(gather(matching_round)) == [Rule.SAME_PERSON]


@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_nobody_is_matched_with_a_tie_named_by_address_either_way(program: Program, who: str) -> None:
    mentee, mentor, matching_round = pair(program)
    holder, other = (mentee, mentor) if who == "mentee" else (mentor, mentee)
    add_tie(holder, canonical_email=other.canonical_email)
    assert broken(gather(matching_round)) == [Rule.SUPERVISOR]


@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_nobody_is_matched_with_a_tie_named_by_name_at_one_employer_either_way(
    program: Program, who: str
) -> None:
    mentee, mentor, matching_round = pair(
        program, both={"employer": "North Clinic", "accepts_same_employer": True}
    )
    holder, other = (mentee, mentor) if who == "mentee" else (mentor, mentee)
    add_tie(holder, name=other.display_name.upper())
    assert broken(gather(matching_round)) == [Rule.SUPERVISOR]


def test_a_name_alone_is_no_tie_where_the_employers_differ(program: Program) -> None:
    mentee = make_mentee(program, "Ben Two", employer="North Clinic")
    make_mentor(program, "Ada Two", employer="South Clinic")
    add_tie(mentee, name="Ada Two")
    assert broken(gather(open_round(program))) == []


def test_a_tie_counts_for_twelve_months_after_it_ended(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    add_tie(mentee, canonical_email=mentor.canonical_email, ended_on=clock.today() - timedelta(days=360))
    assert broken(gather(matching_round)) == [Rule.SUPERVISOR]


@pytest.mark.parametrize("kind", [TieKind.FAMILY, TieKind.CARE])
def test_a_tie_of_family_or_care_counts_for_good(program: Program, kind: TieKind) -> None:
    mentee, mentor, matching_round = pair(program)
    ended_on = clock.today() - timedelta(days=3700)
    add_tie(mentee, kind=kind, canonical_email=mentor.canonical_email, ended_on=ended_on)
    assert broken(gather(matching_round)) == [Rule.SUPERVISOR]


def test_a_tie_that_ended_more_than_twelve_months_ago_counts_no_more(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    add_tie(mentee, canonical_email=mentor.canonical_email, ended_on=clock.today() - timedelta(days=370))
    assert broken(gather(matching_round)) == []


@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_nobody_is_matched_with_whom_they_block_either_way(program: Program, who: str) -> None:
    mentee, mentor, matching_round = pair(program)
    by, of = (mentee, mentor) if who == "mentee" else (mentor, mentee)
    db.session.add(Block(blocker_id=by.id, blocked_id=of.id))
    db.session.flush()
    assert broken(gather(matching_round)) == [Rule.BLOCKED]


def test_a_pair_that_declined_does_not_meet_again(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    propose(open_round(program, name="Earlier"), mentee.id, mentor.id, state=ProposalState.DECLINED)
    assert broken(gather(matching_round)) == [Rule.DECLINED]


def test_a_pair_that_declined_meets_again_where_both_ask(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    propose(open_round(program, name="Earlier"), mentee.id, mentor.id, state=ProposalState.DECLINED)
    wish_for_each_other(program, mentee, mentor)
    gathered = gather(matching_round)
    assert broken(gathered) == []
    assert gathered.pool.mentees[0].wishes == (str(mentor.id),)


def test_the_wish_of_one_side_alone_does_not_bring_a_declined_pair_back(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    propose(open_round(program, name="Earlier"), mentee.id, mentor.id, state=ProposalState.DECLINED)
    db.session.add(Wish(program_id=program.id, by_id=mentee.id, for_id=mentor.id))
    db.session.flush()
    assert broken(gather(matching_round)) == [Rule.DECLINED]


@pytest.mark.parametrize("state", [MentorshipState.ENDED, MentorshipState.COMPLETED])
def test_a_pair_whose_mentorship_is_over_meets_again_only_where_both_ask(
    program: Program, state: MentorshipState
) -> None:
    mentee, mentor, matching_round = pair(program)
    db.session.add(Mentorship(program_id=program.id, mentee_id=mentee.id, mentor_id=mentor.id, state=state))
    db.session.flush()
    assert broken(gather(matching_round)) == [Rule.ENDED]
    wish_for_each_other(program, mentee, mentor)
    assert broken(gather(matching_round)) == []


def test_a_pair_at_work_in_another_program_is_not_made_twice(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    other = make_program("other")
    db.session.add(Mentorship(program_id=other.id, mentee_id=mentee.id, mentor_id=mentor.id))
    db.session.flush()
    assert broken(gather(matching_round)) == [Rule.TOGETHER]


def test_a_pair_with_an_open_proposal_elsewhere_is_not_proposed_again(program: Program, cast: Any) -> None:
    mentee, mentor, matching_round = pair(program)
    other = make_program("other", coordinator_id=cast.cora.id)
    propose(open_round(other), mentee.id, mentor.id)
    assert broken(gather(matching_round)) == [Rule.TOGETHER]


@pytest.mark.parametrize(
    ("agree", "rules"),
    [
        ("mentee mentor program", []),
        ("mentee program", [Rule.EMPLOYER]),
        ("mentor program", [Rule.EMPLOYER]),
        ("mentee mentor", [Rule.EMPLOYER]),
    ],
)
def test_one_employer_needs_both_sides_and_the_program_to_agree(
    session: Any, cast: Any, agree: str, rules: list[Rule]
) -> None:
    program = make_program(coordinator_id=cast.cora.id, allows_same_employer="program" in agree)
    make_mentee(program, "Ben Two", employer="North Clinic", accepts_same_employer="mentee" in agree)
    make_mentor(program, "Ada Two", employer="North Clinic", accepts_same_employer="mentor" in agree)
    assert broken(gather(open_round(program))) == rules


def test_a_pair_without_a_common_language_is_not_made_where_both_gave_some(program: Program) -> None:
    make_mentee(program, "Ben Two", languages=["es"])
    make_mentor(program, "Ada Two", languages=["en"])
    assert broken(gather(open_round(program))) == [Rule.LANGUAGE]


def test_who_gave_no_language_is_not_kept_from_anybody(program: Program) -> None:
    make_mentee(program, "Ben Two", languages=[])
    make_mentor(program, "Ada Two", languages=["en"])
    assert broken(gather(open_round(program))) == []


def test_a_pair_that_the_coordinator_forbade_is_not_made(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    say(program, PairRuleKind.FORBID, mentee, mentor)
    assert broken(gather(matching_round)) == [Rule.FORBIDDEN]


# Locks
def say(program: Program, kind: PairRuleKind, mentee: Any, mentor: Any) -> None:
    db.session.add(PairRule(program_id=program.id, kind=kind, mentee_id=mentee.id, mentor_id=mentor.id))
    db.session.flush()


def test_a_locked_pair_is_handed_to_the_engine(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    say(program, PairRuleKind.LOCK, mentee, mentor)
    gathered = gather(matching_round)
    assert [(one.mentee, one.mentor) for one in gathered.rules.locked] == [(str(mentee.id), str(mentor.id))]


def test_a_lock_that_a_hard_rule_forbids_by_now_is_named_and_not_kept(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    say(program, PairRuleKind.LOCK, mentee, mentor)
    db.session.add(Block(blocker_id=mentee.id, blocked_id=mentor.id))
    db.session.flush()
    gathered = gather(matching_round)
    assert not gathered.rules.locked
    assert "Ben Two and Ada Two" in gathered.lock_faults[mentee.id, mentor.id]


def test_more_locks_than_seats_are_named(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    other = make_mentee(program, "Bo Two")
    say(program, PairRuleKind.LOCK, mentee, mentor)
    say(program, PairRuleKind.LOCK, other, mentor)
    gathered = gather(matching_round)
    assert len(gathered.rules.locked) == 1
    assert "no free seat" in gathered.lock_faults[other.id, mentor.id]
