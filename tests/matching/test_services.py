from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.audit.models import AuditEntry
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.matching import engine, services
from mentornet.matching.answers import accept_proposal, decline_proposal
from mentornet.matching.models import (
    MatchingRound,
    PairRule,
    PairRuleKind,
    Proposal,
    ProposalState,
    RoundState,
    Unplaced,
)
from mentornet.notifications.models import Notice, NoticeKind
from mentornet.profiles.models import MentorProfile, Profile
from mentornet.programs.models import Program
from mentornet.safety.models import Block
from tests.support.rounds import (
    coordinator_of,
    make_mentee,
    make_mentor,
    open_round,
    pairs_of,
    proposals_of,
    publish_now,
    published_round,
    small_program,
    solve_now,
    solved_round,
)


@pytest.fixture
def program(session: Any, cast: Any) -> Program:
    return small_program(cast)


@pytest.fixture
def cora(program: Program) -> Account:
    return coordinator_of(program)


def unplaced_of(matching_round: MatchingRound) -> dict[int, Any]:
    mine = sa.select(Unplaced).where(Unplaced.round_id == matching_round.id)
    return {one.mentee_id: one.reason for one in db.session.scalars(mine)}


def taken_seats() -> dict[int, int]:
    rows = sa.select(Profile.account_id, MentorProfile.seats_taken).join(
        MentorProfile, MentorProfile.profile_id == Profile.id
    )
    return {row.account_id: row.seats_taken for row in db.session.execute(rows)}


# Opening


def test_a_round_takes_its_weights_and_minimum_from_the_program(program: Program, cora: Account) -> None:
    program.weights, program.minimum_fit = {"goals": 7}, 30
    matching_round = services.open_round(program, by=cora, name="Winter round")
    assert matching_round.weights["goals"] == 7
    assert matching_round.weights["path_walked"] == 5
    assert matching_round.minimum_fit == 30
    assert matching_round.state is RoundState.GATHERING


def test_a_closed_program_opens_no_round(program: Program, cora: Account) -> None:
    program.closed_at = clock.now()
    with pytest.raises(Refusal, match="closed"):
        services.open_round(program, by=cora, name="Winter round")


