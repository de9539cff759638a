"""Generated rounds as spreadsheets of any size, the same every time, and the hard rules once more in plain words.

Nothing here knows the engine or the reader: it is the second way of knowing.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

Line = dict[str, str]

RUNGS = tuple(f"rung {number}" for number in range(12))
GOALS = tuple(f"goal {number}" for number in range(15))
AREAS = tuple(f"area {number}" for number in range(20))
CERTIFICATES = tuple(f"certificate {number}" for number in range(12))
STATES = ("CA", "CO", "KS", "TX", "WA")
LANGUAGES = ("English", "Spanish", "Tagalog")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CONSTRAINT_COLUMNS = ("kind", "mentee_id", "mentor_id")


def _list(draw: random.Random, words: Sequence[str], most: int) -> str:
    return ";".join(draw.sample(words, draw.randint(0, most)))


def _person(draw: random.Random, name: str, years: tuple[int, int]) -> Line:
    spoken = draw.choice(("", "English", "English", "English;Spanish", "Spanish", "Tagalog"))
    return {
        "id": name,
        "name": f"Person {name}",
        "email": f"{name}@example.org" if draw.random() < 0.9 else "",
        "specializations": _list(draw, AREAS, 4),
        "goals": _list(draw, GOALS, 4),
        "region": draw.choice(("", *STATES)),
        "utc_offset": draw.choice(("", "-8", "-7", "-6", "-5")),
        "meeting": draw.choice(("", "video", "in person", "video;phone")),
        "languages": spoken,
        "availability": _list(draw, DAYS, 4),
        "years": str(draw.randint(*years)) if draw.random() < 0.8 else "",
        "manager_id": "",
    }


def make_mentee(draw: random.Random, number: int) -> Line:
    rung = draw.randrange(8)
    return {
        **_person(draw, f"e{number}", (0, 8)),
        "current_rung": RUNGS[rung],
        "target_rung": RUNGS[rung + draw.randint(1, 3)],
        "credentials_sought": _list(draw, CERTIFICATES, 2),
        "max_mentors": draw.choice(("", "1")),
    }


def make_mentor(draw: random.Random, number: int) -> Line:
    rung = draw.randrange(1, 11)
    return {
        **_person(draw, f"r{number}", (3, 25)),
        "rungs_walked": ";".join(RUNGS[max(0, rung - 2) : rung + 1]),
        "current_rung": RUNGS[rung],
        "credentials": _list(draw, CERTIFICATES, 4),
        "capacity": draw.choice(("0", "1", "1", "2", "two", "2.0", "3", "")),
    }


def make_people(mentees: int, mentors: int, *, seed: int = 1) -> tuple[list[Line], list[Line]]:
    """Make both sides: a fifth are copies but for id and address, some stand on both sides, some manage others."""
    draw = random.Random(seed)
    sides: list[list[Line]] = []
    for make, count in ((make_mentee, mentees), (make_mentor, mentors)):
        side: list[Line] = []
        for number in range(count):
            own = make(draw, number)
            if side and draw.random() < 0.2:
                own = {**draw.choice(side), **{name: own[name] for name in ("id", "name", "email")}}
            side.append(own)
        sides.append(side)
    left, right = sides
    for mentee in draw.sample(left, mentees // 10):
        mentor = draw.choice(right)
        if draw.random() < 0.5:
            mentor["email"] = f"Both.{mentee['id']}@Example.org"
            mentee["email"] = f"both.{mentee['id']}+mentee@example.org "
        else:
            below, above = draw.choice(((mentee, mentor), (mentor, mentee)))
            below["manager_id"] = above["id"].upper() if draw.random() < 0.3 else above["id"]
    return left, right


def make_constraints(mentees: list[Line], mentors: list[Line], *, seed: int = 2) -> list[Line]:
    """Bar two pairs a mentee, and pin one mentee in forty to somebody with a seat, where no rule stands against it."""
    draw = random.Random(seed)
    lines = [
        {
            "kind": draw.choice(("blocked", "past", "declined")),
            "mentee_id": mentee["id"],
            "mentor_id": draw.choice(mentors)["id"],
        }
        for mentee in mentees
        for _ in range(2)
    ]
    free = {mentor["id"]: seats(mentor) for mentor in mentors}
    for mentee in draw.sample(mentees, len(mentees) // 40):
        able = [m for m in mentors if free[m["id"]] and not broken_rules(mentee, m, lines)]
        if able:
            mentor = draw.choice(able)
            free[mentor["id"]] -= 1
            lines.append({"kind": "pin", "mentee_id": mentee["id"], "mentor_id": mentor["id"]})
    return lines


def seats(mentor: Mapping[str, str]) -> int:
    """Return a generated mentor's seats."""
    return {"": 1, "two": 2, "2.0": 2}.get(mentor["capacity"]) or int(mentor["capacity"] or 0)


def broken_rules(
    mentee: Mapping[str, str], mentor: Mapping[str, str], constraints: Sequence[Mapping[str, str]]
) -> list[str]:
    """Name the hard rules that a pair of lines breaks, seats aside."""
    spoken = [set(filter(None, one["languages"].casefold().split(";"))) for one in (mentee, mentor)]
    pair = mentee["id"], mentor["id"]
    found = {
        "same_person": bool(_mailbox(mentee)) and _mailbox(mentee) == _mailbox(mentor),
        "manager": mentee["manager_id"].casefold() == mentor["id"].casefold()
        or mentor["manager_id"].casefold() == mentee["id"].casefold(),
        "language": bool(spoken[0] and spoken[1]) and not spoken[0] & spoken[1],
    }
    listed = [
        one["kind"]
        for one in constraints
        if one["kind"] != "pin" and (one["mentee_id"], one["mentor_id"]) == pair
    ]
    return [*(name for name, holds in found.items() if holds), *listed]


def _mailbox(person: Mapping[str, str]) -> str:
    local, _, domain = person["email"].strip().casefold().partition("@")
    return f"{local.partition('+')[0]}@{domain}" if domain else ""


def write_sheet(path: Path, lines: Sequence[Mapping[str, str]], columns: Sequence[str] = ()) -> Path:
    """Write lines as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, columns or list(lines[0]))
        sheet.writeheader()
        sheet.writerows(lines)
    return path


def read_lines(path: Path) -> list[Line]:
    """Read a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
