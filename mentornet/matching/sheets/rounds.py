"""How do spreadsheets become a solved round? Everything is read, or refused, before anything is matched."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..engine import BadPoolError, Result, Rules, solve
from ..workforce import ALONE, Staff
from .constraints import read_constraints
from .people import People, read_people
from .reading import Sheet, SheetError, read_sheet
from .wanted import Wanted, read_wanted
from .wishes import weighed, with_wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What somebody brings."""

    mentees: Path
    mentors: Path
    constraints: Path | None = None
    wishes: Path | None = None
    settings: Path | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRound:
    """A round as its files tell it, sound and ready to be solved."""

    wanted: Wanted
    people: People
    rules: Rules
    sheets: Mapping[str, Sheet]
    """By side: mentees, mentors, constraints, wishes."""
    seconds: float
    """Of reading."""


def read_round(files: Files) -> SheetRound:
    """Read every file.

    Raises:
        TableError: A table cannot be read.
        SheetError: Its cells, or the settings, cannot be used.
    """
    begun = time.perf_counter()
    wanted = read_wanted(files.settings, seed=files.seed)
    sheets = {"mentees": read_sheet(files.mentees), "mentors": read_sheet(files.mentors)}
    people = read_people(wanted, sheets["mentees"], sheets["mentors"])
    rules = Rules()
    if files.constraints:
        sheets["constraints"] = read_sheet(files.constraints)
        rules = read_constraints(sheets["constraints"], people, wanted.settings)
    if files.wishes:
        sheets["wishes"] = read_sheet(files.wishes)
        people, wanted = replace(people, pool=with_wishes(people, sheets["wishes"])), weighed(wanted)
    return SheetRound(
        wanted=wanted, people=people, rules=rules, sheets=sheets, seconds=time.perf_counter() - begun
    )


def solve_round(round_: SheetRound, staff: Staff | None = None) -> Result:
    """Return the best pairs, priced by the staff where one is given.

    Raises:
        SheetError: The engine cannot match these people.
    """
    try:
        return solve(round_.people.pool, round_.rules, round_.wanted.settings, **(staff or ALONE))
    except BadPoolError as refused:
        raise SheetError(str(refused)) from refused
