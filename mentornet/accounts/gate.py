"""What must be settled first? An address confirmed, and the newest code of conduct accepted."""

from __future__ import annotations

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ..foundation.doors import OPEN_DOORS, Door, door_of
from .queries import newest_conduct_number
from .rules import needs_to_accept

ALWAYS = frozenset(
    {
        "accounts.accept_conduct",
        "accounts.show_conduct",
        "accounts.show_privacy",
        "accounts.sign_in",
        "accounts.sign_out",
    }
)
WHILE_UNCONFIRMED = frozenset({"accounts.resend_confirmation", "accounts.wait_for_confirmation"})


def hold_back() -> ResponseReturnValue | None:
    """Send a signed-in person to what must be settled first; strangers and settled people go on."""
    endpoint = request.endpoint
    if endpoint is None or endpoint in ALWAYS or endpoint.startswith("health."):
        return None
    if not current_user.is_authenticated:
        return None
    if current_user.confirmed_at is None:
        return _until_confirmed(endpoint)
    if needs_to_accept(current_user, newest_conduct_number()) and _door_here(endpoint) is not Door.LINK:
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.accept_conduct", next=back))
    return None


def _until_confirmed(endpoint: str) -> ResponseReturnValue | None:
    if endpoint in WHILE_UNCONFIRMED or _door_here(endpoint) in OPEN_DOORS:
        return None
    return redirect(url_for("accounts.wait_for_confirmation"))


def _door_here(endpoint: str) -> Door | None:
    return door_of(current_app, endpoint)


def init_app(app: Flask) -> None:
    """Stand before every page."""
    app.before_request(hold_back)
