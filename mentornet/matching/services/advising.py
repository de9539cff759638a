"""What would place somebody whom a round left out? Worked out at once where that is quick, by the worker where it is not."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.jobs import enqueue, find_live_job
from ..engine.again.advice import Advice, Change, Instead, Move, Smallest
from ..kept import advice_on
from ..models import MatchingRound, Unplaced
from ..queries import ADVISE

QUICK = 1_000_000
"""Pairs of a round up to which the answer comes within the request."""
WANTED, ANSWER = "advice_wanted", "advice"


class Standing(StrEnum):
    """How far the answer is."""

    TOLD = "told"
    UNASKED = "unasked"
    AWAITED = "awaited"


def find_advice(matching_round: MatchingRound, left: Unplaced) -> tuple[Advice | None, Standing]:
    """Return what would place somebody, None where it is not known, and how far the answer is."""
    if not _is_large(matching_round):
        return next(iter(advice_on(matching_round, {left.mentee_id})), None), Standing.TOLD
    solve = _solve_of(matching_round)
    kept = left.reason.get(ANSWER)
    if kept and kept["solve"] == solve:
        return thawed(kept["said"]), Standing.TOLD
    is_asked = left.reason.get(WANTED) == solve and find_live_job(ADVISE, matching_round.id) is not None
    return None, Standing.AWAITED if is_asked else Standing.UNASKED


def ask_advice(matching_round: MatchingRound, left: Unplaced, *, by: Account) -> None:
    """Have the worker find what would place somebody; nothing is done where that is known or under way."""
    if find_advice(matching_round, left)[1] is not Standing.UNASKED:
        return
    left.reason = {**left.reason, WANTED: _solve_of(matching_round)}
    if find_live_job(ADVISE, matching_round.id) is None:
        enqueue(ADVISE, matching_round.id, by=by.id)


def answer_advice(matching_round: MatchingRound) -> None:
    """Work out what was asked of this round, all at one go, and keep each answer; what was solved anew meanwhile is dropped."""
    round_id, solve = matching_round.id, _solve_of(matching_round)
    asked = {
        left.mentee_id
        for left in db.session.scalars(sa.select(Unplaced).where(Unplaced.round_id == round_id))
        if left.reason.get(WANTED) == solve and left.reason.get(ANSWER, {}).get("solve") != solve
    }
    found = {int(one.mentee): one for one in advice_on(matching_round, asked)} if asked else {}
    db.session.rollback()  # it took a while: what is written is written onto the rows as they are now
    for mentee_id in asked:
        left = db.session.get(Unplaced, (round_id, mentee_id))
        if left is not None and left.reason.get(WANTED) == solve:
            said = asdict(found[mentee_id]) if mentee_id in found else None
            left.reason = {**left.reason, ANSWER: {"solve": solve, "said": said}}


def thawed(said: dict[str, Any] | None) -> Advice | None:
    """Return an advice as it was before it was kept."""
    if said is None:
        return None
    small, instead = said["smallest"], said["instead"]
    return Advice(
        mentee=said["mentee"],
        smallest=Smallest(**{**small, "change": Change(small["change"]), "moves": _moves(small)})
        if small
        else None,
        instead=Instead(**{**instead, "moves": _moves(instead)}) if instead else None,
        is_complete=said["is_complete"],
    )


def _moves(said: dict[str, Any]) -> tuple[Move, ...]:
    return tuple(Move(**move) for move in said["moves"])


def _is_large(matching_round: MatchingRound) -> bool:
    figures = matching_round.figures
    return int(figures.get("mentees", 0)) * int(figures.get("mentors", 0)) > QUICK


def _solve_of(matching_round: MatchingRound) -> str:
    """Return what tells one solve of a round from the next."""
    return matching_round.solved_at.isoformat() if matching_round.solved_at else ""
