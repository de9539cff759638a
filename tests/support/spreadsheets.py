"""Spreadsheets for the cast's program: made-up people, as a coordinator would send them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from mentornet.foundation.database import db
from mentornet.foundation.tables import stream_xlsx
from mentornet.imports.models import Import

from .applications import in_context
from .cast import Cast, Person
from .client import SuspiciousClient
from .programs import stage_program

MENTEES = """Name,Email,Job title,Goals,Specialties,State
Mia Brook,mia@people.example,Mental health technician,Earn a certification,Geriatric,Ohio
Noor Saleh,noor@people.example,psych tech,Documentation; Crisis skills,Geriatrik; Equine therapy,OH
"""


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as the text of a CSV file, with the headings of the first."""
    written = io.StringIO()
    lines = list(rows)
    writer = csv.DictWriter(written, list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    return written.getvalue()


def as_xlsx(text: str) -> bytes:
    """Return the table of a CSV text as a workbook."""
    headings, *rows = csv.reader(io.StringIO(text))
    return b"".join(stream_xlsx(headings, rows))


def send(
    browser: SuspiciousClient,
    content: str | bytes,
    *,
    name: str = "people.csv",
    side: str = "mentee",
    slug: str = "rungs",
) -> TestResponse:
    """Send a file as a browser would."""
    data = content.encode() if isinstance(content, str) else content
    form = {"file": (io.BytesIO(data), name), "side": side}
    return browser.post(f"/programs/{slug}/imports", data=form, content_type="multipart/form-data")


class Desk:
    """Somebody who brings files into a program, and what stands on the desk."""

    def __init__(self, app: Flask, browser: SuspiciousClient) -> None:
        self.app, self.browser = app, browser

    def bring(self, content: str | bytes, *, name: str = "people.csv", side: str = "mentee") -> int:
        """Send a file and return the id of its import."""
        response = send(self.browser, content, name=name, side=side)
        assert response.status_code == 302, response.get_data(as_text=True)
        return int(response.location.split("/")[-2])

    def choose(self, import_id: int, *, side: str = "mentee", **columns: str) -> TestResponse:
        """Take the columns as guessed, but for those named (spaces of a heading as `_`)."""
        with self.app.app_context():
            one = db.session.get_one(Import, import_id)
            wanted = {key.replace("_", " "): value for key, value in columns.items()}
            chosen = {
                f"column-{place}": wanted.get(column["key"], one.columns[column["key"]])
                for place, column in enumerate(one.found)
            }
        return self.browser.post(f"/imports/{import_id}/columns", data={"side": side, **chosen})

    def answer(self, import_id: int, **answers: str) -> TestResponse:
        """Answer the values that are asked about as they are proposed, but for those named by their key."""
        from mentornet.imports.models import ImportValue

        with self.app.app_context():
            values = db.session.query(ImportValue).filter_by(import_id=import_id).all()
            wanted = {key.replace("_", " "): value for key, value in answers.items()}
            form = {
                f"value-{value.id}": wanted.get(value.key, value.suggestions[0] if value.suggestions else "")
                for value in values
            }
        return self.browser.post(f"/imports/{import_id}/values", data=form)

    def preview(
        self, content: str | bytes, *, side: str = "mentee", name: str = "people.csv", **columns: str
    ) -> int:
        """Bring a file as far as its preview, values as they are proposed, and return its id."""
        import_id = self.bring(content, side=side, name=name)
        assert self.choose(import_id, side=side, **columns).status_code == 302
        if self.state(import_id) == "values":
            assert self.answer(import_id).status_code == 302
        assert self.state(import_id) == "preview", self.state(import_id)
        return import_id

    def confirm(self, import_id: int) -> TestResponse:
        """Give the word to the preview that stands."""
        with self.app.app_context():
            edition = db.session.get_one(Import, import_id).shown_edition
        return self.browser.post(f"/imports/{import_id}/confirm", data={"edition": edition})

    def bring_in(self, content: str | bytes, *, side: str = "mentee", **columns: str) -> int:
        """Bring a file all the way and return its id."""
        import_id = self.preview(content, side=side, **columns)
        assert self.confirm(import_id).status_code == 302
        assert self.state(import_id) == "done", self.state(import_id)
        return import_id

    def state(self, import_id: int) -> str:
        """Return where the import stands."""
        with self.app.app_context():
            return str(db.session.get_one(Import, import_id).state)

    def counts(self, import_id: int) -> dict[str, int]:
        """Return how many lines have each fate, without those that nobody has."""
        with self.app.app_context():
            return {fate: n for fate, n in db.session.get_one(Import, import_id).counts.items() if n}


def stage_desk(app: Flask, cast: Cast, visit: Any, *, by: Person | None = None, **program: Any) -> Desk:
    """Commit the cast's program and sit Cora down before it."""
    stage_program(app, cast, **program)
    with in_context(app):
        pass
    return Desk(app, visit(by or cast.cora))
