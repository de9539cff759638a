"""By what can a list of entries be narrowed? The filters of a kind, their choices, and what the address chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..foundation.database import db
from ..foundation.names import MONTHS
from . import queries
from .kinds import BY_TABLE, Kind
from .models import Level, State
from .stamp import remembered
from .wording import WORDS, in_words, label_of

LONGEST_VALUE = 100


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: its column, label and choices (value, words), and what is chosen."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""

    @property
    def chosen_words(self) -> str:
        """What is chosen, in words."""
        return dict(self.choices).get(self.chosen, self.chosen)


def filters_of(kind: Kind, asked: Mapping[str, str]) -> list[Filter]:
    """List the filters of `kind` with what `asked` (the address's values) chooses of them; strange values count not."""
    found = []
    for name, label, choices in _choices(kind.table):
        value = asked.get(name, "")
        found.append(Filter(name, label, choices, value if value in dict(choices) else ""))
    return found


@remembered
def _choices(table: str) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    kind = BY_TABLE[table]
    columns = {column.name: column for column in kind.columns()}
    return [(name, label_of(columns[name]), tuple(_of_column(kind, columns[name]))) for name in kind.filters]


def _of_column(kind: Kind, column: sa.Column[Any]) -> list[tuple[str, str]]:
    if isinstance(column.type, sa.Boolean):
        return [("yes", "Yes"), ("no", "No")]
    used = _values_used(kind, column.name)
    if table := column.info.get("refers_to"):
        names = queries.all_titles(BY_TABLE[table].model)
        return [(slug, name) for slug, name in names.items() if slug in used]
    if column.name == "level":
        return [(str(n), f"{n} · {name}") for n, name in _levels() if str(n) in used]
    if column.name == "usual_months":
        return [(str(n), name) for n, name in enumerate(MONTHS, start=1) if str(n) in used]
    if column.name == "jurisdiction":
        return sorted((slug, _where(slug)) for slug in used)
    return sorted((value, in_words(value)) for value in used)


def _values_used(kind: Kind, name: str) -> set[str]:
    column = getattr(kind.model, name)
    rows = db.session.scalars(sa.select(column).where(kind.model.retired_at.is_(None)))
    values = (value if isinstance(value, list) else [value] for value in rows)
    return {str(one) for several in values for one in several if one not in {None, ""}}


def _levels() -> list[tuple[int, str]]:
    return [(n, name) for n, name in db.session.execute(sa.select(Level.number, Level.name))]


def _where(slug: str) -> str:
    return WORDS.get(slug) or queries.all_titles(State).get(slug, slug)
