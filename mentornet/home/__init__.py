"""Home: what awaits you today, and what strangers find."""

from flask import Flask

from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring the first page into the application."""
    from . import views  # noqa: PLC0415 - the views need every feature below

    app.register_blueprint(views.bp)
    navigation.name_page(app, "home", "home.show_home")
    navigation.add(app, navigation.Entry("Today", "home.show_home", "today", 5, navigation.signed_in))
