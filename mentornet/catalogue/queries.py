"""What does the catalogue hold? Entries by slug, titles, and the search that knows other names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from ..foundation.database import db
from ..foundation.errors import NotFoundError
from ..foundation.words import folded
from .kinds import PUBLIC, Kind, kind_of
from .models import Acronym, Credential, Entry
from .naming import BAR, looked_for
from .rules import SLUG
from .stamp import remembered

E = TypeVar("E", bound=Entry)
MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One entry that a search found; `rank` is 0 for one of its names, 1 for a name's beginning, 2 otherwise."""

    kind: Kind
    slug: str
    title: str
    lead: str
    rank: int


def get_entry(model: type[E], slug: str) -> E:
    """Return the entry of `model` by its slug, a retired one as well, or raise NotFoundError."""
    entry = find_entry(model, slug)
    if entry is None:
        raise NotFoundError
    return entry


def find_entry(model: type[E], slug: str | None) -> E | None:
    """Return the entry of `model` by its slug, or None; what cannot be a slug is not asked for."""
    return db.session.get(model, slug) if slug and SLUG.match(slug) else None


def entries(model: type[E], slugs: list[str]) -> list[E]:
    """List the live entries that `slugs` name, in that order."""
    live = sa.select(model).where(model.slug.in_(slugs), model.retired_at.is_(None))
    found = {entry.slug: entry for entry in db.session.scalars(live)}
    return [found[slug] for slug in slugs if slug in found]


def titles(model: type[Entry]) -> dict[str, str]:
    """Map slug to title for choosing: live entries only, in the catalogue's order."""
    return _titles(model, live_only=True)


def all_titles(model: type[Entry]) -> dict[str, str]:
    """Map slug to title for showing: retired entries keep their names."""
    return _titles(model, live_only=False)


@remembered
def _titles(model: type[Entry], *, live_only: bool) -> dict[str, str]:
    rows = sa.select(model.slug, kind_of(model).title_column).order_by(model.position, model.slug)
    if live_only:
        rows = rows.where(model.retired_at.is_(None))
    return {slug: title for slug, title in db.session.execute(rows)}  # noqa: C416 - a Row is no pair to dict()


def matches(model: type[Entry], text: str) -> sa.ColumnElement[bool]:
    """Return the condition that an entry has every word of `text` in its names or searched texts."""
    return sa.and_(*(model.search_text.contains(word, autoescape=True) for word in looked_for(text).split()))


def rank(model: type[Entry], text: str) -> sa.ColumnElement[int]:
    """Return how near an entry's names are to `text`: 0 the name itself, 1 its beginning, 2 within."""
    name = looked_for(text)
    return sa.case(
        (model.search_text.contains(f"{BAR}{name}{BAR}", autoescape=True), 0),
        (model.search_text.contains(f"{BAR}{name}", autoescape=True), 1),
        else_=2,
    )


def search(kind: Kind, text: str, *, most: int = MOST_FOUND) -> list[Found]:
    """List what `text` finds in one kind, nearest first: a name itself, a name's beginning, then the rest."""
    model = kind.model
    if not looked_for(text):
        return []
    nearness = rank(model, text).label("nearness")
    lead = getattr(model, kind.lead) if kind.lead else sa.literal("")
    found = (
        sa.select(model.slug, kind.title_column, lead, nearness)
        .where(matches(model, text), model.retired_at.is_(None))
        .order_by(nearness, model.position, model.slug)
        .limit(most)
    )
    return [Found(kind, *row) for row in db.session.execute(found)]


def search_everywhere(text: str, *, most: int = 8) -> list[tuple[Kind, list[Found]]]:
    """List what `text` finds in every public kind, by kind, the kind with the nearest find first."""
    groups = [(kind, search(kind, text, most=most)) for kind in PUBLIC]
    return sorted(((k, found) for k, found in groups if found), key=lambda group: group[1][0].rank)


@remembered
def abbreviations() -> dict[str, str]:
    """Map each credential's slug to its short form."""
    rows = db.session.execute(sa.select(Credential.slug, Credential.abbreviation))
    return {slug: abbreviation for slug, abbreviation in rows}  # noqa: C416 - a Row is no pair to dict()


@remembered
def acronyms() -> dict[str, list[str]]:
    """Map letters that mean several things, folded, to their meanings."""
    rows = sa.select(Acronym.letters, Acronym.meanings).where(Acronym.retired_at.is_(None))
    return {folded(letters): list(meanings) for letters, meanings in db.session.execute(rows)}


def meanings_of(text: str) -> list[str]:
    """List what the letters `text` can mean in this field; empty where they mean one thing."""
    return acronyms().get(folded(text), [])


def listed(kind: Kind, *, text: str = "", chosen: dict[str, str] | None = None) -> sa.Select[Any]:
    """Return the statement of a kind's live entries that hold `text` and what is `chosen` of its filters."""
    model = kind.model
    rows = sa.select(model).where(model.retired_at.is_(None))
    for name, value in (chosen or {}).items():
        rows = rows.where(_holds(getattr(model, name), value))
    if looked_for(text):
        return rows.where(matches(model, text)).order_by(rank(model, text), model.position, model.slug)
    return rows.order_by(model.position, model.slug)


def _holds(column: Any, value: str) -> sa.ColumnElement[bool]:
    """Return whether a column is `value`, or has it among its words."""
    kind = column.type
    if isinstance(kind, sa.JSON):
        return sa.cast(column, sa.Text).contains(f'"{value}"', autoescape=True)
    if isinstance(kind, sa.Boolean):
        return sa.cast(column, sa.Boolean).is_(value == "yes")
    if isinstance(kind, sa.Integer):
        return sa.cast(column, sa.Integer) == (int(value) if value.isdigit() else -1)
    return sa.cast(column, sa.Text) == value