def test_a_cancelled_round_keeps_no_drafts(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    services.cancel_round(matching_round, by=cora)
    assert matching_round.state is RoundState.CANCELLED
    assert not proposals_of(matching_round)
    assert not unplaced_of(matching_round)


# Solving


def test_a_solve_drafts_as_many_pairs_as_there_are_seats_and_says_why_the_rest_is_left(
    program: Program,
) -> None:
    matching_round = solved_round(program)
    assert matching_round.state is RoundState.REVIEW
    assert len(proposals_of(matching_round, ProposalState.DRAFT)) == 2
    assert [reason["why"] for reason in unplaced_of(matching_round).values()] == ["seats_taken"]


def test_a_solve_keeps_its_figures_and_its_proof(program: Program) -> None:
    matching_round = solved_round(program)
    figures = matching_round.figures
    assert (figures["placed"], figures["mentees"], figures["seats"]) == (2, 3, 2)
    assert set(figures["violations"]) >= {str(rule) for rule in engine.Rule}
    assert not any(figures["violations"].values())
    assert matching_round.is_proved_optimal
    assert matching_round.certificate["value"] == matching_round.certificate["bound"]
    assert matching_round.total_fit == sum(one.fit for one in proposals_of(matching_round))


def test_the_parts_of_a_pair_sum_to_its_fit(program: Program) -> None:
    for proposal in proposals_of(solved_round(program)):
        assert sum(part["points"] for part in proposal.parts) == proposal.fit


def test_the_same_round_solved_twice_gives_the_same_pairs(program: Program) -> None:
    matching_round = solved_round(program)
    first = pairs_of(matching_round)
    solve_now(matching_round)
    assert pairs_of(matching_round) == first


def test_those_who_run_the_program_are_told_that_drafts_await_them(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    notice = db.session.scalars(sa.select(Notice).where(Notice.kind == NoticeKind.ROUND_READY)).one()
    assert notice.account_id == cora.id
    assert notice.url == f"/rounds/{matching_round.id}"
    assert "2 of 3 mentees placed" in notice.sentence


def test_a_round_without_mentees_goes_back_and_says_why(session: Any, cast: Any) -> None:
    from tests.support.programs import make_program

    program = make_program(coordinator_id=cast.cora.id)
    make_mentor(program, "Mia")
    matching_round = solve_now(open_round(program))
    job = db.session.scalars(sa.select(Job)).one()
    assert matching_round.state is RoundState.GATHERING
    assert job.state is JobState.FAILED
    assert "Nobody in this round" in (job.error or "")


def test_a_failed_solve_can_be_tried_again(session: Any, cast: Any) -> None:
    from tests.support.programs import make_program

    program = make_program(coordinator_id=cast.cora.id)
    make_mentor(program, "Mia")
    matching_round = solve_now(open_round(program))
    make_mentee(program, "Ben Two")
    assert solve_now(matching_round).state is RoundState.REVIEW


def test_a_solve_that_breaks_takes_the_round_back_to_its_drafts(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    matching_round = solved_round(program)
    before = pairs_of(matching_round)

    def break_down(*_args: Any) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("mentornet.matching.engine.solve", break_down)
    solve_now(matching_round)
    assert matching_round.state is RoundState.REVIEW
    assert pairs_of(matching_round) == before


def test_a_round_whose_worker_died_again_and_again_goes_back(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mentornet.foundation.jobs.run import MOST_ATTEMPTS, sweep

    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_args: None)
    matching_round = solve_now(open_round(program))
    job = db.session.scalars(sa.select(Job)).one()
    job.state, job.attempts, job.lease_until = (
        JobState.RUNNING,
        MOST_ATTEMPTS,
        clock.now() - timedelta(minutes=1),
    )
    db.session.flush()
    sweep()
    db.session.refresh(matching_round)
    assert matching_round.state is RoundState.GATHERING


def test_a_queued_solve_that_is_stopped_goes_back_at_once(
    program: Program, cora: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_args: None)
    matching_round = solve_now(open_round(program))
    was = matching_round.state
    services.stop_solving(matching_round, by=cora)
    db.session.refresh(matching_round)
    assert (was, matching_round.state) == (RoundState.SOLVING, RoundState.GATHERING)


def test_a_running_solve_that_is_stopped_leaves_the_drafts_as_they_were(
    program: Program, cora: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    matching_round = solved_round(program)
    before = pairs_of(matching_round)
    really_solve = engine.solve

    def stopped_midway(*args: Any) -> Any:
        services.stop_solving(db.session.get_one(MatchingRound, matching_round.id), by=cora)
        db.session.commit()
        return really_solve(*args)

    monkeypatch.setattr("mentornet.matching.engine.solve", stopped_midway)
    solve_now(matching_round)
    assert matching_round.state is RoundState.REVIEW
    assert pairs_of(matching_round) == before


def test_an_outcome_that_comes_after_the_round_moved_on_is_dropped(program: Program) -> None:
    from mentornet.matching.intake import gather

    matching_round = solved_round(program)
    gathered = gather(matching_round)
    result = engine.solve(gathered.pool, gathered.rules, gathered.settings)
    assert services.keep_solution(matching_round, gathered, result) is False


def test_a_round_being_solved_cannot_be_started_again(
    program: Program, cora: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_args: None)
    matching_round = solve_now(open_round(program))
    with pytest.raises(Refusal, match="being solved"):
        services.start_solving(matching_round, by=cora)


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


# Publishing


def test_publishing_opens_every_draft_with_a_seat_and_tells_both_sides_once(program: Program) -> None:
    matching_round = published_round(program)
    assert matching_round.state is RoundState.PUBLISHED
    assert matching_round.waves == 1
    opened = proposals_of(matching_round, ProposalState.OPEN)
    assert len(opened) == 2
    assert sum(taken_seats().values()) == 2
    told = db.session.scalars(sa.select(Notice).where(Notice.kind == NoticeKind.PROPOSAL_TO_ANSWER)).all()
    assert sorted(one.account_id for one in told) == sorted(
        person for one in opened for person in (one.mentee_id, one.mentor_id)
    )


def test_a_second_publishing_is_refused_and_sends_nothing(program: Program) -> None:
    matching_round = published_round(program)
    with pytest.raises(Refusal, match="already published"):
        publish_now(matching_round)
    assert sum(taken_seats().values()) == 2


def test_a_pair_that_a_rule_forbids_by_now_does_not_go_out(program: Program) -> None:
    matching_round = solved_round(program)
    one = proposals_of(matching_round)[0]
    db.session.add(Block(blocker_id=one.mentor_id, blocked_id=one.mentee_id))
    published = publish_now(matching_round)
    assert (published.opened, published.withdrawn) == (1, 1)
    db.session.refresh(one)
    assert one.state is ProposalState.WITHDRAWN
    assert unplaced_of(matching_round)[one.mentee_id] == {"why": "withdrawn"}
    assert taken_seats()[one.mentor_id] == 0


def test_a_pair_whose_seat_is_gone_does_not_go_out(program: Program) -> None:
    matching_round = solved_round(program)
    one = proposals_of(matching_round)[0]
    profile = db.session.scalars(sa.select(Profile).where(Profile.account_id == one.mentor_id)).one()
    assert profile.mentor is not None
    profile.mentor.seats_taken = 1
    db.session.flush()
    assert publish_now(matching_round).withdrawn == 1
    assert max(taken_seats().values()) == 1


def test_a_lock_has_done_its_work_once_the_pair_is_out(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    services.lock_pair(matching_round, proposals_of(matching_round)[0], by=cora)
    publish_now(matching_round)
    assert not db.session.scalars(sa.select(PairRule)).all()


def test_a_mentee_of_two_rounds_gets_one_proposal(program: Program) -> None:
    first, second = solved_round(program), solved_round(program, name="Second round")
    publish_now(first)
    publish_now(second)
    both = proposals_of(first, ProposalState.OPEN) + proposals_of(second, ProposalState.OPEN)
    assert len({one.mentee_id for one in both}) == len(both)


# Answers, backfill, close


def test_people_are_nudged_at_most_once_a_day(program: Program, cora: Account) -> None:
    matching_round = published_round(program)
    one = proposals_of(matching_round)[0]
    assert services.nudge_people(matching_round, one, by=cora) == 2
    with pytest.raises(Refusal, match="tomorrow"):
        services.nudge_people(matching_round, one, by=cora)


def test_who_said_yes_is_not_nudged(program: Program, cora: Account) -> None:
    matching_round = published_round(program)
    one = proposals_of(matching_round)[0]
    accept_proposal(one, by=one.mentee)
    assert services.nudge_people(matching_round, one, by=cora) == 1


def declined_and_accepted(program: Program) -> tuple[MatchingRound, Proposal, Proposal]:
    matching_round = published_round(program)
    one, other = proposals_of(matching_round)
    decline_proposal(one, by=one.mentor)
    accept_proposal(other, by=other.mentee)
    accept_proposal(other, by=other.mentor)
    db.session.commit()
    return matching_round, one, other


def test_a_backfill_fills_free_seats_and_touches_nothing_that_stands(program: Program, cora: Account) -> None:
    matching_round, declined, accepted = declined_and_accepted(program)
    services.start_backfill(matching_round, by=cora)
    db.session.commit()
    db.session.refresh(matching_round)
    drafts = proposals_of(matching_round, ProposalState.DRAFT)
    assert [one.mentor_id for one in drafts] == [declined.mentor_id]
    assert drafts[0].mentee_id not in {declined.mentee_id, accepted.mentee_id}
    assert drafts[0].wave == 1
    assert matching_round.state is RoundState.PUBLISHED
    db.session.refresh(accepted)
    assert accepted.state is ProposalState.ACCEPTED


def test_a_backfill_goes_out_as_a_wave_of_its_own(program: Program, cora: Account) -> None:
    matching_round, *_ = declined_and_accepted(program)
    services.start_backfill(matching_round, by=cora)
    db.session.commit()
    db.session.refresh(matching_round)
    assert publish_now(matching_round).opened == 1
    assert matching_round.waves == 2
    assert matching_round.figures["earlier"][0]["placed"] == 2
    assert max(taken_seats().values()) == 1


def test_a_backfill_that_is_thrown_away_leaves_its_people_unplaced(program: Program, cora: Account) -> None:
    matching_round, *_ = declined_and_accepted(program)
    services.start_backfill(matching_round, by=cora)
    db.session.commit()
    db.session.refresh(matching_round)
    placed = proposals_of(matching_round, ProposalState.DRAFT)[0].mentee_id
    services.discard_wave(matching_round, by=cora)
    assert not proposals_of(matching_round, ProposalState.DRAFT)
    assert placed in unplaced_of(matching_round)


def test_closing_a_round_lapses_what_is_open_frees_the_seats_and_tells_people(
    program: Program, cora: Account
) -> None:
    matching_round = published_round(program)
    assert services.close_round(matching_round, by=cora) == 2
    assert matching_round.state is RoundState.CLOSED
    db.session.expire_all()
    assert len(proposals_of(matching_round, ProposalState.LAPSED)) == 2
    assert sum(taken_seats().values()) == 0
    told = db.session.scalars(sa.select(Notice).where(Notice.kind == NoticeKind.PROPOSAL_CLOSED)).all()
    assert len(told) == 4


def test_every_step_of_a_round_is_written_down(program: Program, cora: Account) -> None:
    services.close_round(published_round(program), by=cora)
    said = db.session.scalars(
        sa.select(AuditEntry.action)
        .where(AuditEntry.subject_type == "matching_round")
        .order_by(AuditEntry.id)
    ).all()
    assert said == ["round.opened", "round.solve_started", "round.published", "round.closed"]


def test_a_deadline_too_near_is_refused(program: Program, cora: Account) -> None:
    matching_round = solved_round(program)
    with pytest.raises(Refusal, match="half a day"):
        services.publish_round(matching_round, by=cora, answer_by=clock.now() + timedelta(hours=1))
