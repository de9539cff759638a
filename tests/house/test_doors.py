"""Does every door let in those it should, and nobody else?"""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask

from mentornet.foundation.database import db
from tests.support.applications import Wiper, in_context
from tests.support.cast import Cast, browser_of, make_cast
from tests.support.doors import SIGN_IN, VISITORS, Row, all_rows, doors_of
from tests.support.doors_page import PAGE, page_of_doors

ROWS = list(all_rows())


def _enact(app: Flask, wiper: Wiper, row: Row) -> tuple[Cast, str]:
    """Empty the house, bring in the cast and the row's scene, and return the cast and the page's address."""
    wiper.wipe()
    with in_context(app):
        cast = make_cast()
        values = row.scene(cast)
    with app.test_request_context():
        parts = app.url_map.bind("localhost").build(row.endpoint, values | dict(row.query), method=row.method)
    return cast, parts


def _knock(app: Flask, cast: Cast, address: str, row: Row, visitor: str) -> str:
    """Let `visitor` try the door, and return what was wrong with the answer, or an empty text."""
    person = None if visitor == "stranger" else getattr(cast, visitor)
    browser = browser_of(app, person.id if person else None)
    answer = browser.open(address, method=row.method, data=row.form if row.method != "GET" else None)
    expected = row.status_for(visitor)
    if answer.status_code != expected:
        return f"{visitor} got {answer.status_code} instead of {expected}"
    is_sent_to_sign_in = answer.status_code == 302 and answer.location.startswith("/sign-in")
    if is_sent_to_sign_in != (row.expected[visitor] == SIGN_IN):
        return f"{visitor} was sent to {answer.location}"
    return ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method}-{row.endpoint}")
def test_a_door_opens_to_those_it_should_and_nobody_else(app_on, row):
    app, wiper = app_on("sqlite")
    wrong = []
    kept_out = [visitor for visitor in VISITORS if not row.is_let_in(visitor)]
    try:
        cast, address = _enact(app, wiper, row)
        wrong += [_knock(app, cast, address, row, visitor) for visitor in kept_out]
        for visitor in set(VISITORS) - set(kept_out):
            if row.method != "GET":  # what the one before changed must not stand in the way
                cast, address = _enact(app, wiper, row)
            wrong.append(_knock(app, cast, address, row, visitor))
    finally:
        with app.app_context():
            db.session.remove()
        wiper.wipe()
    assert not any(wrong), f"{row.method} {address}: " + "; ".join(filter(None, wrong))


def test_no_door_is_listed_twice_or_for_a_page_that_is_gone(app):
    counted = Counter((row.endpoint, row.method) for row in ROWS)
    assert [door for door, times in counted.items() if times > 1] == []
    assert set(counted) - doors_of(app) == set()


def test_every_row_says_what_each_visitor_gets():
    assert [row.endpoint for row in ROWS if set(row.expected) != set(VISITORS)] == []


def test_every_door_of_the_house_is_listed(app):
    missing = doors_of(app) - {(row.endpoint, row.method) for row in ROWS}
    assert sorted(missing) == [], "Add a row for each to tests/<feature>/doors.py"


def test_the_page_of_doors_says_what_is_tried_here(app_on):
    app, _ = app_on("sqlite")
    assert PAGE.read_text() == page_of_doors(app), "Run `make doors` to write the page anew"
