"""Notifications: what awaits a person, in the app and by mail."""

from typing import Any

from flask import Flask, has_request_context
from flask_login import current_user

from ..foundation import navigation
from ..foundation.mail import add_headers
from . import queries
from .stopping import headers_of


def init_app(app: Flask) -> None:
    """Bring the page of notices into the application, and the badge to every page."""
    from . import jobs, views  # noqa: F401, PLC0415 - views need the features below to be imported first, jobs come along

    app.register_blueprint(views.bp)
    add_headers(headers_of)
    entry = navigation.Entry(
        "Letters and reminders", "notifications.edit_settings", "bell", 46, navigation.signed_in
    )
    navigation.add_to_account_menu(app, entry)
    navigation.name_page(app, "notices", "notifications.list_notices")

    @app.context_processor
    def _badge() -> dict[str, Any]:
        if not has_request_context() or not current_user.is_authenticated:
            return {}
        return {"unread_notices": queries.count_unread(current_user)}
