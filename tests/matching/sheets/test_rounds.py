"""Whole rounds by the command, checked from outside: by the exported scores, another solver, and the rules in plain words."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

from mentornet.matching.cli import match
from tests.support.sheets import (
    CONSTRAINT_COLUMNS,
    Line,
    broken_rules,
    make_constraints,
    make_people,
    read_lines,
    seats,
    write_sheet,
)

FULL = 1_000_000


@dataclass(frozen=True)
class Round:
    mentees: list[Line]
    mentors: list[Line]
    constraints: list[Line]

    def shuffled(self, seed: int) -> Round:
        draw = random.Random(seed)
        return Round(
            *(draw.sample(lines, len(lines)) for lines in (self.mentees, self.mentors, self.constraints))
        )


@dataclass(frozen=True)
class Solved:
    pairs: dict[str, str]
    scores: dict[tuple[str, str], int]
    report: dict[str, Any]


def millionths(score: str) -> int:
    whole, _, rest = score.partition(".")
    assert len(rest) == 6
    return int(whole) * FULL + int(rest)


def make(mentees: int, mentors: int, seed: int = 1) -> Round:
    left, right = make_people(mentees, mentors, seed=seed)
    return Round(left, right, make_constraints(left, right, seed=seed + 1))


def solve(folder: Path, round_: Round, *options: str) -> Solved:
    arguments = [
        f"--mentees={write_sheet(folder / 'mentees.csv', round_.mentees)}",
        f"--mentors={write_sheet(folder / 'mentors.csv', round_.mentors)}",
        f"--constraints={write_sheet(folder / 'constraints.csv', round_.constraints, CONSTRAINT_COLUMNS)}",
        *(f"--{name}={folder / name}" for name in ("out", "report", "scores")),
    ]
    told = CliRunner().invoke(match, [*arguments, *options])
    assert told.exit_code == 0, told.output
    scores = {
        (row["mentee_id"], row["mentor_id"]): millionths(row["score"])
        for row in read_lines(folder / "scores")
    }
    matches = read_lines(folder / "out")
    assert all(scores[row["mentee_id"], row["mentor_id"]] == millionths(row["score"]) for row in matches)
    report = json.loads((folder / "report").read_text(encoding="utf-8"))
    return Solved({row["mentee_id"]: row["mentor_id"] for row in matches}, scores, report)


def most_and_best(round_: Round, scores: dict[tuple[str, str], int]) -> tuple[int, int]:
    """Return how many can be placed and the best total among those ways, by matching on the open pairs' seats."""
    pins = {one["mentee_id"]: one["mentor_id"] for one in round_.constraints if one["kind"] == "pin"}
    left = {
        name: seats(one) - list(pins.values()).count(name) for one in round_.mentors for name in [one["id"]]
    }
    places = {name: [] for name in left}  # type: dict[str, list[int]]
    for place, name in enumerate(name for name, count in left.items() for _ in range(count)):
        places[name].append(place)
    rows = {one["id"]: row for row, one in enumerate(one for one in round_.mentees if one["id"] not in pins)}
    edges = [
        (rows[mentee], place, score)
        for (mentee, mentor), score in scores.items()
        if mentee in rows
        for place in places[mentor]
    ]
    count = sum(map(len, places.values()))
    ends = np.array([edge[:2] for edge in edges]).T
    shape = (len(rows), count)
    plain = coo_array((np.ones(len(edges)), tuple(ends)), shape=shape).tocsr()
    most = int((maximum_bipartite_matching(plain, perm_type="column") >= 0).sum())
    # Everybody may also stay alone, at a cost that no number of scores makes up for.
    alone = np.arange(len(rows))
    costs = np.concatenate(
        [[FULL - edge[2] + 1 for edge in edges], np.full(len(rows), len(rows) * FULL * 2.0)]
    )
    both = (np.concatenate([ends[0], alone]), np.concatenate([ends[1], count + alone]))
    table = coo_array((costs, both), shape=(len(rows), count + len(rows))).tocsr()
    one, other = min_weight_full_bipartite_matching(table)
    total = sum(
        FULL + 1 - int(table[row, column]) for row, column in zip(one, other, strict=True) if column < count
    )
    return most + len(pins), total + sum(scores[pair] for pair in pins.items())


@pytest.mark.parametrize(("mentees", "mentors"), [(200, 125), (800, 500)])
def test_a_round_of_spreadsheets_is_the_best_there_is_by_another_solver(
    tmp_path: Path, mentees: int, mentors: int
):
    round_ = make(mentees, mentors)
    solved = solve(tmp_path, round_)
    most, best = most_and_best(round_, solved.scores)
    assert len(solved.pairs) == most == solved.report["matched"]
    assert sum(solved.scores[pair] for pair in solved.pairs.items()) == best
    assert round(solved.report["total_score"] * FULL) == best
    assert solved.report["optimal"] is True


def test_the_eligible_pairs_are_those_that_the_rules_in_plain_words_leave(tmp_path: Path):
    round_ = make(120, 75, seed=7)
    solved = solve(tmp_path, round_)
    expected = {
        (mentee["id"], mentor["id"])
        for mentee in round_.mentees
        for mentor in round_.mentors
        if seats(mentor) and not broken_rules(mentee, mentor, round_.constraints)
    }
    assert set(solved.scores) == expected


