"""Random rounds as files in a folder, matched and verified by the two commands, for the tests of this folder."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def edit(path: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    changed = change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, rows[0])
        lines.writeheader()
        lines.writerows(changed)
