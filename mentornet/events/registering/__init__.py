"""Who comes? Seats taken one by one, a line in its order, and timed offers of the seats that come free."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring registration into the application, and its box to the page of an event."""
    from . import jobs, views  # noqa: F401, PLC0415 - the jobs register themselves; importing a model must not import views
    from .page import box_for  # noqa: PLC0415 - as above

    app.register_blueprint(views.bp)
    app.jinja_env.globals["registration_box"] = box_for
