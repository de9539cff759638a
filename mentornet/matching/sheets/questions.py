"""What does a program ask over columns we never heard of? The [[criteria]] of a settings file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ...foundation.tables import LIST_SEPARATOR
from ..engine import Custom, Kind
from .columns import Question, engine_name
from .reading import SheetError

RESERVED = frozenset({"seats", "mentee_twice", "manager", "past"})
"""Names that the report gives to the rules every round has."""

_EXPECTED: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("name", "kind", "column", "mentee", "mentor", "separator"), (str,)),
    **dict.fromkeys(("min", "max", "weight"), (int, float)),
    "rule": (bool,),
    "order": (list,),
}


def read_questions(file: str, entries: Any) -> tuple[Question, ...]:
    """Read the criteria that a program wrote itself.

    Raises:
        SheetError: One of them is not whole, or names what does not exist.
    """
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SheetError(f"{file}: criteria is no list of criteria. Write [[criteria]] before each.")
    return tuple(_question(file, entry) for entry in entries)


def _question(file: str, entry: Mapping[str, Any]) -> Question:
    _ensure_kinds(file, entry)
    name, kind = entry.get("name"), entry.get("kind")
    if not name or kind not in list(Kind):
        raise SheetError(f"{file}: the criterion {name} needs a name and a kind: {', '.join(Kind)}.")
    _ensure_fitting(file, name, kind, entry)
    column = entry.get("column")
    mentee, mentor = entry.get("mentee", column), entry.get("mentor", column)
    if not mentee or not mentor:
        raise SheetError(
            f'{file}: the criterion {name} needs "mentee" and "mentor" headings, or "column" for both.'
        )
    custom = Custom(
        name=engine_name(name),
        kind=Kind(kind),
        low=entry.get("min", -math.inf),
        high=entry.get("max", math.inf),
        weight=entry.get("weight", 1.0),
        is_rule=entry.get("rule", False),
    )
    order, separator = tuple(entry.get("order", ())), entry.get("separator", LIST_SEPARATOR)
    return Question(custom=custom, mentee=mentee, mentor=mentor, separator=separator, order=order)


def _ensure_kinds(file: str, entry: Mapping[str, Any]) -> None:
    """Refuse a key nobody knows, and a word where a number belongs."""
    for key, written in entry.items():
        expected = _EXPECTED.get(key)
        is_wrong = expected is None or not isinstance(written, expected)
        if is_wrong or (key != "rule" and isinstance(written, bool)) or written == "":
            name = entry.get("name", "without a name")
            raise SheetError(
                f"{file}: the criterion {name} has {key} = {written!r}, which cannot be used. "
                f"It may have {', '.join(_EXPECTED)}."
            )
    if not all(isinstance(word, str) for word in entry.get("order", ())):
        raise SheetError(
            f"{file}: the order of {entry.get('name')} holds more than words. Put each in quotes."
        )


def _ensure_fitting(file: str, name: str, kind: str, entry: Mapping[str, Any]) -> None:
    if name in RESERVED:
        raise SheetError(f"{file}: the criterion {name} has the name of a built-in rule. Give it another.")
    strange = {"min", "max", "order"} & set(entry) if kind != Kind.DIFFERENCE else set()
    strange |= {"separator"} & set(entry) if kind != Kind.OVERLAP else set()
    if strange:
        raise SheetError(
            f"{file}: the criterion {name} is {kind}, which has no {' or '.join(sorted(strange))}. Take it out."
        )
