"""Accounts: people who can sign in, what lets them in, and their roles."""

from flask import Flask

from ..foundation import navigation
from . import commands, gate, jobs, login, passwords
from .views import bp

__all__ = ["init_app", "jobs"]


def init_app(app: Flask) -> None:
    """Bring accounts into the application."""
    login.init_app(app)
    passwords.init_app(app)
    gate.init_app(app)
    app.register_blueprint(bp)
    app.cli.add_command(commands.make_administrator)
    app.cli.add_command(commands.disable_account)
    for name, endpoint in (
        ("sign_in", "accounts.sign_in"),
        ("join", "accounts.sign_up"),
        ("sign_out", "accounts.sign_out"),
        ("conduct", "accounts.show_conduct"),
        ("privacy", "accounts.show_privacy"),
        ("security", "health.show_security_contact"),
    ):
        navigation.name_page(app, name, endpoint)
    for entry in (
        navigation.Entry("Account", "accounts.show_account", "gear", 90, navigation.signed_in),
        navigation.Entry("All accounts", "accounts.list_people", "people", 95, navigation.administrators),
        navigation.Entry(
            "Code of conduct", "accounts.publish_conduct", "shield", 97, navigation.administrators
        ),
    ):
        navigation.add_to_account_menu(app, entry)
