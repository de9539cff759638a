from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mentornet.foundation.errors import Refusal
from mentornet.matching import rules
from mentornet.matching.models import ProposalState, RoundState

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ALLOWED = {(start, end) for start, ends in rules.STEPS.items() for end in ends}


@pytest.mark.parametrize("start", RoundState)
@pytest.mark.parametrize("end", RoundState)
def test_a_round_takes_the_steps_of_the_table_and_no_others(start: RoundState, end: RoundState) -> None:
    if (start, end) in ALLOWED:
        rules.ensure_can_step(start, end)
    else:
        with pytest.raises(Refusal) as refused:
            rules.ensure_can_step(start, end)
        assert refused.value.status == 409
        assert refused.value.sentence.startswith(rules.STANDS[start])
        assert rules.WHAT_NOW[start] in refused.value.sentence


def test_every_state_has_its_steps_and_its_sentences() -> None:
    assert set(rules.STEPS) == set(rules.STANDS) == set(rules.WHAT_NOW) == set(RoundState)


def test_nothing_leads_out_of_a_closed_or_a_cancelled_round() -> None:
    assert not rules.STEPS[RoundState.CLOSED]
    assert not rules.STEPS[RoundState.CANCELLED]


@pytest.mark.parametrize("state", [RoundState.GATHERING, RoundState.REVIEW])
def test_a_round_that_gathers_or_is_reviewed_can_be_solved(state: RoundState) -> None:
    rules.ensure_can_solve(state)


def test_a_closed_round_cannot_be_run() -> None:
    with pytest.raises(Refusal, match="closed"):
        rules.ensure_can_solve(RoundState.CLOSED)


def test_a_round_being_solved_cannot_be_solved_twice() -> None:
    with pytest.raises(Refusal, match="being solved"):
        rules.ensure_nothing_runs(is_running=True)


def test_weights_stay_as_they_are_once_proposals_are_out() -> None:
    with pytest.raises(Refusal, match="weights"):
        rules.ensure_can_set_weights(RoundState.PUBLISHED)


def test_drafts_can_be_edited_in_review_and_in_a_backfill() -> None:
    rules.ensure_can_edit(RoundState.REVIEW, drafts=0)
    rules.ensure_can_edit(RoundState.PUBLISHED, drafts=1)


def test_what_is_out_cannot_be_edited() -> None:
    with pytest.raises(Refusal, match="are out"):
        rules.ensure_can_edit(RoundState.PUBLISHED, drafts=0)


def test_a_published_round_without_new_drafts_cannot_be_published_again() -> None:
    with pytest.raises(Refusal, match="already published"):
        rules.ensure_can_publish(RoundState.PUBLISHED, drafts=0)


def test_a_review_without_a_single_pair_cannot_be_published() -> None:
    with pytest.raises(Refusal, match="no pair"):
        rules.ensure_can_publish(RoundState.REVIEW, drafts=0)


def test_a_round_under_way_cannot_be_called_off_but_closed() -> None:
    rules.ensure_can_close(RoundState.PUBLISHED)
    with pytest.raises(Refusal, match="Close it instead"):
        rules.ensure_can_cancel(RoundState.PUBLISHED)


def test_a_round_that_was_never_published_cannot_be_closed_but_cancelled() -> None:
    rules.ensure_can_cancel(RoundState.REVIEW)
    with pytest.raises(Refusal, match="Cancel it instead"):
        rules.ensure_can_close(RoundState.REVIEW)


def test_a_backfill_waits_until_the_one_before_went_out() -> None:
    rules.ensure_can_backfill(RoundState.PUBLISHED, drafts=0)
    with pytest.raises(Refusal, match="already drafted"):
        rules.ensure_can_backfill(RoundState.PUBLISHED, drafts=2)
    with pytest.raises(Refusal, match="Only a published round"):
        rules.ensure_can_backfill(RoundState.REVIEW, drafts=0)


def test_a_deadline_leaves_time_to_answer_and_not_for_ever() -> None:
    rules.ensure_answer_by(NOW + timedelta(days=7), now=NOW)
    with pytest.raises(Refusal, match="later deadline"):
        rules.ensure_answer_by(NOW + timedelta(hours=11), now=NOW)
    with pytest.raises(Refusal, match="earlier deadline"):
        rules.ensure_answer_by(NOW + timedelta(days=61), now=NOW)


def test_only_an_open_proposal_can_be_nudged() -> None:
    rules.ensure_can_nudge(ProposalState.OPEN)
    with pytest.raises(Refusal, match="no longer open"):
        rules.ensure_can_nudge(ProposalState.ACCEPTED)


def test_a_stopped_solve_goes_back_to_where_it_was() -> None:
    assert rules.state_before_solving(None) is RoundState.GATHERING
    assert rules.state_before_solving(NOW) is RoundState.REVIEW
