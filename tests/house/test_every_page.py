"""Can everybody use every page there is? Each door that shows a page, on a phone, in both colour schemes, by keyboard."""

from __future__ import annotations

import pytest

from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import PHONE, sign_in
from tests.support.cast import make_cast
from tests.support.doors import Row, all_rows
from tests.support.keyboard import assert_keyboard_alone_will_do

READERS = ("ben", "ada", "cora", "root", "drew", "olga")
OK = 200
PAGES = [
    row
    for row in all_rows()
    if row.method == "GET"
    and row.status_inside == OK
    and not row.endpoint.partition(".")[2].startswith("download_")
]
"""A file to keep is no page: a browser leaves where it is and saves it."""


def reader_of(row: Row) -> str | None:
    """Return who of the cast reads the page: somebody signed in where one may, else a stranger."""
    return next((name for name in READERS if row.is_let_in(name)), None)


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.endpoint)
def test_everybody_can_use_every_page(app, row, open_page):
    with in_context(app):
        cast = make_cast()
        values = row.scene(cast)
    with app.test_request_context():
        path = app.url_map.bind("localhost").build(row.endpoint, values | dict(row.query))
    page = open_page(viewport=PHONE, has_touch=True)
    reader = reader_of(row)
    if reader:
        sign_in(page, app, getattr(cast, reader).id)
    if page.request.get(path).headers["content-type"] != "text/html; charset=utf-8":
        return  # not a page: health, security.txt, calendars and their like
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == OK
    assert_accessible(page)
    assert_keyboard_alone_will_do(page)
