"""How was it? A few questions to those who were there, summed up for the organizer."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring feedback into the application."""
    from ..tabs import Tab, add_event_tab  # noqa: PLC0415 - as below
    from . import jobs, views  # noqa: F401, PLC0415 - the jobs register themselves; importing a model must not import views

    app.register_blueprint(views.bp)
    add_event_tab(app, Tab("Feedback", "events_feedback.show_feedback", 90, is_for_registration=True))
