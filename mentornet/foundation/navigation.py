"""Where can one go from here? Features add their entries; the page head shows those that are for this person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the main navigation; `shown_to` is asked with the signed-in account, or None."""

    label: str
    endpoint: str
    icon: str
    order: int
    shown_to: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as the page shows it."""

    label: str
    url: str
    icon: str
    is_current: bool


def signed_in(account: Any) -> bool:
    """Show an entry to everyone who is signed in."""
    return account is not None


def everyone(_account: Any) -> bool:
    """Show an entry to strangers as well."""
    return True


def add(app: Flask, entry: Entry) -> None:
    """Put `entry` into the navigation of `app`."""
    app.extensions.setdefault("navigation", []).append(entry)


def items(app: Flask, account: Any) -> list[Item]:
    """List the entries for `account` in order, the one whose page this is marked."""
    here = request.blueprint
    entries: list[Entry] = sorted(app.extensions.get("navigation", []), key=lambda entry: entry.order)
    return [
        Item(entry.label, url_for(entry.endpoint), entry.icon, entry.endpoint.split(".")[0] == here)
        for entry in entries
        if entry.shown_to(account)
    ]


def init_app(app: Flask) -> None:
    """Give every page its navigation and the account it is shown to."""

    @app.context_processor
    def _context() -> dict[str, Any]:
        if not request:
            return {"current_account": None, "navigation": []}
        account = current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001 - the proxy's documented way out
        return {"current_account": account, "navigation": items(app, account)}
