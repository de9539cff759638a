"""A real Chromium on a real server, which fails the test on any complaint in its console."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from .cast import browser_of

HOW_TO_GET_IT = "No Chromium was found: install your system's chromium package, or name one in CHROMIUM."
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
HOST = "127.0.0.1"
PATIENCE = 30_000  # milliseconds: two browsers and two servers share two cores
expect.set_options(timeout=PATIENCE / 2)
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1440, "height": 900}


def find_chromium() -> str:
    """Return the path of a Chromium, or raise LookupError saying how to get one."""
    named = os.environ.get("CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise LookupError(HOW_TO_GET_IT)
    return found


def launch(playwright: Playwright) -> Browser:
    """Start Chromium without a screen, in its sandbox where we are not root."""
    return playwright.chromium.launch(
        executable_path=find_chromium(), chromium_sandbox=os.geteuid() != 0, args=list(SWITCHES)
    )


class _QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's signature
        """Keep the test's output for the test."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve `app` on a free port of this machine while the block runs, and yield its address."""
    server = make_server(HOST, 0, app, threaded=True, request_handler=_QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sign_in(page: Page, app: Flask, account_id: int) -> None:
    """Give `page` the cookie of somebody who signed in elsewhere."""
    cookie = browser_of(app, account_id).get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": HOST, "path": "/"}])


@contextmanager
def without_complaints(page: Page) -> Iterator[None]:
    """Fail where the console of `page` tells of an error, or a script fails, while the block runs."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            complaints.append(message.text)

    def fail(error: Error) -> None:
        complaints.append(str(error))

    page.on("console", note)
    page.on("pageerror", fail)
    try:
        yield
    finally:
        page.remove_listener("console", note)
        page.remove_listener("pageerror", fail)
    assert not complaints, f"The browser complained: {complaints}"


@contextmanager
def opened_page(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    """Open a page in a fresh profile; a console error or a failed script fails the test at the end."""
    context: BrowserContext = browser.new_context(base_url=address, **options)  # type: ignore[arg-type]  # Playwright's own names
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    try:
        with without_complaints(page):
            yield page
    finally:
        context.close()
