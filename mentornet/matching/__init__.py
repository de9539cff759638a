"""Matching: rounds, proposals and answers."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring rounds into the application: their pages, their jobs and what is due by the clock."""
    from ..accounts.hooks import on_act  # noqa: PLC0415 - as below
    from ..profiles.links import add_links  # noqa: PLC0415 - as below
    from ..programs.services import on_leaving  # noqa: PLC0415 - as below
    from ..programs.tabs import Tab, add_tab  # noqa: PLC0415 - needs the features below to be imported first
    from ..safety.hooks import on_block  # noqa: PLC0415 - as above
    from . import jobs, kept, views  # noqa: F401, PLC0415 - as above; jobs register themselves
    from .answers import jobs as answer_jobs  # noqa: F401, PLC0415 - as above
    from .answers import leaving  # noqa: PLC0415 - as above
    from .answers import views as answer_views  # noqa: PLC0415 - as above
    from .asking import jobs as asking_jobs  # noqa: F401, PLC0415 - as above
    from .asking import leaving as asking_leaving  # noqa: PLC0415 - as above
    from .asking import linking  # noqa: PLC0415 - as above
    from .asking import views as asking_views  # noqa: PLC0415 - as above

    app.register_blueprint(views.bp)
    app.register_blueprint(answer_views.bp)
    app.register_blueprint(asking_views.bp)
    add_tab(app, Tab("Rounds", "matching.list_rounds", 20, ("matching.open_round",)))
    add_tab(app, Tab("Requests", "asking.list_program_requests", 27))
    add_links(app, linking.links_to_ask)
    on_leaving(leaving.take_back_of_enrolment)
    on_leaving(asking_leaving.take_back_of_enrolment)
    on_act(leaving.take_back_of_disabled)
    on_act(asking_leaving.take_back_of_disabled)
    on_act(kept.forget_disabled)
    on_block(leaving.take_back_of_block)
    on_block(asking_leaving.take_back_of_block)
