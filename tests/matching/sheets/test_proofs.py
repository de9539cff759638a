"""What was proved through the command is checked again by the files alone, for every objective."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

import pytest

from .proved import OBJECTIVES, Files, edit, fill


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
