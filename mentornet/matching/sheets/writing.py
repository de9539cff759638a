"""How do pairs look in a spreadsheet? A line each, with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..engine import FULL, Pair, Part, Result
from .columns import sheet_name

MATCHES = ("mentee_id", "mentor_id", "score", "reasons")
PINNED = "kept as pinned"
NOTHING = "a free seat; no criterion counts for this pair"


def match_rows(result: Result) -> Iterator[tuple[str, str, str, str]]:
    """Yield the pairs, as the mentees came."""
    for pair in result.pairs:
        yield pair.mentee, pair.mentor, written_score(pair.score), "; ".join(reasons(pair))


def written_score(score: int) -> str:
    """Return parts per million as a number from 0 to 1 with six decimals: exactly, without rounding."""
    whole, rest = divmod(score, FULL)
    return f"{whole}.{rest:06d}"


def reasons(pair: Pair) -> list[str]:
    """Say why these two, strongest first."""
    parts = pair.explanation.parts
    found = [reason(part) for part in parts if part.points]
    pinned = [PINNED] if pair.is_locked else []
    return [*pinned, *found] if found or parts or pinned else [NOTHING]


def reason(part: Part) -> str:
    """Say in a few words what one criterion found."""
    name = sheet_name(part.criterion).replace("_", " ")
    said = _SAID.get(part.kind)
    if said:
        return f"{name}: {said.format(*part.evidence)}"
    words = ", ".join(str(word) for word in part.evidence)
    return f"{name}: {words}" if words else name


_SAID: Mapping[str, str] = {
    "next_step": "made the step from {0} to {1}",
    "later_step": "made the later step from {0} to {1}",
    "reached_target": "reached {0} by another road",
    "same_state": "same, {0}",
    "years": "{0:+} years",
    "within": "mentor {0:+}",
    "different": "{0} and {1}",
}
