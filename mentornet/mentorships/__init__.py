"""Mentorships: a pair at work, from the agreement to the end."""

from flask import Flask

from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring the pages of pairs into the application."""
    from . import views  # noqa: PLC0415 - importing a model must not import every view

    app.register_blueprint(views.bp)
    navigation.add(
        app,
        navigation.Entry("Mentoring", "mentorships.list_mentorships", "pair", 10, navigation.signed_in),
    )
