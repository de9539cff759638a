"""Where do a pair meet? A time at an event to which both go."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring meet-ups into the application, and their box to the pair's page."""
    from . import queries, views  # noqa: PLC0415 - importing a model must not import views

    app.register_blueprint(views.bp)
    app.jinja_env.globals["meet_ups_of"] = queries.occasions_of
