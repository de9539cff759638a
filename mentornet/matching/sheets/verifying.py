"""Does a certificate hold for these spreadsheets? Every pair scored again, and nothing of the solver asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..engine import FULL, Explanation, Pair, Pool, Result, Rules, Settings, Unplaced, Why, verify
from .certificates import Claim
from .reading import SheetError, read_sheet
from .writing import safe


def read_matches(path: Path, pool: Pool, rules: Rules) -> tuple[Pair, ...]:
    """Read the pairs that were written, with the scores they claim.

    Raises:
        SheetError: A column is missing, a score is none, or an id is in neither spreadsheet.
    """
    sheet = read_sheet(path)
    for heading in ("mentee_id", "mentor_id", "score"):
        if not sheet.has(heading):
            raise SheetError(
                f'{sheet.file} has no column "{heading}". Give the file of pairs as it was written.'
            )
    mentees = {safe(mentee.id): mentee.id for mentee in pool.mentees}
    mentors = {safe(mentor.id): mentor.id for mentor in pool.mentors}
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    pairs = []
    for row in sheet.rows:
        mentee, mentor = row.text("mentee_id"), row.text("mentor_id")
        named = mentees.get(mentee, mentee), mentors.get(mentor, mentor)
        try:
            score = round(float(row.text("score")) * FULL)
        except (ValueError, OverflowError) as trouble:
            raise row.refuse("score", f'"{row.text("score")}" is no score from 0 to 1.') from trouble
        told = Explanation(score=score, parts=(), gap=None)
        pairs.append(
            Pair(mentee=named[0], mentor=named[1], score=score, explanation=told, is_locked=named in locked)
        )
    return tuple(pairs)


def faults_of(
    pool: Pool, rules: Rules, settings: Settings, pairs: tuple[Pair, ...], claim: Claim
) -> list[str]:
    """Say what does not hold of a certificate and its pairs; nothing where all of it does."""
    if claim.objective is not settings.objective:
        return [
            f"The certificate is for the objective {claim.objective}, and the settings ask for {settings.objective}."
        ]
    result = _claimed(pool, pairs, claim)
    found = verify(pool, rules, settings, result)
    if found.faults and not found.value and not found.bound:
        return list(found.faults)
    paper = replace(result.certificate, value=found.value, bound=found.bound)
    faults = list(verify(pool, rules, settings, replace(result, certificate=paper)).faults)
    bound = result.total + -(-(found.bound - found.value) // max(paper.factor, 1))
    if not faults and claim.bound != bound:
        faults.append(f"The bound is {bound / FULL:.6f}, not {claim.bound / FULL:.6f}.")
    if not claim.is_sealed:
        faults.append(f"{claim.file} was changed after it was written.")
    return faults


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
