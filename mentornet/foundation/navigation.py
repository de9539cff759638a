"""Where can one go from here? Features add their entries; the page head shows those that are for this person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a menu; `shown_to` is asked with the signed-in account, or None for a stranger.

    An entry is marked on its own page and those below it, and where an address begins with one it `covers`.
    """

    label: str
    endpoint: str
    icon: str
    order: int
    shown_to: Callable[[Any], bool]
    covers: tuple[str, ...] = ()


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


def add(app: Flask, entry: Entry) -> None:
    """Put `entry` into the main navigation of `app`."""
    app.extensions.setdefault("navigation", []).append(entry)


def add_to_account_menu(app: Flask, entry: Entry) -> None:
    """Put `entry` into the menu under the person's own name."""
    app.extensions.setdefault("account_navigation", []).append(entry)


def name_page(app: Flask, name: str, endpoint: str) -> None:
    """Say which page the frame means by `name`: home, sign_in, join, sign_out, notices, conduct, privacy, security, help."""
    app.extensions.setdefault("site_pages", {})[name] = endpoint


def _is_around(entry: Entry) -> bool:
    """Say whether the page that is shown stands below the entry's own page, or is one it covers."""
    here, root = request.script_root + request.path, url_for(entry.endpoint)
    return here == root or (root != "/" and here.startswith(f"{root}/")) or here.startswith(entry.covers)


def _is_this_page(entry: Entry) -> bool:
    return entry.endpoint == request.endpoint


def _items(entries: list[Entry], account: Any, is_current: Callable[[Entry], bool]) -> list[Item]:
    return [
        Item(entry.label, url_for(entry.endpoint), entry.icon, is_current(entry))
        for entry in sorted(entries, key=lambda entry: entry.order)
        if entry.shown_to(account)
    ]


def init_app(app: Flask) -> None:
    """Give every page its menus and the account they are shown to."""

    @app.context_processor
    def _context() -> dict[str, Any]:
        if not request:
            return {"current_account": None}
        account = current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001 - the proxy's documented way out
        pages: dict[str, str] = app.extensions.get("site_pages", {})
        return {
            "current_account": account,
            "navigation": _items(app.extensions.get("navigation", []), account, _is_around),
            "account_navigation": _items(
                app.extensions.get("account_navigation", []), account, _is_this_page
            ),
            "site_urls": {name: url_for(endpoint) for name, endpoint in pages.items()},
        }
