"""What did this release ship? The files beside this module, read into typed rows and checked."""

from __future__ import annotations

import csv
import enum
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml

from ..foundation.errors import Refusal
from .kinds import KINDS, Kind

FOLDER = Path(__file__).parent / "shipped"
TRUE_WORDS = frozenset({"yes", "true", "1"})
FIRST_LINE = 2  # a CSV file's header is its line 1
WORDS_FOR_JURISDICTION = frozenset({"national", "state", "employer"})


class ShipmentError(Refusal):
    """A shipped file cannot be loaded; the sentence names file and line."""


@dataclass(frozen=True)
class ShippedRow:
    """One row as shipped: where it stands and what it holds, typed as its columns are."""

    place: str
    position: int
    values: dict[str, Any]
    digest: str

    @property
    def slug(self) -> str:
        """The row's slug."""
        return str(self.values["slug"])


Shipment = dict[str, dict[str, ShippedRow]]  # table → slug → row


def typed(column: sa.Column[Any], raw: Any) -> Any:
    """Return what a file says of `column` as the column holds it; empty text is None where None may be."""
    kind = column.type.python_type
    if kind is list or isinstance(column.type, sa.JSON):
        return _listed(raw)
    if isinstance(raw, str):
        raw = raw.strip()
    if raw in {None, ""}:
        return None if column.nullable else _empty(column, kind)
    if kind is bool:
        return str(raw).lower() in TRUE_WORDS
    if kind is date:
        return date.fromisoformat(str(raw))
    if isinstance(column.type, sa.Enum):
        return _member(column.type, str(raw))
    return str(raw) if kind is str else kind(raw)


def _member(column_type: sa.Enum, word: str) -> enum.Enum:
    members: type[enum.Enum] | None = column_type.enum_class
    if members is None:
        raise ValueError(word)
    return members(word)


def _listed(raw: Any) -> list[str]:
    parts = raw.split("|") if isinstance(raw, str) else raw or []
    return [text for part in parts if (text := str(part).strip())]


def _empty(column: sa.Column[Any], kind: type[Any]) -> Any:
    if kind is str and not column.primary_key and not isinstance(column.type, sa.Enum):
        return ""
    raise ValueError(f"{column.name} is empty")


def digest_of(values: Mapping[str, Any]) -> str:
    """Return the digest by which a later release sees whether a row has changed since."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _csv_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        line = FIRST_LINE
        for row in reader:
            yield line, row
            line = reader.line_num + 1


def _yaml_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    text = path.read_text(encoding="utf-8")
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    nodes = tree.value if isinstance(tree, yaml.SequenceNode) else []
    for node, row in zip(nodes, yaml.safe_load(text) or [], strict=True):
        yield node.start_mark.line + 1, row


def _read_kind(kind: Kind, folder: Path) -> dict[str, ShippedRow]:
    table = folder / f"{kind.table}.csv"
    path = table if table.exists() else folder / f"{kind.table}.yaml"
    if not path.exists():
        raise ShipmentError(
            f"{table.name} is missing from the shipped catalogue. Put it back and load again."
        )
    found: dict[str, ShippedRow] = {}
    for number, (line, raw) in enumerate((_csv_rows if path == table else _yaml_rows)(path)):
        row = _read_row(kind, f"{path.name}, line {line}", number, raw)
        if row.slug in found:
            raise ShipmentError(
                f"{row.place}: the slug {row.slug!r} stands on {found[row.slug].place} as well."
            )
        found[row.slug] = row
    return found


def _read_row(kind: Kind, place: str, position: int, raw: Mapping[str, Any]) -> ShippedRow:
    columns = {column.name: column for column in kind.columns()}
    if strange := raw.keys() - columns.keys():
        raise ShipmentError(f"{place}: there is no column {min(map(str, strange))!r} in {kind.table}.")
    values: dict[str, Any] = {}
    for name, column in columns.items():
        try:
            values[name] = typed(column, raw.get(name)) if name in raw else _absent(column)
        except ValueError as error:
            raise ShipmentError(f"{place}: {name} cannot be read ({error}).") from error
        _ensure_fits(place, column, values[name])
    return ShippedRow(place, position, values, digest_of(values))


def _absent(column: sa.Column[Any]) -> Any:
    if column.nullable:
        return None
    default = column.default
    if not isinstance(default, sa.ColumnDefault):
        raise ValueError("missing")  # noqa: TRY004 - a file without the column, not a wrong type
    return [] if default.is_callable else default.arg


def _ensure_fits(place: str, column: sa.Column[Any], value: Any) -> None:
    longest = getattr(column.type, "length", None)
    if isinstance(value, str) and longest and len(value) > longest:
        raise ShipmentError(f"{place}: {column.name} has {len(value)} characters and may have {longest}.")


def slugs_in(value: Any) -> list[str]:
    """Return the slugs that a referring column holds, one or several."""
    if isinstance(value, list):
        return [str(slug) for slug in value]
    return [str(value)] if value else []


def suggestion(slug: str, known: set[str]) -> str:
    """Return a sentence naming the known slug nearest to `slug`, or nothing."""
    near = get_close_matches(slug, sorted(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def _ensure_whole(shipment: Shipment) -> None:
    for kind in KINDS:
        for row in shipment[kind.table].values():
            for column, table in kind.references():
                _ensure_named(row, column, table, set(shipment[table]))
    states = set(shipment["states"]) | WORDS_FOR_JURISDICTION
    for row in shipment["credentials"].values():
        _ensure_named(row, "jurisdiction", "states", states)


def _ensure_named(row: ShippedRow, column: str, table: str, known: set[str]) -> None:
    for slug in slugs_in(row.values[column]):
        if slug not in known:
            raise ShipmentError(
                f"{row.place}: {column} names {slug!r}, which is no slug of {table}.{suggestion(slug, known)}"
            )


def read_shipment(folder: Path = FOLDER) -> Shipment:
    """Read every shipped file of `folder`, or raise ShipmentError naming the file and line that is wrong."""
    shipment = {kind.table: _read_kind(kind, folder) for kind in KINDS}
    _ensure_whole(shipment)
    return shipment


@cache
def this_release() -> Shipment:
    """Return what this release ships, read once a process."""
    return read_shipment()
