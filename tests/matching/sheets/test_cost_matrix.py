"""Tables of costs through the command, made here with an optimum known by a linear program; bad files are refused."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from mentornet.matching.cli import match


def written(costs: np.ndarray, draw: random.Random) -> str:
    """Write a table as OR-Library does: n, then rows of costs broken over lines anywhere."""
    lines, line = [f" {len(costs)}"], []
    for cost in costs.ravel().tolist():
        line.append(f" {cost:3d}")
        if draw.random() < 0.1:
            lines.append("".join(line))
            line = []
    return "\n".join([*lines, "".join(line)]) + "\n"


def run(folder: Path, text: str | bytes, *more: str) -> Result:
    (folder / "costs.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    arguments = ["--cost-matrix", str(folder / "costs.txt"), "--report", str(folder / "report.json")]
    return CliRunner().invoke(match, [*arguments, *more])


@pytest.mark.parametrize(("seed", "size"), [(1, 1), (2, 7), (3, 30), (4, 60)])
def test_a_table_costs_what_a_linear_program_says(tmp_path: Path, seed: int, size: int) -> None:
    from scipy.optimize import linprog

    draw = random.Random(seed)
    costs = np.array([[draw.randint(1, 100) for _ in range(size)] for _ in range(size)])
    told = run(tmp_path, written(costs, draw), "--out", str(tmp_path / "out.csv"))
    assert told.exit_code == 0, told.output
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    each_once = np.vstack([np.kron(np.eye(size), np.ones(size)), np.kron(np.ones(size), np.eye(size))])
    best = linprog(costs.ravel(), A_eq=each_once, b_eq=np.ones(2 * size))
    assert (report["total_cost"], report["optimal"]) == (round(best.fun), True)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["cost"]) for row in rows) == report["total_cost"]
    assert sorted(int(row["column"]) for row in rows) == list(range(1, size + 1))


def test_a_planted_optimum_of_four_hundred_rows_is_found(tmp_path: Path) -> None:
    """Prices are drawn first, and costs so that they prove one assignment: its cost is known without any solver."""
    size, draw = 400, np.random.default_rng(5)
    rows, columns = draw.integers(-50, 50, size), draw.integers(0, 50, size)
    costs = rows[:, None] + columns[None, :] + draw.integers(1, 60, (size, size))
    planted = draw.permutation(size)
    costs[np.arange(size), planted] = rows + columns[planted]
    told = run(tmp_path, written(costs, random.Random(5)), "--certificate", str(tmp_path / "proof.json"))
    assert told.exit_code == 0, told.output
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (report["total_cost"], report["optimal"]) == (int(rows.sum() + columns.sum()), True)
    proof = json.loads((tmp_path / "proof.json").read_text(encoding="utf-8"))
    assert proof["bound"] == sum(proof["prices"]["rows"]) + sum(proof["prices"]["columns"])
    assert proof["bound"] == proof["total"] == report["total_cost"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "costs.txt is empty"),
        (" \n\n", "costs.txt is empty"),
        ("0", "line 1: the first number, 0, is the number of rows"),
        ("-2 1", "line 1: the first number, -2, is the number of rows"),
        ("900000 1", "line 1: the first number, 900000, is the number of rows. It may be 1 to 8,000"),
        ("2\n1 2\n3", "line 3: the file ends after 3 of 4 costs (2 rows of 2)"),
        ("2\n1 2\n3 4\n5", "line 4: after 4 costs (2 rows of 2) there stands 5"),
        ("2\n1 2\n3 x", 'line 3: "x" is not a whole number'),
        ("2\n1 2.5\n3 4", 'line 2: "2.5" is not a whole number'),
        ("2\n1 nan\n3 4", 'line 2: "nan" is not a whole number'),
        ("2\n1 99999999999999999\n3 4", "line 2"),
        ("3\n900000000000000 2 3\n4 5 6\n7 8 9", "too large for exact sums"),
        (b"\x00\xff\xfe", "line 1"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, text: str | bytes, sentence: str
) -> None:
    told = run(tmp_path, text)
    assert told.exit_code == 1
    assert sentence in told.output
    assert not (tmp_path / "report.json").exists()


def test_windows_line_ends_and_a_mark_make_no_difference(tmp_path: Path) -> None:
    assert "cost 5 together" in run(tmp_path, b"\xef\xbb\xbf2\r\n1 2\r\n3\t4\r\n").output


def test_a_table_of_costs_knows_no_people(tmp_path: Path) -> None:
    told = run(tmp_path, "1 1", "--mentees", str(tmp_path / "costs.txt"))
    assert told.exit_code == 2
    assert "leave out --mentees" in told.output
