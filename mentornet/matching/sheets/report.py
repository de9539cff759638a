"""What came of a round of spreadsheets? The report as plain values, and why each mentee left has no mentor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..engine import FULL, Instead, Result, Rule, Smallest, Unplaced, Why, advise
from .cells import EMPTY_CAPACITY
from .constraints import RULE_NAMES
from .rounds import SheetRound

NOT_ASKING = "asked for no mentor: max_mentors is 0"
_NOT_IN_SHEETS = frozenset({Rule.TOGETHER, Rule.FORBIDDEN, Rule.EMPLOYER})
"""Rules of the engine that no spreadsheet can say."""


def make_report(round_: SheetRound, result: Result, seconds: Mapping[str, float]) -> dict[str, Any]:
    """Return everything worth keeping of a run, ready to be written as JSON.

    Args:
        round_: What was read.
        result: What came of it.
        seconds: By stage: the engine's own and those around it.
    """
    left, helps = unmatched(round_, result), would_help(round_, result)
    return {
        "matched": len({pair.mentee for pair in result.pairs}),
        "pairs": len(result.pairs),
        "unmatched": [{"id": name, "reason": reason, **helps.get(name, {})} for name, reason in left.items()],
        "total_score": result.total / FULL,
        "mentees": len(round_.people.mentees.ids),
        "mentors": len(round_.people.mentors.ids),
        "seats": result.seats,
        "circles": circles(round_, result),
        "empty_capacity": round_.sheets["mentors"].repairs.counts[EMPTY_CAPACITY],
        "violations": violations(result),
        "objective": str(round_.wanted.settings.objective),
        "minimum_score": round_.wanted.settings.minimum_score / FULL,
        "seed": round_.wanted.settings.seed,
        "optimal": result.optimal,
        "gap": result.gap,
        "read": {sheet.file: _counts(sheet.repairs.counts) for sheet in round_.sheets.values()},
        "unused_columns": {file: list(columns) for file, columns in round_.people.unused.items() if columns},
        "seconds": {stage: round(spent, 6) for stage, spent in seconds.items()},
    }


def violations(result: Result) -> dict[str, int]:
    """Return each hard rule of the sheets with how often the pairs break it."""
    return {
        RULE_NAMES.get(rule, str(rule)): count
        for rule, count in result.violations.items()
        if rule not in _NOT_IN_SHEETS or count
    }


def circles(round_: SheetRound, result: Result) -> list[dict[str, Any]]:
    """Return each circle: who leads it, how many it takes, and who is in it."""
    inside: dict[str, list[str]] = {mentor: [] for mentor in round_.people.circles}
    for pair in result.pairs:
        if pair.mentor in inside:
            inside[pair.mentor].append(pair.mentee)
    return [
        {"mentor": mentor, "takes": round_.people.circles[mentor], "mentees": mentees}
        for mentor, mentees in inside.items()
    ]


def unmatched(round_: SheetRound, result: Result) -> dict[str, str]:
    """Return each mentee without a mentor and why, as they came."""
    told = {one.mentee: _reason(one) for one in result.unplaced}
    told |= dict.fromkeys(round_.people.not_asking, NOT_ASKING)
    return {name: told[name] for name in round_.people.mentees.ids if name in told}


def would_help(round_: SheetRound, result: Result) -> dict[str, dict[str, Any]]:
    """Return for each mentee left out the smallest change that would place them, and whose seat would have to come free."""
    told = advise(round_.people.pool, round_.rules, round_.wanted.settings, result)
    return {
        one.mentee: {
            "smallest_change": _smallest(one.smallest) if one.smallest else None,
            "instead": _instead(one.instead) if one.instead else None,
            "all_changes_tried": one.is_complete,
        }
        for one in told
    }


def _smallest(small: Smallest) -> dict[str, Any]:
    told = {
        "change": str(small.change),
        "mentor": small.mentor,
        "rule": RULE_NAMES.get(small.rule, str(small.rule)) if small.rule else None,
        "unpinned": small.unlocked,
        "minimum_score": small.minimum / FULL if small.minimum is not None else None,
    }
    return {name: value for name, value in told.items() if value is not None} | _effect(small)


def _instead(instead: Instead) -> dict[str, Any]:
    return {"mentor": instead.mentor, "left_out": instead.left_out, **_effect(instead)}


def _effect(told: Smallest | Instead) -> dict[str, Any]:
    return {
        "total_score": told.delta / FULL,
        "moves": [{"mentee": one.mentee, "from": one.before, "to": one.after} for one in told.moves],
    }


def count_reasons(result: Result) -> Counter[str]:
    """Count the mentees left by the short form of their reason."""
    return Counter(_SHORT[one.why] for one in result.unplaced)


_SHORT = {
    Why.NO_SEATS: "no mentor has a seat",
    Why.NO_ELIGIBLE: "hard rules leave no mentor",
    Why.BELOW_MINIMUM: "every mentor left scores below the minimum",
    Why.SEATS_TAKEN: "the seats serve the whole better with others",
}


def _reason(one: Unplaced) -> str:
    if one.why is Why.NO_SEATS:
        return "no mentor has a seat"
    rules = ", ".join(f"{RULE_NAMES.get(rule, rule)} {count}" for rule, count in one.removed.items())
    ruled_out = f"of {one.mentors} mentors with a seat, hard rules leave none: {rules}"
    return {
        Why.NO_ELIGIBLE: ruled_out,
        Why.BELOW_MINIMUM: f"each of the {one.below_minimum} mentors whom the hard rules leave scores below the minimum",
        Why.SEATS_TAKEN: f"{one.eligible} mentors would do, and their seats serve the whole better with others",
    }[one.why]


def _counts(counts: Counter[str]) -> dict[str, int]:
    return {str(kind): count for kind, count in counts.items() if count}
