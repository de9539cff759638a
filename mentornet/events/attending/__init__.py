"""Who was there? Check-in by codes, at the desk or in the room, and its undoing."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring the desk and the codes into the application."""
    from ..tabs import Tab, add_event_tab  # noqa: PLC0415 - as below
    from . import views  # noqa: PLC0415 - importing a model must not import views

    app.register_blueprint(views.bp)
    pages = ("events_attending.show_desk", "events_attending.list_came")
    add_event_tab(app, Tab("Check-in", pages[0], 80, pages, is_for_registration=True))
