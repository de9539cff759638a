"""Do the documents tell the truth? Their examples run, their numbers are the code's, and every page can be reached."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import fields
from doctest import DocTest, DocTestRunner, Example, OutputChecker
from importlib import import_module
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path

import pytest
from click import Group
from flask import Flask

from mentornet.matching import engine

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MATCHING = DOCS / "matching.md"
ENGINE = ROOT / "mentornet" / "matching" / "engine"

BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
REFUSED = re.compile(r"\w+Error: .+")
WHOSE = re.compile(r"^[\w.]+\.(?=\w+Error: )")
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
QUOTED = re.compile(r"`([^`]+)`")


def examples_of(page: str) -> Iterator[Example]:
    """Read the Python blocks of a page: `# value` behind an expression, or in the line below it, is what it comes to."""
    for block in BLOCK.finditer(page):
        first = page.count("\n", 0, block.start(1))
        for statement in ast.parse(block[1]).body:
            yield example_of(block[1].splitlines(), statement, first)


def example_of(lines: list[str], statement: ast.stmt, first: int) -> Example:
    """Make one statement an example, with the value that stands by it where it is an expression."""
    last = statement.end_lineno or statement.lineno
    source = "\n".join(lines[statement.lineno - 1 : last])
    below = lines[last] if last < len(lines) and lines[last].startswith("# ") else ""
    behind = lines[last - 1].encode()[statement.end_col_offset :].decode().strip() or below
    want = behind.removeprefix("#").strip() if isinstance(statement, ast.Expr) else ""
    refused = want if REFUSED.fullmatch(want) else None
    return Example(source, want, exc_msg=refused, lineno=first + statement.lineno - 1)


class _Plainly(OutputChecker):
    """Leaves out which module an error is from."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return super().check_output(want, WHOSE.sub("", got), optionflags)


def run(page: str, name: str) -> str:
    """Run a page's examples one after another; return what did not come to what stands behind it."""
    told, examples = list[str](), list(examples_of(page))
    assert examples
    session = DocTest(examples, {"__name__": "session"}, "examples", name, 0, None)
    DocTestRunner(_Plainly()).run(session, out=told.append)
    return "".join(told)


