"""What can the reader do about somebody whose profile they look at? Higher features add their links; profiles know none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from ..accounts.models import Account


@dataclass(frozen=True, slots=True)
class Link:
    """One act on another page: what it is called, where it is, and its icon."""

    label: str
    url: str
    icon: str


FindLinks = Callable[[Account, int], list[Link]]


def add_links(app: Flask, find: FindLinks) -> None:
    """Have `find(reader, account_id)` asked for links whenever somebody's profile is shown to another."""
    app.extensions.setdefault("profile_links", []).append(find)


def links_to(reader: Account, account_id: int) -> list[Link]:
    """List what `reader` can do about `account_id`, in the order in which features were added."""
    finders: list[FindLinks] = current_app.extensions.get("profile_links", [])
    return [link for find in finders for link in find(reader, account_id)]