def test_no_hard_rule_is_broken_and_everybody_is_told_of(tmp_path: Path):
    round_ = make(200, 100, seed=3)
    solved = solve(tmp_path, round_)
    mentees = {one["id"]: one for one in round_.mentees}
    mentors = {one["id"]: one for one in round_.mentors}
    for mentee, mentor in solved.pairs.items():
        assert broken_rules(mentees[mentee], mentors[mentor], round_.constraints) == []
    for name, mentor_line in mentors.items():
        assert list(solved.pairs.values()).count(name) <= seats(mentor_line)
    pins = {one["mentee_id"]: one["mentor_id"] for one in round_.constraints if one["kind"] == "pin"}
    assert pins
    assert pins.items() <= solved.pairs.items()
    left = {one["id"] for one in solved.report["unmatched"]}
    assert all(one["reason"] for one in solved.report["unmatched"])
    assert left | set(solved.pairs) == set(mentees)
    assert not left & set(solved.pairs)
    assert solved.report["seats"] == sum(map(seats, round_.mentors))
    assert solved.report["empty_capacity"] == sum(not one["capacity"] for one in round_.mentors)
    assert set(solved.report["violations"].values()) == {0}
    assert {"same_person", "manager", "blocked", "past", "declined", "language", "seats"} <= set(
        solved.report["violations"]
    )
    assert {"read", "score", "solve", "certificate", "write", "total"} <= set(solved.report["seconds"])
    assert (solved.report["objective"], solved.report["seed"]) == ("most", 0)


def test_shuffled_rows_give_the_same_pairs_and_another_seed_the_same_total(tmp_path: Path):
    round_ = make(150, 95, seed=5)
    solved = solve(tmp_path, round_)
    again = [solve(tmp_path, round_.shuffled(seed)) for seed in (1, 2)]
    assert all(one.pairs == solved.pairs and one.scores == solved.scores for one in again)
    other = solve(tmp_path, round_, "--seed=9")
    assert other.report["total_score"] == solved.report["total_score"]
    assert other.report["seed"] == 9


@pytest.mark.parametrize("objective", ["most", "total"])
def test_a_minimum_and_either_objective_agree_with_a_linear_program(tmp_path: Path, objective: str):
    round_ = make(60, 30, seed=11)
    round_ = Round(
        round_.mentees, round_.mentors, [one for one in round_.constraints if one["kind"] != "pin"]
    )
    settings = tmp_path / "settings.toml"
    settings.write_text(f'objective = "{objective}"\nminimum_score = 0.35\n')
    solved = solve(tmp_path, round_, f"--settings={settings}")
    assert min(solved.scores.values()) >= 350_000
    pairs = list(solved.scores)
    bonus = 100 * FULL if objective == "most" else 0
    worth = np.array([solved.scores[pair] + bonus for pair in pairs], dtype=float)
    limits: list[tuple[list[int], int]] = [
        ([place for place, pair in enumerate(pairs) if pair[side] == one["id"]], seats(one) if side else 1)
        for side, lines in enumerate((round_.mentees, round_.mentors))
        for one in lines
    ]
    rows = [row for row, (places, _) in enumerate(limits) for _ in places]
    columns = [place for places, _ in limits for place in places]
    table = coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(limits), len(pairs))).tocsr()
    best = linprog(-worth / FULL, A_ub=table, b_ub=[most for _, most in limits], bounds=(0, 1))
    value = sum(solved.scores[pair] + bonus for pair in solved.pairs.items())
    assert value / FULL == pytest.approx(-best.fun, abs=1e-5)


def test_every_seat_is_filled_where_no_criterion_is_left(tmp_path: Path):
    round_ = Round(
        [{"id": f"e{n}"} for n in range(9)], [{"id": f"r{n}", "capacity": "3"} for n in range(2)], []
    )
    solved = solve(tmp_path, round_)
    assert len(solved.pairs) == 6
    assert set(solved.scores.values()) == {0}
    assert len(solved.scores) == 18


@pytest.mark.parametrize("objective", ["most", "total"])
@pytest.mark.parametrize("seed", range(4))
def test_several_mentors_a_mentee_agree_with_a_whole_number_program(
    tmp_path: Path, objective: str, seed: int
):
    round_ = make(14, 9, seed=seed)
    draw = random.Random(seed)
    for mentee in round_.mentees:
        mentee["max_mentors"] = draw.choice(("", "0", "1", "two", "3"))
    round_ = Round(
        round_.mentees, round_.mentors, [one for one in round_.constraints if one["kind"] != "pin"]
    )
    settings = tmp_path / "settings.toml"
    settings.write_text(f'objective = "{objective}"\n')
    solved = solve(tmp_path, round_, f"--settings={settings}")
    pairs = [(row["mentee_id"], row["mentor_id"]) for row in read_lines(tmp_path / "out")]
    bonus = 100 * FULL if objective == "most" else 0
    eligible, mentees = list(solved.scores), len(round_.mentees)
    limits, most = [], []
    for place, line in enumerate(round_.mentees):
        own = np.array([pair[0] == line["id"] for pair in eligible], dtype=float)
        placed = np.eye(mentees)[place]
        limits += [np.concatenate([own, 0 * placed]), np.concatenate([-own, placed])]
        most += [{"": 1, "two": 2}.get(line["max_mentors"], 0) or int(line["max_mentors"] or 0), 0]
    for line in round_.mentors:
        own = np.array([pair[1] == line["id"] for pair in eligible], dtype=float)
        limits.append(np.concatenate([own, np.zeros(mentees)]))
        most.append(seats(line))
    worth = -np.array([solved.scores[pair] / FULL for pair in eligible] + [bonus / FULL] * mentees)
    best = milp(
        worth, constraints=LinearConstraint(np.array(limits), ub=most), integrality=1, bounds=Bounds(0, 1)
    )
    value = sum(solved.scores[pair] for pair in pairs) + bonus * len({mentee for mentee, _ in pairs})
    assert value / FULL == pytest.approx(-best.fun, abs=1e-4)
    assert solved.report["optimal"] is True
