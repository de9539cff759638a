"""Does a certificate hold for these spreadsheets? Every pair scored again, and nothing of the solver asked."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ...foundation.tables import Row, safe_cell
from ..engine import FULL, Explanation, Pair, Pool, Result, Unplaced, Why, verify
from ..workforce import ALONE, Staff
from .certificates import Claim, bound_of
from .reading import read_sheet
from .rounds import SheetRound

_SCORE = re.compile(r"[01](?:\.[0-9]{1,6})?", re.ASCII)


def faults_of(round_: SheetRound, matches: Path, claim: Claim, staff: Staff | None = None) -> list[str]:
    """Say what does not hold of a certificate and its pairs; nothing where all of it does.

    Raises:
        TableError: The pairs cannot be read.
        SheetError: The certificate is none.
    """
    pairs, settings = _read_matches(round_, matches), round_.wanted.settings
    if claim.objective is not settings.objective:
        return [f"It proves the objective {claim.objective}, and the settings ask for {settings.objective}."]
    result = _claimed(round_.people.pool, pairs, claim)
    found = verify(round_.people.pool, round_.rules, settings, result, **(staff or ALONE))
    faults = list(found.faults)
    paper = replace(result.certificate, value=found.value, bound=found.bound)
    bound = bound_of(replace(result, certificate=paper))
    if not faults and claim.bound != bound:
        faults.append(f"The bound is {bound / FULL:.6f}, not {claim.bound / FULL:.6f}.")
    if not claim.is_sealed:
        faults.append(f"{claim.file} is not as it was written.")
    return faults


def _read_matches(round_: SheetRound, path: Path) -> tuple[Pair, ...]:
    """Read the pairs that were written, with the scores they claim."""
    sheet = read_sheet(path)
    for heading in ("mentee_id", "mentor_id", "score"):
        sheet.ensure_column(heading)
    mentees = {safe_cell(name): name for name in round_.people.mentees.ids}
    mentors = {safe_cell(name): name for name in round_.people.mentors.ids}
    locked = {(lock.mentee, lock.mentor) for lock in round_.rules.locked}
    pairs = []
    for row in sheet.rows:
        mentee, mentor = row.text("mentee_id"), row.text("mentor_id")
        names, score = (mentees.get(mentee, mentee), mentors.get(mentor, mentor)), _score(row)
        told = Explanation(score=score, parts=(), gap=None)
        pairs.append(
            Pair(mentee=names[0], mentor=names[1], score=score, explanation=told, is_locked=names in locked)
        )
    return tuple(pairs)


def _score(row: Row) -> int:
    text = row.text("score")
    if not _SCORE.fullmatch(text):
        raise row.refuse("score", f'"{text}" is no score from 0 to 1. Give the pairs as they were written.')
    return round(float(text) * FULL)


def _claimed(pool: Pool, pairs: tuple[Pair, ...], claim: Claim) -> Result:
    placed = {pair.mentee for pair in pairs}
    return Result(
        pairs=pairs,
        unplaced=tuple(
            Unplaced(mentee=mentee.id, why=Why.SEATS_TAKEN, mentors=0)
            for mentee in pool.mentees
            if mentee.id not in placed
        ),
        total=claim.total,
        seats=sum(mentor.seats for mentor in pool.mentors),
        violations={},
        optimal=claim.is_optimal,
        certificate=claim.certificate(),
        seconds={},
    )
