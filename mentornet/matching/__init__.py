"""Matching: rounds, proposals and answers."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring rounds into the application: their pages, their jobs and what is due by the clock."""
    from . import jobs  # noqa: F401, PLC0415 - jobs register themselves; they need the features below first
    from .answers import jobs as answer_jobs  # noqa: F401, PLC0415 - as above
    from .answers import views as answer_views  # noqa: PLC0415 - as above

    app.register_blueprint(answer_views.bp)
