"""How do pairs look in a spreadsheet? A line each, with the reasons in words."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from ..engine import FULL, Part, Result

HEADINGS = ("mentee_id", "mentor_id", "score", "reasons")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NAMES = {"path_walked": "path", "licence_state": "state", "setting_population": "setting"}


def write_matches(path: Path, result: Result) -> None:
    """Write the pairs, as the mentees came."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADINGS)
        for pair in result.pairs:
            reasons = "; ".join(reason(part) for part in pair.explanation.parts if part.points)
            score = f"{pair.score / FULL:.6f}"
            lines.writerow([safe(pair.mentee), safe(pair.mentor), score, safe(reasons)])


def safe(cell: str) -> str:
    """Return the text in a form that no spreadsheet program runs as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def reason(part: Part) -> str:
    """Say in a few words what one criterion found."""
    name = _NAMES.get(part.criterion, part.criterion.replace("_", " "))
    said = _SAID.get(part.kind)
    if said:
        return f"{name}: {said.format(*part.evidence)}"
    words = ", ".join(str(word) for word in part.evidence)
    return f"{name}: {words}" if words else name


_SAID: Mapping[str, str] = {
    "next_step": "made the step from {0} to {1}",
    "later_step": "made the later step from {0} to {1}",
    "reached_target": "reached {0} by another road",
    "same_state": "same state, {0}",
    "years": "{0:+} years",
    "within": "mentor {0:+}",
    "different": "{0} and {1}",
}
