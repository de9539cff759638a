"""Accounts: people who can sign in, what lets them in, and their roles."""

from flask import Flask

from . import login


def init_app(app: Flask) -> None:
    """Bring accounts into the application."""
    login.init_app(app)
