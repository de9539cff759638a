"""Who comes? Seats taken one by one, a line in its order, and timed offers of the seats that come free."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring registration into the application, and its box to the page of an event."""
    from ..tabs import Tab, add_event_tab  # noqa: PLC0415 - as above
    from . import jobs, views  # noqa: F401, PLC0415 - the jobs register themselves; importing a model must not import views
    from .page import box_for  # noqa: PLC0415 - as above

    app.register_blueprint(views.bp)
    add_event_tab(
        app, Tab("Who comes", "events_registering.list_registrations", 70, is_for_registration=True)
    )
    app.jinja_env.globals["registration_box"] = box_for
