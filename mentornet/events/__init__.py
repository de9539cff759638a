"""Events: workshops, conferences and meetings."""

from flask import Flask

from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring events into the application."""
    from . import (  # noqa: F401, PLC0415 - views need the features below to be imported first, jobs come along
        attending,
        calendars,
        conferences,
        credit,
        feedback,
        importing,
        jobs,
        meeting,
        registering,
        reminding,
        tabs,
        views,
    )

    tabs.init_app(app)
    app.register_blueprint(views.bp)
    registering.init_app(app)
    calendars.init_app(app)
    importing.init_app(app)
    attending.init_app(app)
    credit.init_app(app)
    feedback.init_app(app)
    meeting.init_app(app)
    reminding.init_app(app)
    conferences.init_app(app)
    navigation.add(app, navigation.Entry("Events", "events.list_events", "calendar", 50, navigation.everyone))
