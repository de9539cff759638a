"""Matching: rounds, proposals and answers."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring rounds into the application: their pages, their jobs and what is due by the clock."""
    from ..accounts.hooks import on_act  # noqa: PLC0415 - as below
    from ..programs.services import on_leaving  # noqa: PLC0415 - as below
    from ..programs.tabs import Tab, add_tab  # noqa: PLC0415 - needs the features below to be imported first
    from . import jobs, views  # noqa: F401, PLC0415 - as above; jobs register themselves
    from .answers import jobs as answer_jobs  # noqa: F401, PLC0415 - as above
    from .answers import leaving  # noqa: PLC0415 - as above
    from .answers import views as answer_views  # noqa: PLC0415 - as above

    app.register_blueprint(views.bp)
    app.register_blueprint(answer_views.bp)
    add_tab(app, Tab("Rounds", "matching.list_rounds", 20, ("matching.open_round",)))
    on_leaving(leaving.take_back_of_enrolment)
    on_act(leaving.take_back_of_disabled)
