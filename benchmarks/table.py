"""What holds of what was aimed at? Rows of what, measured, target and whether it holds; as text, markdown or JSON."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

HEADS = ("what", "measured", "target", "holds")
_WIDTHS = (46, 80, 22, 5)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    target: str = ""
    holds: bool | None = None
    """Nothing where there is no target."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What the words were made of, for whoever reads the file."""

    def cells(self) -> tuple[str, str, str, str]:
        """Return what is printed."""
        return self.what, self.measured, self.target, {None: "", True: "yes", False: "no"}[self.holds]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows that belong together, made one after another as they are measured."""

    title: str
    rows: Iterable[Row]


def most(what: str, measured: float, limit: float, unit: str, **more: float) -> Row:
    """Return a row whose figure should not be above a limit."""
    told = f"{_short(measured)} {unit}".strip()
    figures = {"measured": measured, "limit": limit, **more}
    return Row(what, told, f"at most {limit:g} {unit}".strip(), measured <= limit, figures)


def least(what: str, measured: float, limit: float, unit: str, **more: float) -> Row:
    """Return a row whose figure should not be below a limit."""
    told = f"{_short(measured)} {unit}".strip()
    figures = {"measured": measured, "limit": limit, **more}
    return Row(what, told, f"at least {limit:g} {unit}".strip(), measured >= limit, figures)


def _short(number: float) -> str:
    """Tell a number in two or three places that count."""
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"


def tell(parts: Iterable[Part], *, is_markdown: bool = False) -> list[tuple[str, Row]]:
    """Print every row as soon as it is there; return all with the title of their part."""
    found = []
    line = _markdown if is_markdown else _text
    print(line(HEADS), flush=True)
    print(line(["---"] * 4) if is_markdown else "-" * (sum(_WIDTHS) + 6), flush=True)
    for part in parts:
        print(line([f"**{part.title}**", "", "", ""]) if is_markdown else f"{part.title}:", flush=True)
        for row in part.rows:
            found.append((part.title, row))
            print(line(row.cells()), flush=True)
    return found


def _markdown(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(cells: Sequence[str]) -> str:
    return "  ".join(f"{cell:{width}}" for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()


def summary(found: Sequence[tuple[str, Row]]) -> str:
    """Return how many of the targets hold, and name those that do not."""
    aimed = [row for _, row in found if row.holds is not None]
    missed = [row.what for row in aimed if not row.holds]
    told = f"{len(aimed) - len(missed)} of {len(aimed)} targets hold."
    return f"{told} Not: {'; '.join(missed)}." if missed else told


def keep(path: Path, found: Sequence[tuple[str, Row]]) -> None:
    """Write rows and the machine they were taken on to a file."""
    rows = [{"part": title, **asdict(row)} for title, row in found]
    path.write_text(json.dumps({"machine": machine(), "rows": rows}, indent=1), encoding="utf-8")


def machine() -> dict[str, str]:
    """Tell what the figures depend on."""
    libraries = {name: importlib.metadata.version(name) for name in ("numpy", "scipy", "sqlalchemy")}
    return {
        "python": platform.python_version(),
        "processor": platform.machine(),
        "processors": str(os.cpu_count()),
        **libraries,
    }
