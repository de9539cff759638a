"""Career: the record of continuing education."""

from flask import Flask

from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring the record into the application."""
    from . import views  # noqa: PLC0415 - importing a model must not import views

    app.register_blueprint(views.bp)
    navigation.add_to_account_menu(
        app,
        navigation.Entry("Contact hours", "career.list_hours", "award", 20, navigation.signed_in),
    )
