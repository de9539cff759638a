"""Who is going, and whom would one like to meet there?"""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring those who go, and introductions, into the application."""
    from . import views  # noqa: PLC0415 - importing a model must not import views

    app.register_blueprint(views.bp)
