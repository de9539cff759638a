"""What does this program call its columns, and how does it want its pairs? The settings file."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..engine import DEFAULT_WEIGHTS, FULL, Custom, Kind, Objective, Settings
from .reading import LIST_SEPARATOR, SheetError

MENTEE_COLUMNS = [
    "id",
    "name",
    "email",
    "specializations",
    "goals",
    "current_rung",
    "target_rung",
    "credentials_sought",
    "region",
    "utc_offset",
    "meeting",
    "languages",
    "availability",
    "years",
    "max_mentors",
    "manager_id",
]
MENTOR_COLUMNS = [
    "id",
    "name",
    "email",
    "specializations",
    "goals",
    "rungs_walked",
    "current_rung",
    "credentials",
    "region",
    "utc_offset",
    "meeting",
    "languages",
    "availability",
    "years",
    "capacity",
    "manager_id",
]

NEAR_HOURS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A criterion over columns of the program's own."""

    custom: Custom
    mentee: str
    mentor: str
    separator: str = LIST_SEPARATOR
    order: tuple[str, ...] = ()
    """Words in place of numbers, lowest first."""


KNOWN_QUESTIONS = (
    Question(
        custom=Custom(name="availability", kind=Kind.OVERLAP, weight=2),
        mentee="availability",
        mentor="availability",
    ),
    Question(custom=Custom(name="meeting", kind=Kind.OVERLAP), mentee="meeting", mentor="meeting"),
    Question(
        custom=Custom(name="utc_offset", kind=Kind.DIFFERENCE, low=-NEAR_HOURS, high=NEAR_HOURS),
        mentee="utc_offset",
        mentor="utc_offset",
    ),
)
"""Known columns that any program fills with words of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A settings file, read."""

    settings: Settings
    mentees: Mapping[str, str] = field(default_factory=dict)
    """Our name for a column -> their heading."""
    mentors: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = KNOWN_QUESTIONS


def read_wanted(path: Path | None, *, seed: int) -> Wanted:
    """Read a settings file, or return what holds without one.

    Raises:
        SheetError: It is no TOML, or names something that does not exist.
    """
    written = _parsed(path) if path else {}
    file = path.name if path else ""
    own = tuple(_question(file, entry) for entry in written.pop("criteria", []))
    named = {question.custom.name for question in own}
    questions = (*(one for one in KNOWN_QUESTIONS if one.custom.name not in named), *own)
    wanted = Wanted(
        settings=_settings(file, written, questions, seed),
        mentees=_columns(file, written, "mentees", MENTEE_COLUMNS),
        mentors=_columns(file, written, "mentors", MENTOR_COLUMNS),
        questions=questions,
    )
    if written:
        raise SheetError(
            f"{file}: {', '.join(written)} is nothing we know. Take it out or mend its spelling."
        )
    return wanted


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise SheetError(f"{path.name} is not a settings file: {trouble}.") from trouble


def _settings(file: str, written: dict[str, Any], questions: tuple[Question, ...], seed: int) -> Settings:
    objective, minimum = written.pop("objective", Objective.MOST), written.pop("minimum_score", 0.0)
    if objective not in set(Objective):
        raise SheetError(f'{file}: the objective "{objective}" is not one of {", ".join(Objective)}.')
    if isinstance(minimum, bool) or not isinstance(minimum, int | float) or not 0 <= minimum <= 1:
        raise SheetError(f"{file}: minimum_score is {minimum}. Give a number from 0 to 1.")
    weights = written.pop("weights", {})
    known = {**DEFAULT_WEIGHTS, **{question.custom.name: 1.0 for question in questions}}
    for name, weight in weights.items():
        if name not in known or isinstance(weight, bool) or not isinstance(weight, int | float):
            raise SheetError(
                f"{file}: the weight {name} = {weight} cannot be used. Give a number to one of {', '.join(known)}."
            )
    return Settings(
        weights=weights,
        objective=Objective(objective),
        minimum_score=round(minimum * FULL),
        seed=seed,
        customs=tuple(question.custom for question in questions),
    )


def _columns(file: str, written: dict[str, Any], side: str, known: list[str]) -> dict[str, str]:
    columns = dict(written.pop(side, {}).get("columns", {}))
    for name in columns:
        if name not in known:
            raise SheetError(f"{file}: {side} have no column called {name}. They have {', '.join(known)}.")
    return columns


def _question(file: str, entry: Mapping[str, Any]) -> Question:
    _ensure_kinds(file, entry)
    name, kind = entry.get("name"), entry.get("kind")
    if not name or kind not in set(Kind):
        raise SheetError(f"{file}: the criterion {name} needs a name and a kind: {', '.join(Kind)}.")
    column = entry.get("column")
    mentee, mentor = entry.get("mentee", column), entry.get("mentor", column)
    if not mentee or not mentor:
        raise SheetError(
            f'{file}: the criterion {name} needs "mentee" and "mentor" headings, or "column" for both.'
        )
    custom = Custom(
        name=name,
        kind=Kind(kind),
        low=entry.get("min", -math.inf),
        high=entry.get("max", math.inf),
        weight=entry.get("weight", 1.0),
        is_rule=entry.get("rule", False),
    )
    order, separator = tuple(entry.get("order", ())), entry.get("separator", LIST_SEPARATOR)
    return Question(custom=custom, mentee=mentee, mentor=mentor, separator=separator, order=order)


_EXPECTED: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("name", "kind", "column", "mentee", "mentor", "separator"), (str,)),
    **dict.fromkeys(("min", "max", "weight"), (int, float)),
    "rule": (bool,),
    "order": (list,),
}


def _ensure_kinds(file: str, entry: Mapping[str, Any]) -> None:
    """Refuse a key nobody knows, and a word where a number belongs."""
    for key, written in entry.items():
        expected = _EXPECTED.get(key)
        if (
            expected is None
            or not isinstance(written, expected)
            or (key != "rule" and isinstance(written, bool))
        ):
            name = entry.get("name", "without a name")
            raise SheetError(f"{file}: the criterion {name} has {key} = {written!r}, which cannot be used.")
