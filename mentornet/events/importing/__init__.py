"""Bringing events in from elsewhere: calendar files, spreadsheets and lists of conferences."""

from __future__ import annotations

from flask import Flask

from .entries import MOST_BYTES

AROUND_A_FILE = 64 * 1024
"""What a form writes around the file it carries."""


def init_app(app: Flask) -> None:
    """Bring the pages for it into the application."""
    from ...foundation.storage import takes_files  # noqa: PLC0415 - as below
    from . import jobs, views  # noqa: F401, PLC0415 - the jobs register themselves; importing a model must not import views

    app.register_blueprint(views.bp)
    takes_files(app, "events_importing.choose_file", most_bytes=MOST_BYTES + AROUND_A_FILE)
