"""On what terms can a program run? Sane numbers, days in order, a zone that exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...foundation import clock
from ...foundation.errors import Refusal

RANGES: Mapping[str, tuple[str, int, int]] = {
    "answer_days": ("Days to answer", 1, 60),
    "mentorship_weeks": ("Length of a mentorship in weeks", 1, 156),
    "minimum_fit": ("Smallest fit, in per cent", 0, 100),
    "mentee_places": ("Places for mentees", 1, 100_000),
    "mentor_places": ("Places for mentors", 1, 100_000),
}


def ensure_terms(terms: Mapping[str, Any]) -> None:
    """Refuse terms that no program can run on; those that are not given are not looked at."""
    if "name" in terms and not terms["name"]:
        raise Refusal("A program needs a name. Give it the one people will look for.")
    if "time_zone" in terms and not clock.is_zone(terms["time_zone"]):
        raise Refusal(f"{terms['time_zone']} is no time zone. Choose one from the list.")
    for name, (label, least, most) in RANGES.items():
        number = terms.get(name)
        if number is not None and not least <= number <= most:
            raise Refusal(f"{label}: a whole number from {least:,} to {most:,}. Change it and save again.")
    ensure_days_in_order(terms.get("opens_on"), terms.get("closes_on"), what="The intake")


def ensure_days_in_order(first: date | None, last: date | None, *, what: str) -> None:
    """Refuse a last day before the first."""
    if first and last and last < first:
        raise Refusal(f"{what} ends before it begins. Change one of the two days.")
