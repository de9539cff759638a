"""Whose import is this? Its program's coordinators'; and the letter's link is its reader's alone."""

from __future__ import annotations

from ..foundation.errors import NotFoundError
from ..programs.access import ensure_coordinates
from ..programs.services import hashed
from .models import BroughtIn, Import
from .queries import find_brought_by_token, get_import


def load_coordinated_import(import_id: int) -> Import:
    """Return the import, or raise NotFoundError unless the person signed in may run its program."""
    one = get_import(import_id)
    ensure_coordinates(one.program_id)
    return one


def load_brought(token: str) -> BroughtIn:
    """Return whom the link is for, or raise NotFoundError where it leads to nobody any more."""
    brought = find_brought_by_token(hashed(token))
    if brought is None or brought.account.confirmed_at is not None:
        raise NotFoundError(
            "This link leads nowhere any more: the account was claimed, or what was brought is erased already. "
            "If the account is yours, sign in with your address."
        )
    return brought
