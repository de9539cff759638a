"""Can everybody use every page there is? Each door that shows a page, on a phone, in both colour schemes, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error

from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import PHONE, opened_page, served, sign_in, without_complaints
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


@pytest.fixture(scope="module")
def phone(chromium, app_on):
    """One phone for all pages: it keeps what it has loaded, and nobody stays signed in on it."""
    app, _ = app_on("sqlite")
    with served(app) as address, opened_page(chromium, address, viewport=PHONE, has_touch=True) as page:
        yield page


def shown(page, path):
    """Open `path` and return whether it is a page: calendars are saved, health and its like are no HTML."""
    page.emulate_media(color_scheme="light")
    try:
        answer = page.goto(path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    assert answer.status == OK
    return answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.endpoint)
def test_everybody_can_use_every_page(app, row, phone):
    with in_context(app):
        cast = make_cast()
        values = row.scene(cast)
    with app.test_request_context():
        path = app.url_map.bind("localhost").build(row.endpoint, values | dict(row.query))
    phone.context.clear_cookies()
    if reader := reader_of(row):
        sign_in(phone, app, getattr(cast, reader).id)
    with without_complaints(phone):
        if shown(phone, path):
            assert_accessible(phone)
            assert_keyboard_alone_will_do(phone)
