"""Who stands on one line, before anything is written? Plain answers, as the row keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

ONE_SIDED = frozenset({"target", "sought", "looks_for", "goals_wanted", "subjects_wanted", "seats", "hours", "offers", "goals_offered", "subjects_offered"})  # fmt: skip


@dataclass(slots=True)
class Person:
    """What one line says. `said` holds the answers of a profile by name, `answers` those to the program's questions."""

    line: int
    address: str = ""
    canonical: str = ""
    name: str = ""
    sides: list[str] = field(default_factory=list)
    cohort: int | None = None
    said: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    is_further: bool = False
    """Whether an earlier line told of the same person on the other side; what is true on both is taken from there."""
    faults: list[str] = field(default_factory=list)

    def keep_own_side(self) -> None:
        """Keep what this line alone can say: what somebody seeks, or offers, on its side."""
        self.is_further = True
        self.said = {name: value for name, value in self.said.items() if name in ONE_SIDED}

    def as_record(self) -> dict[str, Any]:
        """Return the person as it is kept beside the row."""
        kept = asdict(self)
        del kept["line"], kept["faults"]
        return kept

    @classmethod
    def of(cls, line: int, record: Mapping[str, Any]) -> Person:
        """Return the person as a row kept them."""
        return cls(line, **record)
