"""What does it count for? Certificates of those who were there, and their contact hours."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring certificates into the application."""
    from . import jobs, views  # noqa: F401, PLC0415 - the jobs register themselves; importing a model must not import views

    app.register_blueprint(views.bp)
