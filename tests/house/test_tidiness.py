"""Is everything that lies about used, and everything that is used written down?"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from mentornet.catalogue.kinds import KINDS
from mentornet.profiles.rules import Step

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
PACKAGE = re.compile(r"[A-Za-z0-9_.-]+")


def test_every_template_is_rendered_or_built_upon_by_something():
    sources = [*(ROOT / "mentornet").rglob("*.py"), *TEMPLATES.rglob("*.*")]
    text = "\n".join(path.read_text() for path in sources)
    by_step = {f"profiles/{step.name.lower()}.html" for step in Step}
    by_kind = {f"catalogue/entries/{kind.model.__tablename__}.html" for kind in KINDS}
    unused = []
    for path in TEMPLATES.rglob("*.*"):
        name = path.relative_to(TEMPLATES).as_posix()
        letter = name.removeprefix("letters/").rpartition(".")[0]
        told = {name, letter, letter.rpartition("/")[2]} if name.startswith("letters/") else {name}
        if not any(f'"{one}"' in text or f"'{one}'" in text for one in told):
            unused.append(name)
    unused = sorted(set(unused) - by_step - by_kind - {"catalogue/entries/any.html"})
    assert not unused


def test_every_macro_is_called_by_something():
    text = "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    text += "\n".join(path.read_text() for path in (ROOT / "mentornet").rglob("*.py"))
    macros = re.findall(r"{%-?\s*macro\s+(\w+)\(", text)
    assert not [name for name in macros if len(re.findall(rf"\b{name}\b", text)) == 1]


def test_every_dependency_is_written_down_with_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked_for = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    named = {PACKAGE.match(one).group().lower() for one in asked_for}  # type: ignore[union-attr]  # each begins with a name
    rows = [
        line for line in (ROOT / "docs/dependencies.md").read_text().splitlines() if line.startswith("| ")
    ]
    told = {name.partition("[")[0].strip() for row in rows for name in row.split("|")[1].split(",")}
    families = {name.removesuffix("*") for name in told if name.endswith("*")}
    missing = {name for name in named - told if not any(name.startswith(family) for family in families)}
    assert not missing
