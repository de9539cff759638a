"""Pairs and proofs that were spoiled afterwards are found out by the command, whatever was changed."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from click.testing import CliRunner

from mentornet.matching.cli import verify_round

from .proved import OBJECTIVES, Files, edit, fill


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_somebody_dropped_is_found(files: Files, objective: str) -> None:
    fill(files, 5, objective)
    files.match()
    edit(files.of("matches.csv"), lambda rows: rows[1:])
    told = files.verify()
    assert told.exit_code == 1
    assert "does not hold" in told.output


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_two_who_changed_mentors_are_found_also_with_honest_scores(files: Files, objective: str) -> None:
    fill(files, 6, objective)
    files.match()
    scores = {(row["mentee_id"], row["mentor_id"]): row["score"] for row in files.rows("scores.csv")}
    whole = files.of("matches.csv").read_bytes()
    found = 0
    for one, other in itertools.pairwise(files.rows("matches.csv")):
        new = {one["mentee_id"]: other["mentor_id"], other["mentee_id"]: one["mentor_id"]}
        if one["mentor_id"] == other["mentor_id"] or not new.items() <= scores.keys():
            continue
        changed = sum(float(scores[pair]) for pair in new.items())
        if round(changed - float(one["score"]) - float(other["score"]), 6) == 0:
            continue

        def swap(rows: list[dict[str, str]], new: dict[str, str] = new) -> list[dict[str, str]]:
            for row in rows:
                if row["mentee_id"] in new:
                    row["mentor_id"] = new[row["mentee_id"]]
                    row["score"] = scores[row["mentee_id"], row["mentor_id"]]
            return rows

        edit(files.of("matches.csv"), swap)
        assert files.verify().exit_code == 1
        files.of("matches.csv").write_bytes(whole)
        found += 1
    assert found


def test_one_wrong_price_is_found_whichever_it_is(files: Files) -> None:
    fill(files, 7, "most")
    files.match()
    proof = files.proof()
    assert proof["prices"]
    for name in proof["prices"]:
        for change in (-1, -0.000001, 0.000001, 1):
            wrong = {**proof, "prices": {**proof["prices"], name: proof["prices"][name] + change}}
            files.of("proof.json").write_text(json.dumps(wrong), encoding="utf-8")
            assert files.verify().exit_code == 1


def test_a_mentor_who_got_another_seat_is_found(files: Files) -> None:
    fill(files, 8, "most")
    files.match()
    text = files.of("mentors.csv").read_text(encoding="utf-8")
    files.write("mentors.csv", text + "new,a;b;c,30\n")
    told = files.verify()
    assert told.exit_code == 1
    assert "the bound is" in told.output


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"objective": "total"}, "It proves the objective total, and the settings ask for most."),
        ({"total": 1.5}, "The total is"),
        ({"bound": 1.5}, "The bound is"),
        ({"seal": "0"}, "is not as it was written"),
        ({"prices": None}, "prices is missing"),
        ({"prices": {"t1": "a"}}, "t1 is 'a', and no number"),
        ({"prices": {"nobody": 1.0}}, "A price names nobody"),
        ({"objective": "loudest"}, "is not one of"),
        ({"seed": True}, "seed is True, and no number"),
        ({"terms": {"factor": 1e400}}, "factor is inf, and no number"),
    ],
)
def test_a_proof_that_says_something_else_is_refused(
    files: Files, change: dict[str, Any], sentence: str
) -> None:
    fill(files, 9, "most")
    files.match()
    files.of("proof.json").write_text(json.dumps({**files.proof(), **change}), encoding="utf-8")
    told = files.verify()
    assert told.exit_code == 1
    assert sentence in told.output


@pytest.mark.parametrize("text", ["", "[]", "{", "\x00", '"a"'])
def test_what_is_no_proof_is_refused_in_a_sentence(files: Files, text: str) -> None:
    fill(files, 9, "most")
    files.match()
    files.of("proof.json").write_text(text, encoding="utf-8")
    told = files.verify()
    assert told.exit_code == 1
    assert "is no certificate of ours" in told.output


def test_verifying_names_what_is_missing(files: Files) -> None:
    told = CliRunner().invoke(verify_round, [])
    assert told.exit_code == 2
    assert "Missing --mentees, --mentors, --matches, --certificate" in told.output
