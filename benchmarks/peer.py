"""How do we compare with the best open matcher, at its own size and rules? Both on the same people, in one run.

python -m benchmarks.peer [people] [--rounds 3]      makes an environment for it beside ours, and removes it again

`mentor-match` 7.0.1 (MIT) with munkres 1.1.4 scores a pair with rules of its web site: people of one organisation, and
mentors less than one or more than two grades above, are ruled out; two grades bring 12 points, one 9, the profession 10, an
identity that the mentee asked for 6, and somebody without a match 6 more. It then matches three times over, so that each mentee
may have three mentors. Here the same points are weights of a program's own questions, and three mentors and seats are
asked for at once. Neither reads files in the figures of the engines; both do in those of the commands.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.children import processor, run
from benchmarks.sheets import flask
from benchmarks.table import Part, Row, least, most, tell

PEER = ("mentor-match==7.0.1", "munkres==1.1.4")
GRADES = 11
ORGANISATIONS = ("Fun", "Truth", "Joy", "Love", "Virtue", "Peace")
PROFESSIONS = ("Policy", "DDaT", "Operations", "HR", "Security")
IDENTITIES = (
    "Asexual or aromantic",
    "Gay",
    "Lesbian",
    "Bisexual or pansexual",
    "Transgender",
    "Non-binary",
)
MB = 1024
AT, ROUNDS = 800, 3
ENGINE, COMMAND, MEMORY = 500, 50, 100
"""Times less of processors for the engine and for the command, and megabytes above a bare interpreter's."""

SETTINGS = """
[[criteria]]
name = "other_organisation"
kind = "different"
column = "organisation"
rule = true

[[criteria]]
name = "above"
kind = "difference"
column = "grade"
min = 1
max = 2
rule = true

[[criteria]]
name = "two_above"
kind = "equal"
mentee = "two_above"
mentor = "grade"
weight = 12

[[criteria]]
name = "one_above"
kind = "equal"
mentee = "one_above"
mentor = "grade"
weight = 9

[[criteria]]
name = "same_profession"
kind = "equal"
column = "profession"
weight = 10

[[criteria]]
name = "identity"
kind = "overlap"
mentee = "identity"
mentor = "identities"
separator = "|"
weight = 6
"""
"""Every question is answered by everybody, so that the score is the sum of the points over 37."""

THEIRS = """
import csv, json, operator, resource, sys, time
from matching import process
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.rules import rule

class Offers(Mentor):
    def __init__(self, **facts):
        super().__init__(**facts)
        self.identities = facts["identities"].split("|") if facts["identities"] else []

class Seeks(Mentee):
    def __init__(self, **facts):
        super().__init__(**facts)
        self.identity = facts["identity"]

def rules():
    return [
        rule.Disqualify(lambda one: one.mentee.organisation == one.mentor.organisation),
        rule.Disqualify(rule.Grade(2, operator.gt).evaluate),
        rule.Disqualify(rule.Grade(0, operator.le).evaluate),
        rule.Disqualify(lambda one: one.mentee in one.mentor.mentees),
        rule.Grade(2, operator.eq, {True: 12, False: 0}),
        rule.Grade(1, operator.eq, {True: 9, False: 0}),
        rule.Generic({True: 10, False: 0}, lambda one: one.mentee.profession == one.mentor.profession),
        rule.Generic({True: 6, False: 0},
                     lambda one: one.mentee.identity != "" and one.mentee.identity in one.mentor.identities),
        rule.UnmatchedBonus(6),
    ]

folder, rounds = sys.argv[1], int(sys.argv[2])
read = lambda kind, name: [kind(**row) for row in csv.DictReader(open(f"{folder}/{name}.csv", newline=""))]
mentors, mentees = read(Offers, "mentors"), read(Seeks, "mentees")
begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
process.process_data(mentors, mentees, [rules() for _ in range(rounds)])
spent = time.process_time() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"cpu": spent, "more": (peak - before) / 1024,
                  "placed": sum(bool(one.mentors) for one in mentees), "pairs": sum(len(one.mentors) for one in mentees)}))
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("people", nargs="?", type=int, default=AT)
    asked.add_argument("--rounds", type=int, default=ROUNDS, help="mentors a mentee")
    asked.add_argument("--python", help="a Python that has both packages already")
    asked.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        print(json.dumps(solve_alone(options.one)))
        return
    with tempfile.TemporaryDirectory(prefix="mentornet-peer-") as name:
        python = options.python or make_environment(Path(name))
        tell(parts(python, options.people, options.rounds))


def parts(python: str, people: int = AT, rounds: int = ROUNDS) -> Iterator[Part]:
    """Yield the part of the table that sets the peer of an environment beside ours."""
    title = f"Beside mentor-match, {people:,} and {people:,} people, {rounds} mentors a mentee"
    yield Part(title, rows(python, people, rounds))


def rows(python: str, people: int, rounds: int) -> Iterator[Row]:
    """Measure both on the same people, and yield the ratios."""
    with tempfile.TemporaryDirectory(prefix="mentornet-peer-") as name:
        folder = Path(name)
        make_files(folder, people, rounds)
        ours = told([sys.executable, "-m", "benchmarks.peer", "--one", name])
        files = [f"--{one}={folder / f'our-{one}.csv'}" for one in ("mentees", "mentors")]
        outputs = [f"--{one}={folder / one}" for one in ("out", "report")]
        _, spent, peak = run([*flask("match"), *files, f"--settings={folder / 'settings.toml'}", *outputs])
        report = json.loads((folder / "report").read_text(encoding="utf-8"))
        _, _, bare = run([sys.executable, "-c", "pass"])
        (folder / "theirs.py").write_text(THEIRS, encoding="utf-8")
        theirs = told([python, str(folder / "theirs.py"), name, str(rounds)])
    yield from rows_of(theirs, ours, {"cpu": spent, "more": peak - bare, "placed": report["matched"]})


def rows_of(theirs: dict[str, float], ours: dict[str, float], command: dict[str, float]) -> Iterator[Row]:
    """Yield what theirs, our engine and our command needed, as ratios."""
    figures = {
        f"{name}_{key}": value
        for name, some in (("theirs", theirs), ("engine", ours), ("command", command))
        for key, value in some.items()
    }
    yield Row(
        "mentor-match",
        f"{theirs['cpu']:.1f} s of processors, {theirs['more']:,.0f} MB more, {theirs['placed']:.0f} placed",
        "",
        None,
        figures,
    )
    for what, some, times in (("engine alone", ours, ENGINE), ("whole command", command, COMMAND)):
        row = least(f"{what}: less of processors", theirs["cpu"] / some["cpu"], times, "x")
        yield replace(row, measured=f"{row.measured} ({some['cpu']:.2f} s)")
    yield most("whole command: memory above a bare interpreter", command["more"], MEMORY, "MB")
    told = f"ours {ours['placed'] - command['placed']:.0f}, theirs {ours['placed'] - theirs['placed']:.0f}"
    holds = bool(ours["optimal"]) and command["placed"] == ours["placed"]
    yield Row("left out who could be placed", told, "ours 0, proved", holds)


def told(command: Sequence[str]) -> dict[str, float]:
    answer: dict[str, float] = json.loads(
        subprocess.run(command, capture_output=True, check=True, text=True).stdout
    )
    return answer


def make_environment(folder: Path) -> str:
    """Install the peer where nothing of ours is; return its Python."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PEER], check=True)
    return python


