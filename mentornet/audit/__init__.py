"""Audit: who did what to whom, append-only."""

from flask import Flask

from ..accounts import hooks
from ..foundation import navigation
from .forms import in_words
from .services import record
from .views import bp


def init_app(app: Flask) -> None:
    """Bring the trail into the application, and write down what happens to accounts."""
    app.register_blueprint(bp)
    app.jinja_env.filters["act_in_words"] = in_words
    hooks.on_act(record)
    entry = navigation.Entry("Trail of acts", "audit.list_entries", "book", 96, navigation.administrators)
    navigation.add_to_account_menu(app, entry)
