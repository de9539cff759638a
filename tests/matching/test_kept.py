"""A round that is kept can be proved again, by typing, until it goes out."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from mentornet.accounts.models import Account
from mentornet.cli.alone import is_alone
from mentornet.foundation.database import db
from mentornet.matching import services
from mentornet.matching.engine import Objective
from mentornet.matching.kept import forget_disabled, snapshots_of
from mentornet.matching.models import MatchingRound, Proposal, RoundSnapshot
from tests.support.applications import in_context
from tests.support.rounds import (
    coordinator_of,
    make_mentee,
    make_mentor,
    open_round,
    proposals_of,
    published_round,
    small_program,
    solve_now,
    solved_round,
)


def verify(app: Flask, round_id: int, *more: str) -> Result:
    return app.test_cli_runner().invoke(args=["verify-round", "--round", str(round_id), *more])


@pytest.mark.parametrize("objective", Objective)
def test_a_round_under_review_holds_whatever_it_seeks(app: Flask, cast: Any, objective: Objective) -> None:
    with in_context(app):
        program = small_program(cast)
        for name in ("Luz", "Kim", "Noor"):
            make_mentee(program, name, goals=("burnout", "degree"))
        make_mentor(program, "Max", seats=2, goals=("degree",))
        matching_round = open_round(program)
        matching_round.objective = objective
        round_id = solve_now(matching_round).id
    told = verify(app, round_id)
    assert told.exit_code == 0, told.output
    assert "The certificate holds" in told.output


def test_a_draft_that_was_changed_is_found(app: Flask, cast: Any) -> None:
    with in_context(app):
        round_id = solved_round(small_program(cast)).id
    with in_context(app):
        db.session.execute(sa.update(Proposal).values(fit=Proposal.fit - 1))
    told = verify(app, round_id)
    assert told.exit_code == 1
    assert "scores" in told.output


def test_a_round_whose_people_changed_holds_by_the_facts_of_its_day(app: Flask, cast: Any) -> None:
    with in_context(app):
        matching_round = solved_round(small_program(cast))
        make_mentor(matching_round.program, "Max", seats=3)
        round_id = matching_round.id
    assert "The certificate holds" in verify(app, round_id).output


def test_a_round_that_went_out_and_was_closed_can_still_be_proved(app: Flask, cast: Any) -> None:
    with in_context(app):
        matching_round = published_round(small_program(cast))
        round_id = matching_round.id
        services.close_round(matching_round, by=coordinator_of(matching_round.program))
    told = verify(app, round_id)
    assert told.exit_code == 0, told.output
    with in_context(app):
        (kept,) = snapshots_of(db.session.get_one(MatchingRound, round_id))
        assert kept.holds
        assert kept.checked_at


def test_what_is_kept_names_nobody_and_holds_when_somebody_closed_their_account(
    app: Flask, cast: Any
) -> None:
    with in_context(app):
        matching_round = solved_round(small_program(cast))
        round_id, pair = matching_round.id, proposals_of(matching_round)[0]
        gone = pair.mentor
        emails = [person.email for person in db.session.scalars(sa.select(Account))]
        before = zlib.decompress(snapshots_of(matching_round)[0].content).decode()
        assert not [email for email in emails if email in before]
        assert f'"id":"{gone.id}"' in before
        forget_disabled("account.disabled", by=None, subject_id=gone.id)
        forget_disabled("account.renamed", by=None, subject_id=pair.mentee_id)
        db.session.execute(sa.delete(Proposal))
        after = zlib.decompress(snapshots_of(matching_round)[0].content).decode()
        assert f'"id":"{gone.id}"' not in after
        assert f'"id":"{pair.mentee_id}"' in after
    assert verify(app, round_id).exit_code == 0


def test_a_round_solved_before_proofs_were_kept_is_told_so(app: Flask, cast: Any) -> None:
    with in_context(app):
        round_id = solved_round(small_program(cast)).id
        db.session.execute(sa.delete(RoundSnapshot))
    told = verify(app, round_id)
    assert told.exit_code == 1
    assert "Nothing is kept to check this round against" in told.output


def test_a_round_nobody_knows_and_a_round_with_files_are_refused(app: Flask, tmp_path: Any) -> None:
    assert "There is no round 99" in verify(app, 99).output
    (tmp_path / "a.csv").write_text("id\n1\n", encoding="utf-8")
    told = verify(app, 1, "--mentees", str(tmp_path / "a.csv"))
    assert told.exit_code == 2
    assert "stands alone" in told.output


def test_an_edited_round_says_so(app: Flask, cast: Any) -> None:
    with in_context(app):
        matching_round = solved_round(small_program(cast))
        db.session.execute(sa.update(MatchingRound).values(is_edited=True))
        round_id = matching_round.id
    assert "changed by hand" in verify(app, round_id).output


def test_only_a_kept_round_needs_the_site() -> None:
    assert is_alone(["flask", "--app", "wsgi", "verify-round", "--mentees", "a.csv"])
    assert not is_alone(["flask", "--app", "wsgi", "verify-round", "--round", "7"])
    assert not is_alone(["flask", "verify-round", "--round=7"])
