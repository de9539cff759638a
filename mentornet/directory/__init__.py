"""Directory: finding people of one's programs."""

from flask import Flask

from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring the directory into the application."""
    from . import views  # noqa: PLC0415 - views need the features below to be whole

    app.register_blueprint(views.bp)
    navigation.add(
        app, navigation.Entry("People", "directory.list_people", "people", 30, navigation.signed_in)
    )
