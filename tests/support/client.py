"""A browser that trusts nothing: it looks at every answer for what no page of ours may do."""

from __future__ import annotations

import io
import re
from typing import Any, Self

import html5lib
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event
from werkzeug.test import TestResponse

from mentornet.foundation.database import db

MAY_BE_WRITTEN_BY_GET = ("sign_in_sessions", "throttle_counts")
RAW_TOKEN = "0" * 40
HTML = "{http://www.w3.org/1999/xhtml}"
LOOKED_AT: set[str] = set()
VARYING = re.compile(r"(?<![&#\w])\d+|(?<=value=\")[\w.-]{60,}(?=\")")
"""What differs from one page to its like and cannot break it: whole numbers (ids, hours) and signed tokens."""


def signed_token(app: Flask) -> str:
    """Return what a form of `app` sends for a session whose token is RAW_TOKEN."""
    return str(URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(RAW_TOKEN))


class Watch:
    """What one request did to the database."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.writes: list[str] = []
        self.pending: set[int] = set()
        self.lost: list[str] = []

    def __enter__(self) -> Self:
        event.listen(self.engine, "before_cursor_execute", self._statement)
        event.listen(self.engine, "commit", self._commit)
        event.listen(self.engine, "rollback", self._rollback)
        return self

    def __exit__(self, *_error: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self._statement)
        event.remove(self.engine, "commit", self._commit)
        event.remove(self.engine, "rollback", self._rollback)

    def _statement(self, connection: sa.Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}:
            self.writes.append(statement)
            self.pending.add(id(connection))

    def _commit(self, connection: sa.Connection) -> None:
        self.pending.discard(id(connection))

    def _rollback(self, connection: sa.Connection) -> None:
        if id(connection) in self.pending:
            self.pending.discard(id(connection))
            self.lost.append(self.writes[-1])


class SuspiciousClient(FlaskClient):
    """Sends a form's token as a browser would, and fails the test on an answer that is not well made."""

    def open(self, *args: Any, token: bool = True, **kwargs: Any) -> TestResponse:
        """Make a request; `token=False` leaves the form's token out."""
        method = str(kwargs.get("method", "GET")).upper()
        if method == "POST" and token:
            kwargs["headers"] = {**dict(kwargs.get("headers") or {}), "X-CSRFToken": self._form_token()}
        with self.application.app_context():
            engine = db.engine
        with Watch(engine) as watch:
            response = super().open(*args, **kwargs)
        self._look_at(method, response, watch)
        return response

    def _form_token(self) -> str:
        with self.session_transaction() as session:
            session["csrf_token"] = RAW_TOKEN
        return signed_token(self.application)

    def _look_at(self, method: str, response: TestResponse, watch: Watch) -> None:
        if method in {"GET", "HEAD"}:
            stray = [s for s in watch.writes if not any(name in s for name in MAY_BE_WRITTEN_BY_GET)]
            assert not stray, f"A GET wrote to the database: {stray[0]}"
        if response.status_code < 400:
            assert not watch.lost, f"The request ended with an uncommitted change: {watch.lost[0]}"
        assert "Content-Security-Policy" in response.headers, "An answer without its headers"
        if response.mimetype == "text/html" and response.data:
            self._look_at_page(response)

    def _look_at_page(self, response: TestResponse) -> None:
        text = response.get_data(as_text=True)
        shape = VARYING.sub("0", text)
        if (
            shape in LOOKED_AT
        ):  # the same page on the other database: a parse takes longer than the page itself
            return
        whole = text.lstrip().lower().startswith("<!doctype")
        parser = html5lib.HTMLParser(strict=False)
        tree = parser.parse(io.StringIO(text)) if whole else parser.parseFragment(io.StringIO(text))
        assert not parser.errors, f"Malformed HTML: {parser.errors[:3]}"
        assert "style=" not in text.replace("data-style=", ""), "The strict policy blocks style attributes"
        if whole:
            heads = tree.findall(f".//{HTML}h1")
            assert len(heads) == 1, f"A page has one h1; this one has {len(heads)}"
        for form in tree.iter(f"{HTML}form"):
            if form.get("method", "get").lower() == "post":
                names = [field.get("name") for field in form.iter(f"{HTML}input")]
                assert "csrf_token" in names, f"A form to {form.get('action')} has no token"
        LOOKED_AT.add(shape)
