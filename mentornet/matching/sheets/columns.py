"""Which columns and criteria does the command know by itself? Any program fills them with words of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...foundation.tables import LIST_SEPARATOR
from ..engine import Custom, Kind

MENTEE_COLUMNS = (
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
)
MENTOR_COLUMNS = (
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
    "circle",
    "least",
    "manager_id",
)

NEAR_HOURS = 3.0

ENGINE_NAMES: Mapping[str, str] = {"path": "path_walked", "region": "licence_state", "years": "experience"}
"""What a spreadsheet calls a criterion -> what the engine calls it, where the two differ."""
SHEET_NAMES: Mapping[str, str] = {name: own for own, name in ENGINE_NAMES.items()}
SHEET_CRITERIA = (
    "path",
    "goals",
    "credentials",
    "specializations",
    "region",
    "availability",
    "languages",
    "years",
    "meeting",
    "utc_offset",
)
"""Those that the known columns can feed, in the words of the settings file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A criterion over columns that the engine has no fact for."""

    custom: Custom
    mentee: str
    mentor: str
    separator: str = LIST_SEPARATOR
    order: tuple[str, ...] = ()
    """Words in place of numbers, lowest first."""
    is_clock: bool = False
    """The numbers are distances from UTC."""
    is_own: bool = True
    """The program wrote it, so that its columns must be there."""


KNOWN_QUESTIONS = (
    Question(
        custom=Custom(name="availability", kind=Kind.OVERLAP, weight=2),
        mentee="availability",
        mentor="availability",
        is_own=False,
    ),
    Question(
        custom=Custom(name="meeting", kind=Kind.OVERLAP), mentee="meeting", mentor="meeting", is_own=False
    ),
    Question(
        custom=Custom(name="utc_offset", kind=Kind.DIFFERENCE, low=-NEAR_HOURS, high=NEAR_HOURS),
        mentee="utc_offset",
        mentor="utc_offset",
        is_clock=True,
        is_own=False,
    ),
)


def engine_name(name: str) -> str:
    """Return what the engine calls a criterion."""
    return ENGINE_NAMES.get(name, name)


def sheet_name(name: str) -> str:
    """Return what a spreadsheet's people call a criterion."""
    return SHEET_NAMES.get(name, name)
