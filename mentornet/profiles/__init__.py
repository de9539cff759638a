"""Profiles: mentors and mentees by specialization and goal."""

from flask import Flask

from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring profiles into the application."""
    from . import hooks, views  # noqa: PLC0415 - views need the features below to be whole

    app.register_blueprint(views.bp)
    hooks.init_app(app)
    navigation.add_to_account_menu(
        app, navigation.Entry("My profile", "profiles.show_own_profile", "person", 10, navigation.signed_in)
    )
