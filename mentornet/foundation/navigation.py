"""Where can one go from here? Features add their entries; the page head shows those that are for this person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a menu; `shown_to` is asked with the signed-in account, or None for a stranger."""

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


def administrators(account: Any) -> bool:
    """Show an entry to administrators."""
    return account is not None and account.is_administrator


def add(app: Flask, entry: Entry, *, to: str = "navigation") -> None:
    """Put `entry` into the main navigation of `app`, or into its `account_navigation`."""
    app.extensions.setdefault(to, []).append(entry)


def name_page(app: Flask, name: str, endpoint: str) -> None:
    """Tell the page head and foot where the page called `name` is: home, join, sign_in, notices, help and such."""
    app.extensions.setdefault("named_pages", {})[name] = endpoint


def items(app: Flask, account: Any, *, of: str = "navigation") -> list[Item]:
    """List the entries for `account` in order, the one whose page this is marked."""
    entries: list[Entry] = sorted(app.extensions.get(of, []), key=lambda entry: entry.order)
    return [
        Item(entry.label, url_for(entry.endpoint), entry.icon, _is_here(entry, of))
        for entry in entries
        if entry.shown_to(account)
    ]


def _is_here(entry: Entry, of: str) -> bool:
    if of == "navigation":  # an entry there stands for its whole feature
        return entry.endpoint.split(".", maxsplit=1)[0] == request.blueprint
    return entry.endpoint == request.endpoint


def init_app(app: Flask) -> None:
    """Give every page its navigation, the pages it names, and the account it is shown to."""

    @app.context_processor
    def _context() -> dict[str, Any]:
        if not request:
            return {"current_account": None, "navigation": [], "account_navigation": [], "site_urls": {}}
        account = current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001 - the proxy's documented way out
        named = app.extensions.get("named_pages", {})
        return {
            "current_account": account,
            "navigation": items(app, account),
            "account_navigation": items(app, account, of="account_navigation"),
            "site_urls": {name: url_for(endpoint) for name, endpoint in named.items()},
        }
