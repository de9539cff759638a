"""Can a coordinator keep two people together or apart before any score, and is a slip told where it was made?"""

from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound, PairRule, PairRuleKind
from mentornet.programs.models import Program
from tests.matching.pages.scenes import Stage
from tests.support.cast import make_account
from tests.support.rounds import (
    make_mentee,
    open_round,
    pairs_of,
    proposals_of,
    published_round,
    solved_round,
)


def decision(decision: str, mentee: str = "Bea", mentor: str = "Mia") -> dict[str, str]:
    return {"decision": decision, "mentee": mentee, "mentor": mentor}


def named(name: str) -> int:
    return db.session.scalars(sa.select(Account.id).where(Account.display_name == name)).one()


def decided(app: Flask) -> list[PairRuleKind]:
    with app.app_context():
        return [*db.session.scalars(sa.select(PairRule.kind))]


def test_two_kept_together_are_a_pair_of_the_next_solve(app: Flask, stage: Stage, cora: Any) -> None:
    round_id = stage(open_round)
    assert "Keep two together or apart" in cora.get(f"/rounds/{round_id}/gathering").text
    page = cora.get(f"/rounds/{round_id}/pair-rules/new").text
    assert '<option value="Bea">' in page
    answer = cora.post(
        f"/rounds/{round_id}/pair-rules/new", data=decision("lock", "bea", "MIA"), follow_redirects=True
    )
    assert "Bea and Mia are kept together from the next solve on" in answer.text
    assert "Bea and Mia: locked" in answer.text
    cora.post(f"/rounds/{round_id}/run")
    with app.app_context():
        pairs = pairs_of(db.session.get_one(MatchingRound, round_id))
        assert (named("Bea"), named("Mia")) in pairs


def test_two_kept_apart_are_never_a_pair_though_they_were_drafted(
    app: Flask, stage: Stage, cora: Any
) -> None:
    round_id = stage(solved_round)
    with app.app_context():
        one = proposals_of(db.session.get_one(MatchingRound, round_id))[0]
        pair, names = (one.mentee_id, one.mentor_id), (one.mentee.email, one.mentor.email)
    cora.post(f"/rounds/{round_id}/pair-rules/new", data=decision("forbid", *names))
    for again in (False, True):
        if again:
            cora.post(f"/rounds/{round_id}/run")
        with app.app_context():
            assert pair not in pairs_of(db.session.get_one(MatchingRound, round_id))
    assert decided(app) == [PairRuleKind.FORBID]


def test_a_drafted_pair_is_locked_as_on_its_own_page(app: Flask, stage: Stage, cora: Any) -> None:
    round_id = stage(solved_round)
    with app.app_context():
        one = proposals_of(db.session.get_one(MatchingRound, round_id))[0]
        names = one.mentee.email, one.mentor.email
    cora.post(f"/rounds/{round_id}/pair-rules/new", data=decision("lock", *names))
    with app.app_context():
        assert [draft.is_locked for draft in proposals_of(db.session.get_one(MatchingRound, round_id))] == [
            True,
            False,
        ]


@pytest.mark.parametrize(
    ("mentee", "mentor", "said"),
    [
        ("Nobody", "Mia", "Nobody of this name or address seeks a mentor in this program"),
        ("Bea", "Bea", "Nobody of this name or address is a mentor in this program"),
        ("Bo", "Mia", "2 people are called so. Give the address instead."),
        ("", "Mia", "Name the mentee."),
    ],
)
def test_a_name_that_means_nobody_or_several_is_told_at_its_field(
    app: Flask, stage: Stage, cora: Any, mentee: str, mentor: str, said: str
) -> None:
    def twins(program: Program) -> MatchingRound:
        make_mentee(program, account=make_account("Bo", email="another.bo@people.example"))
        return open_round(program)

    round_id = stage(twins)
    answer = cora.post(f"/rounds/{round_id}/pair-rules/new", data=decision("lock", mentee, mentor))
    assert answer.status_code == 422
    assert said in answer.text
    assert decided(app) == []


def test_what_could_not_be_or_is_decided_already_is_refused(app: Flask, stage: Stage, cora: Any) -> None:
    def strangers(program: Program) -> MatchingRound:
        make_mentee(program, "Luz", languages=["es"])
        return open_round(program)

    round_id = stage(strangers)
    address = f"/rounds/{round_id}/pair-rules/new"
    answer = cora.post(address, data=decision("lock", "Luz"))
    assert answer.status_code == 422
    assert "Luz and Mia cannot be kept together: they have no language in common." in answer.text
    assert decided(app) == []
    cora.post(address, data=decision("forbid"))
    again = cora.post(address, data=decision("lock"))
    assert again.status_code == 422
    assert "Bea and Mia are forbidden already. Take that back first." in again.text


def test_a_closed_round_decides_nothing(stage: Stage, cora: Any) -> None:
    round_id = stage(published_round)
    cora.post(f"/rounds/{round_id}/close")
    assert cora.get(f"/rounds/{round_id}/pair-rules/new").status_code == 409
    assert "Keep two together" not in cora.get(f"/rounds/{round_id}/gathering").text


# The certificate as a file
def test_the_certificate_is_taken_out_as_the_command_writes_it_and_tells_nothing_private(
    stage: Stage, cora: Any
) -> None:
    round_id = stage(solved_round)
    assert "Download the certificate" in cora.get(f"/rounds/{round_id}/proof").text
    answer = cora.get(f"/rounds/{round_id}/proof/certificate.json")
    assert answer.headers["Content-Disposition"] == "attachment; filename=autumn-round-certificate.json"
    paper = json.loads(answer.text)
    assert (paper["objective"], paper["optimal"], paper["gap"]) == ("most", True, 0.0)
    assert paper["total"] == paper["bound"]
    assert set(paper) == {"objective", "seed", "optimal", "total", "bound", "gap", "terms", "prices", "seal"}


def test_a_round_without_a_solve_has_no_certificate(stage: Stage, cora: Any) -> None:
    assert cora.get(f"/rounds/{stage(open_round)}/proof/certificate.json").status_code == 404
