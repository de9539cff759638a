"""What happens once drafts go out: proposals, nudges, backfills, the end of a round?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.audit.models import AuditEntry
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.matching import engine, services
from mentornet.matching.answers import accept_proposal, decline_proposal
from mentornet.matching.frozen import thaw
from mentornet.matching.intake.gather import settings_of
from mentornet.matching.kept import faults_of_round, snapshots_of
from mentornet.matching.models import MatchingRound, PairRule, Proposal, ProposalState, RoundState
from mentornet.notifications.models import Notice, NoticeKind
from mentornet.profiles.models import MentorProfile, Profile
from mentornet.programs.models import Program
from mentornet.safety.models import Block
from tests.matching.services.scenes import unplaced_of
from tests.support.rounds import (
    make_mentee,
    make_mentor,
    proposals_of,
    publish_now,
    published_round,
    solved_round,
)


def taken_seats() -> dict[int, int]:
    rows = sa.select(Profile.account_id, MentorProfile.seats_taken).join(
        MentorProfile, MentorProfile.profile_id == Profile.id
    )
    return {row.account_id: row.seats_taken for row in db.session.execute(rows)}


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


def test_a_backfill_finds_what_a_full_solve_with_all_that_stands_locked_finds(
    program: Program, cora: Account
) -> None:
    for number in range(6):
        make_mentee(program, f"Bo {number}", goals=("degree", "nursing-path")[: number % 2 + 1])
    for number in range(2):
        make_mentor(program, f"Al {number}", seats=2, state=("us-ca", "us-or")[number])
    matching_round = published_round(program)
    whole, *_ = thaw(snapshots_of(matching_round)[0].content)
    gone, *stands = proposals_of(matching_round)
    decline_proposal(gone, by=gone.mentor)
    services.start_backfill(matching_round, by=cora)
    db.session.commit()
    locked = tuple(engine.Lock(str(one.mentee_id), str(one.mentor_id)) for one in stands)
    rules = engine.Rules(
        forbidden=(engine.Forbidden(str(gone.mentee_id), str(gone.mentor_id), engine.Rule.DECLINED),),
        locked=locked,
    )
    full = engine.solve(whole, rules, settings_of(matching_round))
    drafts = {
        (str(one.mentee_id), str(one.mentor_id)): one.fit
        for one in proposals_of(matching_round, ProposalState.DRAFT)
    }
    assert drafts == {(one.mentee, one.mentor): one.score for one in full.pairs if not one.is_locked}
    assert drafts
    assert full.optimal
    assert not faults_of_round(matching_round)


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
