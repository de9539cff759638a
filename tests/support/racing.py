"""Many people pressing at once, over HTTP, against a real server."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from flask import Flask

from .cast import browser_of

BUSY = 503


@dataclass(frozen=True)
class Presser:
    """A person's browser, as the headers and the form that it sends."""

    headers: dict[str, str]
    body: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one press got."""

    path: str
    status: int
    location: str


def presser(app: Flask, account_id: int | None) -> Presser:
    """Sign the account in, if there is one, and return its browser, with the token its forms would hold."""
    client = browser_of(app, account_id)
    token = client._form_token()
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return Presser({"Cookie": f"{cookie.key}={cookie.value}", "X-CSRFToken": token, "Content-Length": "0"})


def with_form(who: Presser, **form: str) -> Presser:
    """Return the browser with a form to send."""
    body = urlencode(form)
    head = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    return Presser(who.headers | head, body)


def _press(connection: http.client.HTTPConnection, path: str, who: Presser) -> Outcome:
    connection.request("POST", path, who.body or None, headers=who.headers)
    answer = connection.getresponse()
    answer.read()
    return Outcome(path, answer.status, answer.headers.get("Location", ""))


def press_at_once(address: str, presses: Sequence[tuple[Presser, str]]) -> list[Outcome]:
    """Send every POST at the same moment, each on a connection of its own that is open already."""
    host = urlsplit(address)
    gate = threading.Barrier(len(presses))
    outcomes: list[Outcome] = []

    def press(who: Presser, path: str) -> None:
        connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=60)
        connection.connect()
        gate.wait()
        outcome = _press(connection, path, who)
        while outcome.status == BUSY:  # nothing was written, and the page says to try again
            outcome = _press(connection, path, who)
        outcomes.append(outcome)
        connection.close()

    threads = [threading.Thread(target=press, args=one) for one in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
