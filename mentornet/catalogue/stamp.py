"""Has the catalogue changed since we looked? A token in the database, and memories kept for as long as it stands."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from ..foundation.database import db
from .models import CatalogueStamp

P = ParamSpec("P")
R = TypeVar("R")
THE_ROW = 1
KEY = "catalogue_token"


def current_token() -> str:
    """Return the token of the catalogue as it stands in this transaction; it is asked for once."""
    known = db.session().info
    if KEY not in known:
        known[KEY] = db.session.scalar(sa.select(CatalogueStamp.token)) or ""
    return str(known[KEY])


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_soft_rollback")
def _ask_anew(session: Session, *_more: object) -> None:
    session.info.pop(KEY, None)


def stamp_anew() -> None:
    """Give the catalogue a new token, so that every process forgets what it remembered.

    Random rather than counted: a number given back by a rollback would be given out again.
    """
    token = secrets.token_hex(16)
    stamp = db.session.get(CatalogueStamp, THE_ROW)
    if stamp is None:
        db.session.add(CatalogueStamp(id=THE_ROW, token=token))
    else:
        stamp.token = token
    db.session().info.pop(KEY, None)
    db.session.flush()  # a reader in this transaction must not take the old memory for the new


def remembered(load: Callable[P, R]) -> Callable[P, R]:
    """Keep what `load` answers, for each of its arguments, until the catalogue changes.

    Memories are light rows and plain values, never mapped objects: those belong to a session.
    """
    memory: dict[Any, tuple[str, R]] = {}

    @wraps(load)
    def recall(*args: P.args, **kwargs: P.kwargs) -> R:
        token, key = current_token(), (args, tuple(sorted(kwargs.items())))
        kept = memory.get(key)
        if kept is None or kept[0] != token:
            kept = memory[key] = (token, load(*args, **kwargs))
        return kept[1]

    return recall
