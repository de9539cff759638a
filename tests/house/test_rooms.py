"""Is everything in its room? The walls inside a feature, which import contracts between features cannot see."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "mentornet"
ROOMS = ("models", "rules", "queries", "access", "services", "letters", "forms", "jobs", "views", "api")
FRAMEWORK = ("flask", "flask_login", "flask_wtf", "wtforms", "werkzeug")
MAY_NOT_KNOW = {
    "models": ("rules", "queries", "access", "services", "letters", "forms", "jobs", "views", "api"),
    "rules": ("queries", "access", "services", "letters", "forms", "jobs", "views", "api"),
    "queries": ("access", "services", "letters", "forms", "jobs", "views", "api"),
    "services": ("access", "forms", "views", "api"),
    "forms": ("services", "views", "api", "jobs"),
}
WITHOUT_FRAMEWORK = ("models", "rules", "queries", "services")
DRAWERS = ("utils", "helpers", "common", "misc")


@dataclass(frozen=True)
class Import:
    """Somebody knows somebody: `mentornet.a.services` imports `mentornet.b.queries`."""

    by: str
    of: str

    def __str__(self) -> str:
        return f"{self.by} imports {self.of}"


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports() -> Iterator[Import]:
    for path in sorted(HOUSE.rglob("*.py")):
        name = module_name(path)
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (Import(name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
                base = ".".join([*above, *(node.module or "").split(".")]).strip(".")
                yield from (Import(name, f"{base}.{alias.name}") for alias in node.names)


def feature_and_room(name: str) -> tuple[str, str]:
    """Return the feature and the room of a module: `mentornet.matching.answers.services` is matching's services."""
    parts = name.split(".")
    feature = parts[1] if parts[0] == "mentornet" and len(parts) > 1 else ""
    return feature, next((part for part in parts[2:] if part in ROOMS), "")


KNOWN = list(imports())


@pytest.mark.parametrize("room", MAY_NOT_KNOW)
def test_a_room_does_not_know_the_rooms_above_it(room):
    broken = [
        str(one)
        for one in KNOWN
        if feature_and_room(one.by)[1] == room
        and feature_and_room(one.of)[0] == feature_and_room(one.by)[0] != "foundation"
        and feature_and_room(one.of)[1] in MAY_NOT_KNOW[room]
    ]
    assert broken == []


@pytest.mark.parametrize("room", WITHOUT_FRAMEWORK)
def test_what_decides_and_happens_does_not_know_the_web(room):
    broken = [
        str(one)
        for one in KNOWN
        if feature_and_room(one.by)[1] == room
        and one.of.split(".")[0] in FRAMEWORK
        and one.of != "flask_login.UserMixin"
    ]
    assert broken == []


def test_nobody_reaches_into_another_features_views_or_forms():
    broken = [
        str(one)
        for one in KNOWN
        if feature_and_room(one.of)[1] in {"views", "forms"}
        and feature_and_room(one.of)[0] not in {feature_and_room(one.by)[0], "foundation"}
    ]
    assert broken == []


def test_services_leave_the_commit_to_the_edge():
    rooms = [
        path
        for path in HOUSE.rglob("*.py")
        if feature_and_room(module_name(path))[1] in {"services", "queries", "rules"}
    ]
    broken = [module_name(path) for path in rooms if "session.commit(" in path.read_text()]
    assert broken == []


def test_there_is_no_drawer_without_a_name():
    assert [str(path) for path in HOUSE.rglob("*.py") if path.stem in DRAWERS] == []


def test_every_module_opens_with_its_question():
    silent = [
        module_name(path)
        for path in HOUSE.rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
