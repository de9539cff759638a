"""What every test can ask for: an application on each database, the cast, and a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy.orm import scoped_session

from mentornet.foundation.database import db

from .support import browser as browsers
from .support import postgres
from .support.applications import Wiper, in_context, make_app
from .support.cast import Cast, browser_of, make_cast
from .support.client import SuspiciousClient

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def app_on(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], tuple[Flask, Wiper]]]:
    """Build the application on a database when it is first asked for, and keep it for the whole run."""
    built: dict[str, tuple[Flask, Wiper]] = {}

    def on(database: str) -> tuple[Flask, Wiper]:
        if database not in built:
            url = "" if database == "sqlite" else request.getfixturevalue("postgres_url")
            app = make_app(url, tmp_path_factory.mktemp(database))
            with app.app_context():
                wiper = Wiper(db.engine)
                wiper.keep_what_is_there()
            built[database] = app, wiper
        return built[database]

    yield on
    for _app, wiper in built.values():
        wiper.engine.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of the tests' own; its URL has a place for the database's name."""
    with postgres.running_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database: the one named in TEST_DATABASE_URL, or one on a server of our own."""
    named = os.environ.get("TEST_DATABASE_URL")
    return named or postgres.create_database(request.getfixturevalue("postgres_server"), "mentornet")


@pytest.fixture(params=DATABASES)
def app(request: pytest.FixtureRequest, app_on: Callable[[str], tuple[Flask, Wiper]]) -> Iterator[Flask]:
    """The application, its database as it was when it was new; the test runs once on each database."""
    app, wiper = app_on(request.param)
    yield app
    with app.app_context():
        db.session.remove()
    wiper.wipe()


@pytest.fixture
def session(app: Flask) -> Iterator[scoped_session[Any]]:
    """A database session in an application context, for rules of rows, queries and services."""
    with app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The cast's accounts, committed."""
    with in_context(app):
        return make_cast()


@pytest.fixture
def visit(app: Flask) -> Callable[..., SuspiciousClient]:
    """Open a test browser: `visit(cast.ada)`, or `visit()` for a stranger's."""
    return lambda person=None: browser_of(app, person.id if person else None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, kept for the whole run."""
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of the application on a real server."""
    with browsers.served(app) as address:
        yield address


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open pages in profiles of their own: `open_page(viewport=PHONE, color_scheme="dark")`."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(browsers.opened_page(chromium, address, **options))


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A folder of the test's own."""
    return tmp_path
