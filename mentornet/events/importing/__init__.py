"""Bringing events in from elsewhere: calendar files, spreadsheets and lists of conferences."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring the pages for it into the application."""
    from . import jobs, views  # noqa: F401, PLC0415 - the jobs register themselves; importing a model must not import views

    app.register_blueprint(views.bp)
