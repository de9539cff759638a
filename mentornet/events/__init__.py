"""Events: workshops, conferences and meetings."""

from flask import Flask

from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring events into the application."""
    from . import attending, registering, views  # noqa: PLC0415 - views need the features below to be imported first

    app.register_blueprint(views.bp)
    registering.init_app(app)
    attending.init_app(app)
    navigation.add(app, navigation.Entry("Events", "events.list_events", "calendar", 50, navigation.everyone))
