"""What does a cell say: a number, a yes or no, a side, the hours of a week?"""

from __future__ import annotations

import re

from ...foundation.names import DAYS, NUMBERS
from ...foundation.words import folded
from ...profiles.availability import BLOCKS
from ...programs.models import Side
from ...safety.identifiers import find_identifiers

NUMBER_WORDS = NUMBERS | {"no": 0, "none": 0}
YES = frozenset({"yes", "y", "true", "1", "x", "both"})
NO = frozenset({"no", "n", "false", "0", ""})
SIDE_WORDS = {
    "mentee": (Side.MENTEE,),
    "mentees": (Side.MENTEE,),
    "learner": (Side.MENTEE,),
    "protege": (Side.MENTEE,),
    "mentor": (Side.MENTOR,),
    "mentors": (Side.MENTOR,),
    "both": (Side.MENTEE, Side.MENTOR),
}
FILLERS = frozenset({"and", "or", "a", "an", "as", "be", "want", "to", "i"})
MOST_DIGITS = 6
_WHOLE = re.compile(r"([0-9]+)(?:\.0+)?(?:\s*(?:years?|yrs?|hours?|h|mentees?|seats?))?")
_WALKED = re.compile(
    r"(?P<role>.+?)[\s,(:]*(?P<began>(?:19|20)\d\d)"
    r"(?:\s*(?:-|\N{EN DASH}|\N{EM DASH}|to|until)\s*(?P<ended>(?:19|20)\d\d|now|present|today)?)?[\s)]*"
)
_LIST_PARTS = (";", "\n", "|")


def whole_number(text: str) -> int | None:
    """Return the whole number from 0 that `text` is: digits, `2.0`, `3 years` or a word up to twelve; else None."""
    key = folded(text)
    if key in NUMBER_WORDS:
        return NUMBER_WORDS[key]
    found = _WHOLE.fullmatch(key)
    return int(found[1]) if found and len(found[1]) <= MOST_DIGITS else None


def yes_or_no(text: str) -> bool | None:
    """Return what a yes or no says; None where it is neither."""
    key = folded(text)
    return True if key in YES else False if key in NO else None


def sides_of(text: str) -> tuple[Side, ...]:
    """Return the sides that a cell names (`Mentor / mentee`, `both`); none where it names anything else."""
    words = [word for word in re.findall(r"\w+", folded(text)) if word not in FILLERS]
    if not all(word in SIDE_WORDS for word in words):
        return ()
    named = {side for word in words for side in SIDE_WORDS[word]}
    return tuple(side for side in Side if side in named)


def listed(text: str, *, comma: bool = True) -> list[str]:
    """Return the values of a list: parted by semicolons, bars or lines, and by commas where there are none of those."""
    parts = [text]
    marks = [mark for mark in _LIST_PARTS if mark in text]
    for mark in marks or ([","] if comma else []):
        parts = [piece for part in parts for piece in part.split(mark)]
    tidy = (" ".join(part.split()) for part in parts)
    return list(dict.fromkeys(part for part in tidy if part))


def role_with_years(text: str) -> tuple[str, int, int | None] | None:
    """Return (role, first year, last year or None) of `RN 2015-2019` or `Aide (2012 to now)`; None without a year."""
    found = _WALKED.fullmatch(text.strip())
    if not found:
        return None
    began, ended = int(found["began"]), found["ended"]
    return found["role"].strip(), began, int(ended) if ended and ended.isdigit() else None


PARTS = {
    "early mornings": (4,),
    "mornings": (8,),
    "afternoons": (12,),
    "evenings": (16, 20),
    "nights": (20, 0),
    "any time": (8, 12, 16, 20),
    "days": (8, 12),
}
_DAY_WORDS = {name.lower(): [day] for day, name in enumerate(DAYS)} | {
    "mon": [0], "tue": [1], "tues": [1], "wed": [2], "thu": [3], "thur": [3], "thurs": [3], "fri": [4], "sat": [5], "sun": [6],
    "weekday": [0, 1, 2, 3, 4], "weekend": [5, 6], "weekends": [5, 6], "weekdays": [0, 1, 2, 3, 4], "every day": list(range(7)),
    "daily": list(range(7)),
}  # fmt: skip
_BLOCK_NAMES = frozenset(block.name for block in BLOCKS)


def blocks_of(text: str) -> list[str] | None:
    """Return the blocks of the week that `mon-16`, `Monday evenings` or `weekends` name; None where it is none of that."""
    key = folded(text)
    if key in _BLOCK_NAMES:
        return [key]
    days, words = list(range(7)), key
    hours: tuple[int, ...] = (8, 12, 16, 20)
    for name in sorted(_DAY_WORDS, key=len, reverse=True):
        if re.match(rf"{name}s?\b", words):
            days, words = _DAY_WORDS[name], re.sub(rf"^{name}s?\b", "", words).strip(" ,-")
            break
    if words:
        part = next((hours for name, hours in PARTS.items() if words in {name, name.removesuffix("s")}), None)
        if part is None:
            return None
        hours = part
    return [f"{DAYS[day][:3].lower()}-{hour}" for day in days for hour in hours]


def client_fault(text: str) -> str:
    """Say what in somebody's words could point to a client; empty where nothing does."""
    findings = find_identifiers(text)
    if not findings:
        return ""
    said = " ".join(finding.sentence for finding in findings)
    return f"{said} Nothing here may point to a client: write it another way, or leave it out."
