"""Who may do what? Each feature lists its doors in `tests/<feature>/doors.py`; here is what a row is made of.

    ROWS = [
        Row("groups.list_groups", MEMBERS),
        Row("groups.show_group", THE_PARTY, scene=one_group),
        Row("groups.rename_group", COORDINATORS, scene=one_group, form={"name": "Nights"}),
    ]

A row says what every visitor of the cast gets at one endpoint: `IN`, `SIGN_IN` (sent to sign in) or the
status of a refusal. `scene(cast)` prepares the rows that the page is about and returns the parts of its
address; it runs in an application context and what it adds is committed. Ada and Ben are the parties of the
matter, Cora coordinates its program, Olga another one, Root administers, Drew has no part in it. A rule with
GET and POST needs a row for each (`method="POST"`). Every row also runs the whole view for those let in, so
`inside` names the status they get (200 for GET and 302 for POST where nothing is said).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask

from .cast import Cast

TESTS = Path(__file__).parent.parent
VISITORS = ("stranger", "drew", "ben", "ada", "cora", "olga", "root")
IN = 0  # stands for the row's `inside`
SIGN_IN = 1  # stands for 302 to the sign-in page
SENT_HOME = 302  # sent elsewhere: what this page is for is done already
SILENT = frozenset({"HEAD", "OPTIONS"})

Expected = Mapping[str, int]


def everyone(status: int, **but: int) -> Expected:
    """Return the same `status` for every visitor, except those named."""
    return dict.fromkeys(VISITORS, status) | but


ANYONE = everyone(IN)
MEMBERS = everyone(IN, stranger=SIGN_IN)
ADMINISTRATORS = everyone(403, stranger=SIGN_IN, root=IN)
COORDINATORS = everyone(404, stranger=SIGN_IN, cora=IN, root=IN)
THE_PARTY = everyone(404, stranger=SIGN_IN, ben=IN, ada=IN)
NOBODY_BY_GUESSING = everyone(404, stranger=SIGN_IN)


def but(expected: Expected, **others: int) -> Expected:
    """Return `expected` with what is different for some: `but(COORDINATORS, ben=IN)`."""
    return dict(expected) | others


def _no_scene(_cast: Cast) -> dict[str, Any]:
    return {}


def as_file(scene: Callable[[Cast], dict[str, Any]] = _no_scene) -> Callable[[Cast], dict[str, Any]]:
    """Return a scene whose list is taken out as a file."""
    return lambda cast: scene(cast) | {"ending": "csv"}


@dataclass(frozen=True)
class Row:
    """What every visitor gets at one endpoint by one method."""

    endpoint: str
    expected: Expected
    scene: Callable[[Cast], dict[str, Any]] = field(default=_no_scene, kw_only=True)
    method: str = field(default="GET", kw_only=True)
    form: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    inside: int | None = field(default=None, kw_only=True)
    query: Mapping[str, Any] = field(default_factory=dict, kw_only=True)

    @property
    def status_inside(self) -> int:
        """The status for those let in."""
        return self.inside or (200 if self.method == "GET" else 302)

    def status_for(self, visitor: str) -> int:
        """Return the status `visitor` is to get."""
        status = {IN: self.status_inside, SIGN_IN: 302}
        return status.get(self.expected[visitor], self.expected[visitor])

    def is_let_in(self, visitor: str) -> bool:
        """Say whether `visitor` comes in."""
        return self.expected[visitor] == IN


def all_rows() -> Iterator[Row]:
    """Yield the rows of every feature's `doors.py`, in the order of their folders."""
    for path in sorted(TESTS.rglob("doors.py")):
        if path != Path(__file__):
            name = ".".join(path.relative_to(TESTS.parent).with_suffix("").parts)
            yield from import_module(name).ROWS


def doors_of(app: Flask) -> set[tuple[str, str]]:
    """Return every (endpoint, method) that the application answers to."""
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - SILENT
    }
