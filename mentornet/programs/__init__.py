"""Programs: who runs them, who takes part, and on what terms."""

from flask import Flask

from ..accounts.hooks import on_act
from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring programs into the application."""
    from . import services, tabs, views  # noqa: PLC0415 - views need the features below to be imported first

    app.register_blueprint(views.bp)
    tabs.init_app(app)
    on_act(services.greet_newcomer)
    navigation.add(
        app,
        navigation.Entry(
            "Programs", "programs.list_programs", "flag", 30, navigation.everyone, covers=("/rounds/",)
        ),
    )
