"""How are columns and their values said to people?"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from ..foundation.names import MONTHS
from ..foundation.templating import day
from .models import Confidence

CONFIDENCE = {
    Confidence.DOCUMENTED: "Documented: from the issuer, a law, a federal source or a study.",
    Confidence.SECONDARY: "Second-hand: from somebody else's account of it.",
    Confidence.UNVERIFIED: "Not confirmed: nobody's page was found. Confirm with the issuer first.",
}
A_YEAR = 12
DOMAIN = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")
WORDS = {
    "state-dependent": "Depends on the state",
    "employer-defined": "As the employer defines it",
    "not-listed": "Not listed",
    "enacted-not-active": "Enacted, not yet active",
    "national": "The whole country",
    "state": "Each state its own",
    "employer": "The employer",
    "disputed": "Disputed: sources differ",
    "unknown": "Not known",
}


def label_of(column: sa.Column[Any]) -> str:
    """Return a column's label: the one written beside it, or its name in words."""
    words = column.name.removeprefix("is_").removesuffix("_slug").replace("_", " ")
    return str(column.info.get("label") or words.capitalize())


def hint_of(column: sa.Column[Any]) -> str:
    """Return what whoever edits a column should know."""
    lines = "" if column.info.get("hint") or not isinstance(column.type, sa.JSON) else "One a line."
    return str(column.info.get("hint") or lines)


def in_words(value: Any) -> str:
    """Say a plain value: `state-dependent` → `Depends on the state`, True → `Yes`, a date with its month."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value)
    return WORDS.get(text, text[:1].upper() + text[1:].replace("-", " ") if is_slug(text) else text)


def is_slug(text: str) -> bool:
    """Say whether a text is a bare word of the catalogue, such as `employer-designation`."""
    return re.fullmatch(r"[a-z]+(-[a-z]+)*", text) is not None


def domain_of(text: str) -> str:
    """Return the site's domain where a text is one, else nothing (`state registry`)."""
    return text if DOMAIN.match(text) else ""


def span(months: int) -> str:
    """Say months as people do: `6 months`, `1 year`, `2½ years`."""
    if months < A_YEAR:
        return f"{months} month{'' if months == 1 else 's'}"
    years, rest = divmod(months, A_YEAR)
    half = "½" if rest in range(4, 9) else ""
    years += 1 if rest > 8 else 0  # noqa: PLR2004 - nine months and more count as the next year
    return f"{years}{half} year{'' if years == 1 and not half else 's'}"


def between(shortest: int, longest: int) -> str:
    """Say a range of months: `1 to 3 years`, `6 months to 1 year`, `about 1 year`."""
    low, high = span(shortest), span(longest)
    if shortest == 0:
        return f"up to {high}"
    if low == high:
        return f"about {high}"
    short, unit = low.split(" ")
    same = high.split(" ")[1].rstrip("s") == unit.rstrip("s")
    return f"{short} to {high}" if same else f"{low} to {high}"


def month_names(numbers: list[str]) -> list[str]:
    """Name months given as numbers."""
    return [MONTHS[int(number) - 1] for number in numbers if number.isdigit() and 1 <= int(number) <= A_YEAR]
