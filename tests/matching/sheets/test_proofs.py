"""Wishes, objectives and certificates through the command; what was proved is checked again, spoiled proofs refused."""

from __future__ import annotations

import csv
import itertools
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mentornet.matching.cli import match, verify_round

GOALS = "abcdef"
OBJECTIVES = ("most", "total", "fairest", "stable-mentees", "stable-mentors")


class Files:
    """A round of files in a folder, and the two commands on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inputs: dict[str, Path] = {}

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        self.inputs[name.split(".", maxsplit=1)[0]] = path
        return path

    def of(self, name: str) -> Path:
        return self.folder / name

    def named(self) -> list[str]:
        return [word for name, path in self.inputs.items() for word in (f"--{name}", str(path))]

    def match(self) -> Result:
        wanted = {"out": "matches.csv", "report": "report.json", "scores": "scores.csv"}
        wanted["certificate"] = "proof.json"
        asked = [word for name, file in wanted.items() for word in (f"--{name}", str(self.of(file)))]
        return CliRunner().invoke(match, [*self.named(), *asked])

    def verify(self) -> Result:
        asked = ["--matches", str(self.of("matches.csv")), "--certificate", str(self.of("proof.json"))]
        return CliRunner().invoke(verify_round, [*self.named(), *asked])

    def rows(self, name: str) -> list[dict[str, str]]:
        with self.of(name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def proof(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.of("proof.json").read_text(encoding="utf-8"))
        return told


def fill(files: Files, seed: int, objective: str, unranked: str = "score") -> None:
    draw = random.Random(seed)
    mentees, mentors = [f"m{n}" for n in range(30)], [f"t{n}" for n in range(14)]

    def goals() -> str:
        return ";".join(draw.sample(GOALS, draw.randint(0, 3)))

    files.write("mentees.csv", "id,goals\n" + "".join(f"{name},{goals()}\n" for name in mentees))
    files.write(
        "mentors.csv",
        "id,goals,capacity\n" + "".join(f"{name},{goals()},{draw.randint(0, 3)}\n" for name in mentors),
    )
    files.write("settings.toml", f'objective = "{objective}"\nunranked = "{unranked}"\n')
    files.write("constraints.csv", "kind,mentee_id,mentor_id\nblocked,m0,t0\npast,m1,t1\ndeclined,m2,t2\n")
    lines = ["side,id,other_id,rank\n"]
    for side, own, others in (("mentee", mentees, mentors), ("mentor", mentors, mentees)):
        for name in own:
            if draw.random() < 0.6:
                wished = draw.sample(others, draw.randint(1, 6))
                lines += [f"{side},{name},{other},{rank}\n" for rank, other in enumerate(wished, start=1)]
    files.write("wishes.csv", "".join(lines))


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_objective_is_proved_and_the_proof_holds_for_the_files(
    files: Files, objective: str, seed: int
) -> None:
    fill(files, seed, objective)
    told = files.match()
    assert told.exit_code == 0, told.output
    report, proof = json.loads(files.of("report.json").read_text(encoding="utf-8")), files.proof()
    assert (report["optimal"], proof["optimal"], proof["objective"]) == (True, True, objective)
    assert proof["total"] == proof["bound"] == report["total_score"]
    held = files.verify()
    assert held.exit_code == 0, held.output
    assert "The certificate holds" in held.output


class Minds:
    """What everybody thinks of everybody, and whom they have, read from the files by plain loops."""

    def __init__(self, files: Files, *, is_choosy: bool) -> None:
        self.is_choosy = is_choosy
        self.scores = {
            (row["mentee_id"], row["mentor_id"]): float(row["score"]) for row in files.rows("scores.csv")
        }
        self.ranks: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for row in files.rows("wishes.csv"):
            self.ranks[row["side"], row["id"]][row["other_id"]] = int(row["rank"])
        self.seats = {row["id"]: int(row["capacity"]) for row in files.rows("mentors.csv")}
        self.have = {row["mentee_id"]: row["mentor_id"] for row in files.rows("matches.csv")}
        self.held: dict[str, list[str]] = defaultdict(list)
        for mentee, mentor in self.have.items():
            self.held[mentor].append(mentee)

    def dear(self, side: str, one: str, other: str, score: float) -> tuple[float, float]:
        """Return how dear somebody is: less is dearer, infinite is refused."""
        mine = self.ranks.get((side, one), {})
        if other in mine:
            return (mine[other], 0)
        return (float("inf"), 0) if self.is_choosy and mine else (1e9, -score)

    def wants(self, mentee: str, mentor: str) -> bool:
        """Say whether the mentee would leave what they have for the mentor."""
        own = self.have.get(mentee)
        now = self.dear("mentee", mentee, own, self.scores[mentee, own]) if own else (float("inf"), 0)
        return self.dear("mentee", mentee, mentor, self.scores[mentee, mentor]) < now

    def takes(self, mentee: str, mentor: str) -> bool:
        """Say whether the mentor has a seat for the mentee, or would let somebody go for them."""
        now = [self.dear("mentor", mentor, one, self.scores[one, mentor]) for one in self.held[mentor]]
        if len(now) < self.seats[mentor]:
            now.append((float("inf"), 0))
        return self.dear("mentor", mentor, mentee, self.scores[mentee, mentor]) < max(now)

    def blocking(self) -> list[tuple[str, str]]:
        """List who would both rather have each other."""
        return [
            pair
            for pair in self.scores
            if self.have.get(pair[0]) != pair[1] and self.wants(*pair) and self.takes(*pair)
        ]


@pytest.mark.parametrize("objective", ["stable-mentees", "stable-mentors"])
@pytest.mark.parametrize("unranked", ["score", "refuse"])
@pytest.mark.parametrize("seed", [3, 4])
def test_nobody_would_rather_have_each_other_by_the_exported_scores(
    files: Files, objective: str, unranked: str, seed: int
) -> None:
    fill(files, seed, objective, unranked)
    assert files.match().exit_code == 0
    assert files.rows("matches.csv")
    assert not Minds(files, is_choosy=unranked == "refuse").blocking()
    if unranked == "refuse":
        listed = Counter(row["id"] for row in files.rows("wishes.csv") if row["side"] == "mentee")
        ranked = {(row["id"], row["other_id"]) for row in files.rows("wishes.csv")}
        for row in files.rows("matches.csv"):
            assert not listed[row["mentee_id"]] or (row["mentee_id"], row["mentor_id"]) in ranked


def edit(path: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    changed = change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, rows[0])
        lines.writeheader()
        lines.writerows(changed)


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


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("mentee,nobody,t1,1", '"nobody" is nobody of this round'),
        ("mentee,m1,m2,1", '"m2" is nobody of this round'),
        ("guest,m1,t1,1", '"guest" is no side'),
        ("mentee,m1,t1,0", '"0" is no rank'),
        ("mentee,m1,t1,", '"" is no rank'),
        ("mentee,m1,t1,first", '"first" is no whole number'),
        ("mentee,m5,t3,9", "mentee m5 ranked t3 on line 2 already"),
        ("mentee,m5,t4,1", "mentee m5 gave rank 1 on line 2 already"),
    ],
)
def test_a_wish_that_cannot_be_kept_is_refused_with_its_place(files: Files, row: str, sentence: str) -> None:
    fill(files, 10, "stable-mentees")
    files.write("wishes.csv", f"side,id,other_id,rank\nmentee,m5,t3,1\n{row}\n")
    told = files.match()
    assert told.exit_code == 1
    assert "wishes.csv, line 3" in told.output
    assert sentence in told.output


def test_wishes_without_their_columns_are_refused(files: Files) -> None:
    fill(files, 10, "stable-mentees")
    files.write("wishes.csv", "side,id,other\nmentee,m5,t3\n")
    assert 'there is no column "other_id"' in files.match().output


def test_ranks_are_followed_in_their_order_and_gaps_make_no_difference(files: Files) -> None:
    files.write("mentees.csv", "id\nben\n")
    files.write("mentors.csv", "id,capacity\nada,0\neve,1\nmax,1\n")
    files.write("settings.toml", 'objective = "stable-mentees"\n')
    files.write(
        "wishes.csv", "side,id,other_id,rank\nMentees,BEN,max,30\nmentee,ben,eve,7\nmentee,ben,ada,2\n"
    )
    told = files.match()
    assert told.exit_code == 0, told.output
    assert files.rows("matches.csv")[0]["mentor_id"] == "eve"


def test_where_ranks_decide_scores_are_of_fit_alone(files: Files) -> None:
    fill(files, 11, "stable-mentees")
    files.match()
    stable = files.rows("scores.csv")
    del files.inputs["wishes"]
    files.match()
    assert files.rows("scores.csv") == stable


@pytest.mark.parametrize("word", ['"never"', "true", "3"])
def test_an_unknown_word_about_the_unranked_is_refused(files: Files, word: str) -> None:
    fill(files, 12, "most")
    files.write("settings.toml", f"unranked = {word}\n")
    told = files.match()
    assert told.exit_code == 1
    assert "Write one of score, refuse" in told.output


def test_an_id_that_looks_like_a_formula_is_found_again_in_the_pairs(files: Files) -> None:
    files.write("mentees.csv", "id\n=ben\n")
    files.write("mentors.csv", "id\n-ada\n")
    assert files.match().exit_code == 0
    held = files.verify()
    assert held.exit_code == 0, held.output


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_several_mentors_a_mentee_are_proved_and_checked_as_well(files: Files, objective: str) -> None:
    fill(files, 13, objective)
    text = files.of("mentees.csv").read_text(encoding="utf-8").splitlines()
    rows = [f"{line},{number % 4}" for number, line in enumerate(text[1:])]
    files.write("mentees.csv", "\n".join([f"{text[0]},max_mentors", *rows]) + "\n")
    seated = [f"{row['id']},{row['goals']},4" for row in files.rows("mentors.csv")]
    files.write("mentors.csv", "\n".join(["id,goals,capacity", *seated]) + "\n")
    told = files.match()
    assert told.exit_code == 0, told.output
    assert max(Counter(row["mentee_id"] for row in files.rows("matches.csv")).values()) > 1
    held = files.verify()
    assert held.exit_code == 0, held.output
    edit(files.of("matches.csv"), lambda rows: rows[:-1])
    assert files.verify().exit_code == 1
