"""How does this program want its pairs? The settings file, read whole or refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..engine import DEFAULT_WEIGHTS, FULL, BadPoolError, Objective, Settings, Unranked, ensure_settings
from .columns import (
    KNOWN_QUESTIONS,
    MENTEE_COLUMNS,
    MENTOR_COLUMNS,
    SHEET_CRITERIA,
    Question,
    engine_name,
    sheet_name,
)
from .questions import read_questions
from .reading import SheetError

DEFAULT_FILE = "the settings"
FARTHEST = 0.5
"""From the best, as a share of the total: beyond it the answer says little."""
MOST_TOGETHER = 100
"""Mentees in one circle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A settings file, read."""

    settings: Settings
    mentees: Mapping[str, str] = field(default_factory=dict)
    """Our name for a column -> their heading."""
    mentors: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = KNOWN_QUESTIONS
    circle: int = 1
    """How many mentees a mentor takes together; 1 is one to one."""
    least: int = 0
    """How many mentees each mentor should get where that can be."""


def read_wanted(path: Path | None, *, seed: int) -> Wanted:
    """Read a settings file, or return what holds without one.

    Raises:
        SheetError: It is no TOML, or names something that does not exist.
    """
    written = _parsed(path) if path else {}
    file = path.name if path else DEFAULT_FILE
    own = read_questions(file, written.pop("criteria", []))
    named = {question.custom.name for question in own}
    questions = (*(one for one in KNOWN_QUESTIONS if one.custom.name not in named), *own)
    wanted = Wanted(
        settings=_settings(file, written, questions, seed),
        mentees=_columns(file, written, "mentees", MENTEE_COLUMNS),
        mentors=_columns(file, written, "mentors", MENTOR_COLUMNS),
        questions=questions,
        circle=_whole(file, "circle", written.pop("circle", 1), 1),
        least=_whole(file, "least", written.pop("least", 0), 0),
    )
    if written:
        raise SheetError(
            f"{file}: {', '.join(written)} is nothing we know. Take it out or mend its spelling; "
            "there are objective, minimum_score, unranked, near, circle, least, mentees.columns, mentors.columns, weights and criteria."
        )
    return wanted


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as trouble:
        raise SheetError(f"{path.name} is not written in UTF-8. Save it again as UTF-8.") from trouble
    except tomllib.TOMLDecodeError as trouble:
        raise SheetError(f"{path.name} is not a settings file: {trouble}.") from trouble
    except OSError as trouble:
        raise SheetError(f"{path.name} cannot be opened: {trouble.strerror}.") from trouble


def _settings(file: str, written: dict[str, Any], questions: Sequence[Question], seed: int) -> Settings:
    settings = Settings(
        weights=_weights(file, written.pop("weights", {}), questions),
        objective=_objective(file, written.pop("objective", Objective.MOST)),
        minimum_score=_minimum(file, written.pop("minimum_score", 0.0)),
        unranked=_unranked(file, written.pop("unranked", Unranked.SCORE)),
        enough=_near(file, written.pop("near", 0.0)),
        seed=seed,
        customs=tuple(question.custom for question in questions),
    )
    try:
        ensure_settings(settings)
    except BadPoolError as refused:
        raise SheetError(f"{file}: {refused}") from refused
    return settings


def _objective(file: str, name: Any) -> Objective:
    if name not in list(Objective):
        raise SheetError(f'{file}: the objective "{name}" is not one of {", ".join(Objective)}.')
    return Objective(name)


def _unranked(file: str, word: Any) -> Unranked:
    if word not in list(Unranked):
        raise SheetError(f'{file}: unranked is "{word}". Write one of {", ".join(Unranked)}.')
    return Unranked(word)


def _minimum(file: str, minimum: Any) -> int:
    if isinstance(minimum, bool) or not isinstance(minimum, int | float) or not 0 <= minimum <= 1:
        raise SheetError(f"{file}: minimum_score is {minimum}. Give a number from 0 to 1.")
    return round(minimum * FULL)


def _near(file: str, near: Any) -> int:
    if isinstance(near, bool) or not isinstance(near, int | float) or not 0 <= near <= FARTHEST:
        raise SheetError(
            f"{file}: near is {near}. Give a share of the total from 0 to {FARTHEST}, like 0.001 for a tenth of a per cent."
        )
    return round(near * FULL)


def _whole(file: str, name: str, number: Any, least: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= MOST_TOGETHER:
        raise SheetError(f"{file}: {name} is {number}. Give a whole number from {least} to {MOST_TOGETHER}.")
    return number


def _weights(file: str, written: Any, questions: Sequence[Question]) -> dict[str, float]:
    rules = {question.custom.name for question in questions if question.custom.is_rule}
    own = [question.custom.name for question in questions if question.is_own and not question.custom.is_rule]
    known = {*DEFAULT_WEIGHTS, *(question.custom.name for question in questions)} - rules
    if not isinstance(written, dict):
        raise SheetError(
            f"{file}: weights is {written!r}. Write [weights] and under it lines like goals = 3."
        )
    weights: dict[str, float] = {}
    for name, weight in written.items():
        if (
            engine_name(name) not in known
            or isinstance(weight, bool)
            or not isinstance(weight, int | float)
            or engine_name(name) in weights
        ):
            raise SheetError(
                f"{file}: the weight {name} = {weight} cannot be used. "
                f"Give a number, once, to one of {', '.join([*SHEET_CRITERIA, *map(sheet_name, own)])}."
            )
        weights[engine_name(name)] = weight
    return weights


def _columns(file: str, written: dict[str, Any], side: str, known: Sequence[str]) -> dict[str, str]:
    table = written.pop(side, {})
    if (
        not isinstance(table, dict)
        or set(table) - {"columns"}
        or not isinstance(table.get("columns", {}), dict)
    ):
        raise SheetError(f"{file}: of the {side} only their columns can be told: write [{side}.columns].")
    columns = dict(table.get("columns", {}))
    for name, heading in columns.items():
        if name not in known:
            raise SheetError(f"{file}: {side} have no column called {name}. They have {', '.join(known)}.")
        if not isinstance(heading, str) or not heading.strip():
            raise SheetError(f"{file}: the {side}' column {name} is {heading!r}. Give its heading in quotes.")
    return columns
