"""Do rows that go straight to the driver come back as they were, and does the collector work again afterwards?"""

from __future__ import annotations

import gc

import pytest

from mentornet.foundation import clock
from mentornet.foundation.bulk import insert_rows, unswept
from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.matching.models import MatchingRound, Unplaced
from tests.support.programs import make_program


def test_rows_come_back_as_they_went_in(session, cast):
    moment = clock.now()
    columns = ["kind", "subject_id", "state", "created_at", "attempts", "stage", "progress"]
    rest = (0, "", 0.5)
    flags = ["is_cancel_requested", "is_finish_requested"]
    insert_rows(Job, [*columns, *flags], [("try-out", 7, JobState.DONE, moment, *rest, False, True)])
    kept = db.session.query(Job).one()
    assert (kept.kind, kept.state, kept.created_at) == ("try-out", JobState.DONE, moment)
    assert (kept.is_cancel_requested, kept.is_finish_requested, kept.progress) == (False, True, 0.5)


def test_words_of_any_script_and_lists_within_lists_survive(session, cast):
    matching_round = MatchingRound(program=make_program(coordinator_id=cast.cora.id), name="Spring", seed=1)
    session.add(matching_round)
    session.flush()
    reason = {"why": "tab\tand\nline\\ 日本", "removed": {"language": 3}, "names": ["a", ["b"]], "none": None}
    insert_rows(Unplaced, ["round_id", "mentee_id", "reason"], [(matching_round.id, cast.ben.id, reason)])
    session.commit()
    assert session.get_one(Unplaced, (matching_round.id, cast.ben.id)).reason == reason


def test_rows_are_gone_with_the_transaction(session, cast):
    matching_round = MatchingRound(program=make_program(coordinator_id=cast.cora.id), name="Spring", seed=1)
    session.add(matching_round)
    session.commit()
    insert_rows(Unplaced, ["round_id", "mentee_id", "reason"], [(matching_round.id, cast.ben.id, {})])
    session.rollback()
    assert session.get(Unplaced, (matching_round.id, cast.ben.id)) is None


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was_found(was_on):
    (gc.enable if was_on else gc.disable)()
    try:
        with unswept():
            assert not gc.isenabled()
        assert gc.isenabled() is was_on
    finally:
        gc.enable()
