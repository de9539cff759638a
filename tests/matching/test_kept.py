"""A round that is kept can be proved again, by typing, until it goes out."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from mentornet.cli.alone import is_alone
from mentornet.foundation.database import db
from mentornet.matching.engine import Objective
from mentornet.matching.models import MatchingRound, Proposal
from tests.support.applications import in_context
from tests.support.rounds import (
    make_mentee,
    make_mentor,
    open_round,
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


def test_a_round_whose_people_changed_does_not_hold_any_more(app: Flask, cast: Any) -> None:
    with in_context(app):
        matching_round = solved_round(small_program(cast))
        make_mentor(matching_round.program, "Max", seats=3)
        round_id = matching_round.id
    assert "the bound is" in verify(app, round_id).output


def test_a_round_that_went_out_or_was_changed_by_hand_is_told_so(app: Flask, cast: Any) -> None:
    with in_context(app):
        round_id = published_round(small_program(cast)).id
    told = verify(app, round_id)
    assert told.exit_code == 1
    assert "while its round is under review" in told.output


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
