"""Our events in people's own calendars: feeds for everyone, one for each person, and single events."""

from __future__ import annotations

from flask import Flask

from ...foundation import navigation


def init_app(app: Flask) -> None:
    """Bring the feeds into the application, and the person's own into the menu under their name."""
    from . import views  # noqa: PLC0415 - importing a model must not import views

    app.register_blueprint(views.bp)
    entry = navigation.Entry(
        "Your calendar", "events_calendars.show_own_calendar", "calendar", 45, navigation.signed_in
    )
    navigation.add_to_account_menu(app, entry)
