"""Mentorships: a pair at work, from the agreement to the end."""

from flask import Flask

from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring the pages of pairs into the application."""
    from ..accounts.hooks import on_act  # noqa: PLC0415 - as below
    from ..programs.tabs import Tab, add_tab  # noqa: PLC0415 - as below
    from . import leaving, meetups, views  # noqa: PLC0415 - importing a model must not import every view

    app.register_blueprint(views.bp)
    meetups.init_app(app)
    on_act(leaving.end_of_disabled)
    add_tab(app, Tab("Pairs", "mentorships.list_program_mentorships", 25))
    navigation.add(
        app,
        navigation.Entry(
            "Mentoring",
            "mentorships.list_mentorships",
            "pair",
            10,
            navigation.signed_in,
            covers=("/proposals/", "/requests"),
        ),
    )
