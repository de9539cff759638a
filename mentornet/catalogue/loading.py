"""How does what a release ships reach the database? Added, brought up to date or retired; never over an edit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..foundation import clock
from ..foundation.database import db
from .kinds import KINDS, Kind
from .naming import search_text
from .shipment import FOLDER, ShippedRow, read_shipment
from .stamp import stamp_anew


@dataclass
class LoadReport:
    """What a load did, as `table/slug`; `left_alone` are edited rows that the release would have changed."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.added or self.updated or self.retired)


@dataclass(frozen=True)
class _Kept:
    """A row as the database has it: what decides whether a load may touch it."""

    digest: str | None
    position: int
    edited_at: datetime | None
    retired_at: datetime | None
    edition: int

    def differs_from(self, row: ShippedRow) -> bool:
        as_it_is = (self.digest, self.position, self.retired_at is not None)
        return as_it_is != (row.digest, row.position, False)


def load_catalogue(folder: Path = FOLDER) -> LoadReport:
    """Bring the catalogue up to what `folder` ships, in the caller's transaction, and say what was done.

    New rows are added; rows nobody edited follow the files; rows an administrator edited stay as they
    are and are listed; rows gone from the files are retired. A second load changes nothing. Four
    statements a kind at most. Refuses a shipment whose references are broken, before anything changes.
    """
    shipment = read_shipment(folder)
    report = LoadReport()
    for kind in KINDS:
        _load_kind(kind, shipment[kind.table], report)
    if report.changed:
        db.session.expire_all()  # bulk statements pass by the objects a session already holds
        stamp_anew()
    return report


def _load_kind(kind: Kind, shipped: dict[str, ShippedRow], report: LoadReport) -> None:
    kept = _kept_rows(kind)
    new = [row for slug, row in shipped.items() if slug not in kept]
    differing = [row for slug, row in shipped.items() if slug in kept and kept[slug].differs_from(row)]
    gone = [slug for slug, row in kept.items() if slug not in shipped and row.digest and not row.retired_at]
    edited = {slug for slug, row in kept.items() if row.edited_at}
    changed = [row for row in differing if row.slug not in edited]
    retired = [slug for slug in gone if slug not in edited]
    news = [row.slug for row in differing if row.digest != kept[row.slug].digest]
    _insert(kind, [_written(kind, row) for row in new])
    _update(kind, [_written(kind, row) | {"edition": kept[row.slug].edition + 1} for row in changed])
    _update(kind, [{"slug": s, "retired_at": clock.now(), "edition": kept[s].edition + 1} for s in retired])
    report.added += [f"{kind.table}/{row.slug}" for row in new]
    report.updated += [f"{kind.table}/{row.slug}" for row in changed]
    report.retired += [f"{kind.table}/{slug}" for slug in retired]
    report.left_alone += [f"{kind.table}/{slug}" for slug in [*news, *gone] if slug in edited]


def _kept_rows(kind: Kind) -> dict[str, _Kept]:
    model = kind.model
    columns: tuple[Any, ...] = (
        model.shipped_digest,
        model.position,
        model.edited_at,
        model.retired_at,
        model.edition,
    )
    rows = db.session.execute(sa.select(model.slug, *columns))
    return {slug: _Kept(*rest) for slug, *rest in rows}


def _written(kind: Kind, row: ShippedRow) -> dict[str, Any]:
    return row.values | {
        "shipped_digest": row.digest,
        "position": row.position,
        "retired_at": None,
        "search_text": search_text(kind, row.values),
    }


def _insert(kind: Kind, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(sa.insert(kind.model), rows)


def _update(kind: Kind, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(sa.update(kind.model), rows)
