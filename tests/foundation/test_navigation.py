"""Where does the menu say that one is?"""

from __future__ import annotations

import re

import pytest

from tests.support.applications import in_context
from tests.support.programs import make_program
from tests.support.rounds import open_round


def marked(page: str) -> list[str]:
    head = page.partition('aria-label="Main"')[2].partition("nav-more")[0]
    return re.findall(r'aria-current="page">.*?<span>(.*?)</span>', head)


@pytest.mark.parametrize(
    ("address", "entry"),
    [("/", "Today"), ("/programs/rungs/mentorships", "Programs"), ("/programs/rungs/rounds", "Programs")],
)
def test_the_menu_marks_the_page_that_stands_above_this_one(app, cast, visit, address, entry):
    with in_context(app):
        make_program(coordinator_id=cast.cora.id)
    assert marked(visit(cast.cora).get(address).text) == [entry]


def test_a_round_is_among_the_programs(app, cast, visit):
    with in_context(app):
        number = open_round(make_program(coordinator_id=cast.cora.id)).id
    assert marked(visit(cast.cora).get(f"/rounds/{number}/gathering").text) == ["Programs"]
