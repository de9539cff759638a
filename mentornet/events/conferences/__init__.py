"""What is on at a conference? Rooms, tracks and sessions, each member's own agenda, and the call for abstracts."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring the programme of conferences into the application, and its links to the page of an event."""
    from ..tabs import Tab, add_event_tab  # noqa: PLC0415 - importing a model must not import views
    from . import jobs, views  # noqa: F401, PLC0415 - as above; the jobs register themselves
    from .page import links_for  # noqa: PLC0415 - as above

    app.register_blueprint(views.bp)
    programme = (
        "events_conferences.edit_programme",
        "events_conferences.add_session",
        "events_conferences.edit_session",
    )
    add_event_tab(app, Tab("Programme", programme[0], 64, programme, is_for_registration=True))
    add_event_tab(app, Tab("Call", "events_conferences.edit_call", 66, is_for_registration=True))
    app.jinja_env.globals["programme_links"] = links_for
