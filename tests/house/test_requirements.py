"""Is what docs/requirements.md claims there: each row once, each page an address, each test a test?"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask

from mentornet.foundation.database import db

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "requirements.md"
STATE = re.compile(r"met|(?:in part|not yet): [a-z]+")
QUOTED = re.compile(r"`([^`]+)`")
ALL = {f"R{number:02}" for number in range(1, 89)}


class Claim(NamedTuple):
    """One row of the table."""

    id: str
    words: str
    state: str
    pages: list[str]
    tests: list[str]


def claims() -> list[Claim]:
    rows = [line for line in TABLE.read_text().splitlines() if line.startswith("| R")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return [Claim(a, b, c, QUOTED.findall(pages), QUOTED.findall(tests)) for a, b, c, pages, tests in cells]


@cache
def names_in(path: Path) -> set[str]:
    found = ast.walk(ast.parse(path.read_text()))
    return {node.name for node in found if isinstance(node, ast.FunctionDef)}


def test_each_requirement_stands_there_once():
    listed = [claim.id for claim in claims()]
    assert sorted(listed) == sorted(ALL)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_a_claim_names_its_pages_and_tests(claim):
    assert STATE.fullmatch(claim.state)
    if claim.state.startswith("not yet"):
        assert not claim.tests
    else:
        assert claim.pages
        assert claim.tests
    for name in claim.tests:
        path, _, test = name.partition("::")
        assert (ROOT / path).is_file(), f"{claim.id}: {path} is no file"
        assert test in names_in(ROOT / path), f"{claim.id}: {test} is not in {path}"


def test_each_page_that_is_claimed_is_there(app, visit):
    missing = []
    for claim in claims():
        for page in claim.pages:
            path = page.partition("?")[0]
            assert app.url_map.bind("localhost").match(path), f"{claim.id}: no route for {path}"
            if visit().get(page).status_code >= 400:
                missing.append(f"{claim.id}: {page}")
    assert not missing


def test_988_stands_at_the_foot_of_every_page(app, visit, cast):
    browser = visit(cast.root)
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.arguments:
            continue
        answer = browser.get(rule.rule)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            foot = answer.text.partition("<footer")[2]
            assert 'href="tel:988"' in foot, f"{rule.rule} ends without 988"


def test_nothing_records_hours_as_approved(app: Flask):
    """Supervised hours are signed off by the supervisor's own board forms, never here.

    The body that approved a course for contact hours, and its number for it, are another matter.
    """
    allowed = {
        "transitions.supervised_hours",
        "credentials.ce_hours_per_period",
        "support_resources.hours",
        "mentor_profiles.hours_a_month",
        "event_certificates.approved_by",  # the body that approved the course
    }
    with app.app_context():
        columns = {
            f"{table.name}.{column.name}" for table in db.metadata.tables.values() for column in table.c
        }
    named = {
        name
        for name in columns
        if re.search(r"hours|approv(?!al_(?:body|number))|sign_?off|supervised_by", name.split(".")[1])
    }
    assert named == allowed