def rows_under(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table with this heading."""
    below = page.partition(heading)[2].lstrip("\n").splitlines()[1:]
    return [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in takewhile(lambda line: line.startswith("|"), below)
    ]


def test_the_examples_of_the_engine_come_to_what_stands_behind_them():
    told = run(MATCHING.read_text(encoding="utf-8"), "docs/matching.md")
    assert not told, told


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("1 + 1  # 2", True),
        ("1 + 1  # 3", False),
        ("1 + 1", False),
        ("1 + 1\n# 2", True),
        ("1 + 1\n# 3", False),
        ("number = 1 + 1  # a remark", True),
        ("sum(  # of two\n    [1, 1]\n)  # 2", True),
        ("int(\"x\")  # ValueError: invalid literal for int() with base 10: 'x'", True),
        ('int("x")  # ValueError: something else', False),
    ],
)
def test_an_example_that_went_stale_is_found(line: str, *, holds: bool):
    assert bool(run(f"```python\n{line}\n```\n", "one line")) is not holds


def test_every_module_of_the_engine_stands_in_its_table():
    rows = rows_under(MATCHING.read_text(encoding="utf-8"), "| module | its question |")
    named = [name for row in rows for name in QUOTED.findall(row[0])]
    modules = {path.relative_to(ENGINE).with_suffix("").as_posix() for path in ENGINE.rglob("*.py")}
    assert len(named) == len(set(named))
    assert set(named) == {name for name in modules if not name.endswith("__init__")}


def test_every_number_of_the_method_is_the_one_in_the_code():
    rows = rows_under(MATCHING.read_text(encoding="utf-8"), "| number | name | what it is |")
    assert rows
    for number, name, _ in rows:
        module, _, constant = name.strip("`").rpartition(".")
        found = getattr(import_module(f"mentornet.matching.engine.{module}"), constant)
        assert f"{found:,}" == number, f"{name} is {found:,} in the code and {number} in docs/matching.md"


def test_every_criterion_stands_there_with_its_weight_and_its_facts():
    page = MATCHING.read_text(encoding="utf-8")
    rows = rows_under(page, "| criterion | weight | of the mentee | of the mentor | value |")
    assert {name.strip("`"): float(weight) for name, weight, *_ in rows} == engine.DEFAULT_WEIGHTS
    others = set(QUOTED.findall(page.partition("Facts that are no criterion:")[2].partition("\n\n")[0]))
    for side, cell in ((engine.Mentee, 2), (engine.Mentor, 3)):
        facts = {field.name for field in fields(side)}
        told = {fact for row in rows for fact in QUOTED.findall(row[cell])}
        assert told <= facts
        assert facts - told <= others


def test_every_hard_rule_stands_there():
    rows = rows_under(MATCHING.read_text(encoding="utf-8"), "| hard rule | a pair may not be where |")
    assert sorted(name for row in rows for name in QUOTED.findall(row[0])) == sorted(engine.Rule)


def test_every_name_that_the_engine_gives_stands_there_once():
    rows = rows_under(MATCHING.read_text(encoding="utf-8"), "| names | what they are |")
    assert sorted(name for row in rows for name in QUOTED.findall(row[0])) == sorted(engine.__all__)


def links_of(page: Path) -> Iterator[str]:
    for address, _ in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in address:
            yield address


PAGES = sorted({*ROOT.glob("*.md"), *DOCS.rglob("*.md")})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file(page: Path):
    assert not [address for address in links_of(page) if not (page.parent / address).exists()]


def test_every_page_can_be_reached_from_the_first():
    waiting, reached = [ROOT / "README.md"], set[Path]()
    while waiting:
        page = waiting.pop()
        reached.add(page)
        linked = {(page.parent / address).resolve() for address in links_of(page)}
        waiting += [one for one in linked if one.suffix == ".md" and one not in reached]
    lost = [page.relative_to(ROOT).as_posix() for page in PAGES if page not in reached]
    assert not [name for name in lost if name != "CHANGELOG.md" and "/decisions/" not in name]


COMMAND = re.compile(r"flask --app wsgi ([a-z][a-z-]+)((?:[^\n`|]|\\\n)*)")
TARGET = re.compile(r"(?:`|^    )make ([a-z]+)", re.MULTILINE)
PLACE = re.compile(r"`((?:tests|mentornet|templates|docs|benchmarks)/[^`\s<>:]+)")


def every_page() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_command_of_a_page_is_there_with_its_options(app: Flask):
    for name, rest in COMMAND.findall(every_page()):
        command = app.cli.commands.get(name)
        assert command, f"There is no command {name}."
        known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
        unknown = set(re.findall(r"(?<!\S)--[a-z-]+", rest)) - known
        assert isinstance(command, Group) or not unknown, f"{name} does not know {unknown}"


def test_every_make_of_a_page_is_a_target():
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(TARGET.findall(every_page())) <= known


def test_every_module_that_a_page_starts_is_there():
    for name in re.findall(r"python -m ([a-z_.]+)", every_page()):
        assert find_spec(name), f"There is no module {name}."


def test_every_place_that_a_page_names_is_there():
    named = {place for place in PLACE.findall(every_page()) if "*" not in place}
    assert not [place for place in named if not (ROOT / place).exists()]


def test_every_setting_that_a_page_names_is_one():
    known = set(
        re.findall(r"MENTORNET_[A-Z_]+", (ROOT / "config.py").read_text() + (ROOT / "Makefile").read_text())
    )
    assert set(re.findall(r"MENTORNET_[A-Z_]+", every_page())) <= known


def test_the_map_of_the_house_has_each_of_its_parts():
    first = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^      ([a-z]+)/ ", first, re.MULTILINE)
    parts = {path.parent.name for path in (ROOT / "mentornet").glob("*/__init__.py")}
    assert sorted(told) == sorted(parts)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("roles", "roles"),
        ("steps between them", "transitions"),
        ("credentials", "credentials"),
        ("jurisdictions", "states"),
    ],
)
def test_the_first_page_counts_the_catalogue_as_it_is_shipped(words: str, name: str):
    shipped = ROOT / "mentornet" / "catalogue" / "shipped" / f"{name}.csv"
    with shipped.open(encoding="utf-8", newline="") as file:
        count = sum(1 for _ in csv.DictReader(file))
    assert f"{count} {words}" in (ROOT / "README.md").read_text(encoding="utf-8")
