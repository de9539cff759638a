"""Two hundred spoiled files and more: each is read and counted, or refused with its place; nothing is ever lost in silence."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mentornet.matching.cli import match
from tests.support.damage import GRAVE, HARMLESS, OF_MENTORS, Cells, Spoiled, by_chance
from tests.support.sheets import make_people, read_lines

CHANCES = 140
TRIES = range(3)
PLACE = re.compile(
    r'^(?:Error: )?(?P<file>mentees|mentors)\.csv(?:, line (?P<line>\d+))?(?:, column "(?P<column>[^"]*)")?: .+\.$'
)


def cells_of(lines: list[dict[str, str]]) -> Cells:
    return [list(lines[0]), *(list(line.values()) for line in lines)]


def good(seed: int) -> dict[str, Cells]:
    """Make a small round whose names have accents, every mentor with a plain number of seats."""
    mentees, mentors = make_people(12, 9, seed=seed)
    for number, person in enumerate([*mentees, *mentors]):
        person["name"] = ("José {}", "Zoë {}", "Renée, the {}")[number % 3].format(number)
        person["goals"] = ";".join(f"goal {n}" for n in {number % 4, number % 3})
    for mentor in mentors:
        mentor["capacity"] = {"two": "2", "2.0": "2", "": "1"}.get(mentor["capacity"], mentor["capacity"])
    return {"mentees": cells_of(mentees), "mentors": cells_of(mentors)}


def run(folder: Path, files: dict[str, bytes]) -> Result:
    for side, raw in files.items():
        (folder / f"{side}.csv").write_bytes(raw)
    arguments = [f"--{side}={folder / side}.csv" for side in files]
    return CliRunner().invoke(match, [*arguments, f"--out={folder / 'out'}", f"--report={folder / 'report'}"])


def bytes_of(sheets: dict[str, Cells]) -> dict[str, bytes]:
    raw = {}
    for side, cells in sheets.items():
        buffer = io.StringIO(newline="")
        csv.writer(buffer, lineterminator="\n").writerows(cells)
        raw[side] = buffer.getvalue().encode()
    return raw


def outcome(folder: Path) -> tuple[dict[str, str], dict[str, Any]]:
    report: dict[str, Any] = json.loads((folder / "report").read_text(encoding="utf-8"))
    return {row["mentee_id"]: row["mentor_id"] for row in read_lines(folder / "out")}, report


def ensure_refused(folder: Path, told: Result) -> list[re.Match[str]]:
    """Every refusal names a file, and no file was written."""
    assert told.exit_code == 1, told.output
    assert isinstance(told.exception, SystemExit), told.exception
    assert "Traceback" not in told.output
    assert sorted(path.name for path in folder.iterdir()) == ["mentees.csv", "mentors.csv"]
    found = [PLACE.match(line) for line in told.output.splitlines() if not line.startswith("And ")]
    assert found, told.output
    assert all(found), told.output
    return [one for one in found if one]


@pytest.mark.parametrize("side", ["mentees", "mentors"])
@pytest.mark.parametrize("kind", HARMLESS)
def test_harmless_damage_is_read_and_counted_and_changes_no_pair(tmp_path: Path, kind: str, side: str):
    for seed in TRIES:
        sheets = good(seed)
        assert run(tmp_path, bytes_of(sheets)).exit_code == 0
        pairs, _ = outcome(tmp_path)
        if kind == "short rows":
            sheets[side] = [[*row, "" if place else "remarks"] for place, row in enumerate(sheets[side])]
        spoiled = HARMLESS[kind](random.Random(seed), sheets[side])
        told = run(tmp_path, bytes_of(sheets) | {side: spoiled.raw})
        assert told.exit_code == 0, told.output
        again, report = outcome(tmp_path)
        assert again == pairs
        assert report["read"][f"{side}.csv"][spoiled.counted] > 0


@pytest.mark.parametrize(
    ("side", "kind"),
    [
        *((side, kind) for side in ("mentees", "mentors") for kind in GRAVE),
        *(("mentors", kind) for kind in OF_MENTORS),
    ],
)
def test_grave_damage_is_refused_with_its_place(tmp_path: Path, side: str, kind: str):
    for seed in TRIES:
        sheets = good(seed)
        spoiled: Spoiled = {**GRAVE, **OF_MENTORS}[kind](random.Random(seed), sheets[side])
        refused = ensure_refused(tmp_path, run(tmp_path, bytes_of(sheets) | {side: spoiled.raw}))
        places = [(one["file"], int(one["line"]), one["column"]) for one in refused]
        assert (side, spoiled.line, spoiled.column) in places


def ids_in(raw: bytes) -> list[str]:
    """Read the ids once more by the plainest means, for a file that was taken."""
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        if encoding == "utf-16" and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    rows = [
        [" ".join(cell.replace("\u200b", "").split()) for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""))
    ]
    rows = [row for row in rows if any(row)]
    place = [heading.casefold() for heading in rows[0]].index("id")
    return [
        row[place] for row in rows[1:] if [cell.casefold() for cell in row] != [h.casefold() for h in rows[0]]
    ]


@pytest.mark.parametrize("seed", range(CHANCES))
def test_whatever_chance_does_nobody_is_lost_in_silence(tmp_path: Path, seed: int):
    draw = random.Random(seed)
    sheets = good(seed)
    side = draw.choice(("mentees", "mentors"))
    raw = by_chance(draw, sheets[side]).raw
    told = run(tmp_path, bytes_of(sheets) | {side: raw})
    if told.exit_code:
        ensure_refused(tmp_path, told)
        return
    pairs, report = outcome(tmp_path)
    assert set(report["violations"].values()) == {0}
    mentees = {*pairs, *(one["id"] for one in report["unmatched"])}
    if side == "mentees":
        assert {name.lstrip("'") for name in ids_in(raw)} == {name.lstrip("'") for name in mentees}
        assert report["mentees"] == len(mentees)
    else:
        repeats = report["read"]["mentors.csv"].get("duplicates", 0)
        assert report["mentors"] + repeats == len(ids_in(raw))
