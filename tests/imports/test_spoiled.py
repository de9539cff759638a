"""Two hundred spoiled files: each is read and counted, or refused with a sentence; no line is ever lost in silence."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.foundation.tables import TableError
from mentornet.imports import rules, services
from mentornet.imports.models import Import
from mentornet.programs.models import Program, Side
from tests.support.cast import make_account
from tests.support.damage import GRAVE, HARMLESS, OF_MENTORS, Cells, by_chance
from tests.support.programs import make_program
from tests.support.sheets import make_people

CHANCES = 160
OF_THE_COMMAND = {"no id", "no column of ids", "an id of two people", "no distance from UTC"}
"""Damage to columns that an import leaves out."""


def good(seed: int) -> Cells:
    """Make a small sheet of mentors whose names have accents, every one with an address and a number of seats."""
    _mentees, mentors = make_people(3, 12, seed=seed)
    for number, person in enumerate(mentors):
        person["name"] = ("José {}", "Zoë {}", "Renée, the {}")[number % 3].format(number)
        person["email"] = f"mentor{number}@people.example"
        person["goals"] = "Documentation;Earn a certification"
        person["capacity"] = "2"
    return [list(mentors[0]), *(list(one.values()) for one in mentors)]


@pytest.fixture
def program(session) -> Program:
    return make_program(coordinator_id=make_account("Cora").id)


def decided(program: Program, raw: bytes) -> tuple[Import, Counter[str]]:
    """Take a file as far as its preview, without a word or a commit."""
    one = services.receive(
        program,
        stream=io.BytesIO(raw),
        file_name="mentors.csv",
        side=Side.MENTOR,
        by=program.coordinators[0],
    )
    rules.ensure_columns(one.columns, side=one.side, can_be=rules.choosable([]))
    reading, counts = services.reading_of(one), Counter[str]()
    list(services.survey(one, reading))
    services.keep_unknown(one, reading.dictionary)
    edition = services.begin_edition(one)
    list(services.decide_lines(one, reading, edition, counts))
    return one, counts


def outcome(program: Program, raw: bytes) -> tuple[Import | None, Counter[str], str]:
    """Return what came of a file: its lines by fate, or the sentence it was refused with."""
    try:
        one, counts = decided(program, raw)
    except (TableError, Refusal) as refusal:
        return None, Counter(), str(refusal)
    return one, counts, ""


def lines_in(raw: bytes) -> int:
    """Count the lines of people once more, by the plainest means."""
    is_wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    rows = [
        [" ".join(c.replace("\u200b", "").split()) for c in row]
        for row in csv.reader(io.StringIO(text, newline=""))
    ]
    rows = [row for row in rows if any(row)]
    headings = [heading.casefold() for heading in rows[0]]
    return sum([cell.casefold() for cell in row] != headings for row in rows[1:])


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", HARMLESS)
def test_harmless_damage_changes_nobody(program, kind):
    cells = good(1)
    if kind == "short rows":
        cells = [[*row, "" if place else "remarks"] for place, row in enumerate(cells)]
    spoiled = HARMLESS[kind](random.Random(1), cells)
    one, counts = decided(program, spoiled.raw)
    assert counts["add"] == len(cells) - 1
    if spoiled.counted in {"duplicates", "spellings"}:
        assert counts["refuse"] == (2 if spoiled.counted == "duplicates" else 0)
    else:
        assert one.repairs[str(spoiled.counted)]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", sorted({*GRAVE, *OF_MENTORS} - OF_THE_COMMAND))
def test_grave_damage_is_told_with_its_place(program, kind):
    spoiled = {**GRAVE, **OF_MENTORS}[kind](random.Random(2), good(2))
    one, counts, told = outcome(program, spoiled.raw)
    if told:
        assert f"line {spoiled.line}" in told
        return
    assert one is not None
    if kind == "no number of years" and not counts["refuse"]:
        return  # "3 years" is a number to an import
    from mentornet.imports.models import ImportRow

    refused = db.session.query(ImportRow).filter_by(import_id=one.id, fate="refuse").one()
    assert (refused.line, counts["refuse"]) == (spoiled.line, 1)
    assert f"“{str(spoiled.column).capitalize()}”".casefold() in refused.sentence.casefold()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_whatever_chance_does_no_line_is_lost_in_silence(program):
    account = db.session.query(Account).count()
    outcomes = Counter[str]()
    for seed in range(CHANCES):
        raw = by_chance(random.Random(seed), good(seed)).raw
        point = db.session.begin_nested()
        _one, counts, told = outcome(program, raw)
        assert told.endswith(".") if told else sum(counts.values()) == lines_in(raw)
        outcomes["refused" if told else "read"] += 1
        point.rollback()
    assert db.session.query(Account).count() == account
    assert outcomes["read"] > CHANCES / 10
    assert outcomes["refused"] > CHANCES / 10
