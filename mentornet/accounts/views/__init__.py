"""What was clicked about accounts? The pages, by subject."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from . import conduct, entering, joining, own_account, people, signed_in_browsers  # noqa: E402 - they need bp

__all__ = ["bp", "conduct", "entering", "joining", "own_account", "people", "signed_in_browsers"]
