"""What counts in a match, how much, and what that means in words?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...foundation.errors import Refusal

HEAVIEST = 10


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that speaks for a pair; `weight` is the one a new program begins with."""

    name: str
    label: str
    meaning: str
    weight: int


CRITERIA = (
    Criterion(
        "path_walked",
        "Path walked",
        "The mentor has made the step that the mentee wants to make next. A later step on the same road counts less.",
        5,
    ),
    Criterion(
        "goals", "Goals", "The mentor can help with the mentee's goals; the first goal counts most.", 4
    ),
    Criterion("credentials", "Credentials sought", "The mentor holds a credential that the mentee seeks.", 3),
    Criterion(
        "licence_state",
        "State of the licence",
        "The mentor works, or is licensed, in the state whose licence the mentee seeks.",
        3,
    ),
    Criterion(
        "specializations",
        "Specializations",
        "The mentor works in the specialties that the mentee wants to learn.",
        3,
    ),
    Criterion(
        "setting_population",
        "Setting and population",
        "Both work in the same kind of place, with the same groups of clients.",
        2,
    ),
    Criterion("availability", "Shared free hours", "Both are free at the same hours of the week.", 2),
    Criterion("skills", "Skills", "The mentor can teach the skills that the mentee wants.", 2),
    Criterion("wishes", "Wishes", "One asked for the other, or both did.", 2),
    Criterion("languages", "Languages", "Both speak the language they would rather use.", 1),
    Criterion(
        "experience",
        "Distance in experience",
        "The mentor is some years ahead, yet near enough to remember the step.",
        1,
    ),
)

DEFAULT_WEIGHTS: Mapping[str, int] = {criterion.name: criterion.weight for criterion in CRITERIA}


def whole_weights(weights: Mapping[str, int]) -> dict[str, int]:
    """Return a weight for every criterion: the given one, or the default where none was set."""
    return {name: weights.get(name, default) for name, default in DEFAULT_WEIGHTS.items()}


def ensure_weights(weights: Mapping[str, int]) -> None:
    """Refuse unknown criteria, weights outside 0 to 10, and a set in which nothing counts."""
    if not weights.keys() <= DEFAULT_WEIGHTS.keys():
        raise Refusal(
            "A criterion of this list is not known. Load the page again and set the weights once more."
        )
    if any(not 0 <= weight <= HEAVIEST for weight in weights.values()):
        raise Refusal(
            f"A weight is a whole number from 0 to {HEAVIEST}. Move the slider back into its range."
        )
    if not any(whole_weights(weights).values()):
        raise Refusal(
            "With every weight at 0 no pair is better than another. Give at least one criterion a weight."
        )


def shares(weights: Mapping[str, int]) -> dict[str, int]:
    """Return each criterion's share of the score in whole per cent, together 100 (all 0 where nothing counts).

    Largest remainders get the per cents that rounding down leaves over, earlier criteria first.
    """
    full = whole_weights(weights)
    total = sum(full.values())
    if total <= 0:
        return dict.fromkeys(full, 0)
    down = {name: 100 * weight // total for name, weight in full.items()}
    by_remainder = sorted(full, key=lambda name: -(100 * full[name] % total))
    for name in by_remainder[: 100 - sum(down.values())]:
        down[name] += 1
    return down