def make_people(count: int, seed: int = 1) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw people from the peer's own lists of values."""
    draw = random.Random(seed)

    def person(side: str, number: int, low: int, high: int) -> dict[str, Any]:
        return {
            "email": f"{side}.{number}@example.org",
            "grade": draw.randint(low, high),
            "organisation": draw.choice(ORGANISATIONS),
            "profession": draw.choice(PROFESSIONS),
        }

    mentees = [
        {**person("mentee", number, 0, GRADES - 2), "identity": draw.choice(("", *IDENTITIES))}
        for number in range(count)
    ]
    mentors = [
        {
            **person("mentor", number, 2, GRADES - 1),
            "identities": "|".join(draw.sample(IDENTITIES, draw.choice((0, 1, 2)))),
        }
        for number in range(count)
    ]
    return mentees, mentors


def make_files(folder: Path, count: int, rounds: int) -> None:
    """Write the people as either side reads them."""
    mentees, mentors = make_people(count)
    _write(folder / "mentees.csv", mentees)
    _write(folder / "mentors.csv", mentors)
    sought = (
        {
            **one,
            "id": one["email"],
            "two_above": one["grade"] + 2,
            "one_above": one["grade"] + 1,
            "identity": one["identity"] or "nothing asked",
            "max_mentors": rounds,
        }
        for one in mentees
    )
    _write(folder / "our-mentees.csv", list(sought))
    offered = (
        {
            **one,
            "id": one["email"],
            "identities": one["identities"] or "nothing told",
            "capacity": rounds,
        }
        for one in mentors
    )
    _write(folder / "our-mentors.csv", list(offered))
    (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def solve_alone(folder: Path) -> dict[str, float]:
    """Solve the written round with the engine alone."""
    from scipy.optimize import linear_sum_assignment  # noqa: F401, PLC0415 - its start-up is not the engine's

    from mentornet.matching.engine import solve  # noqa: PLC0415 - as above
    from mentornet.matching.sheets.rounds import Files, read_round  # noqa: PLC0415 - as above

    files = Files(
        mentees=folder / "our-mentees.csv",
        mentors=folder / "our-mentors.csv",
        settings=folder / "settings.toml",
    )
    round_ = read_round(files)
    pool, rules, settings = round_.people.pool, round_.rules, round_.wanted.settings
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = processor()
    result = solve(pool, rules, settings)
    spent = processor() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "cpu": spent,
        "more": (peak - before) / MB,
        "placed": len({pair.mentee for pair in result.pairs}),
        "pairs": len(result.pairs),
        "optimal": result.optimal,
    }


if __name__ == "__main__":
    main()
