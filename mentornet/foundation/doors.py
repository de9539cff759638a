"""Who may come in? Every view names its door; an application with a view that names none does not start."""

from __future__ import annotations

import enum
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from .errors import NotAllowedError

P = ParamSpec("P")
R = TypeVar("R")


class Door(enum.StrEnum):
    """Who a view is for. What an object demands beyond that is decided where it is loaded."""

    ANYONE = "anyone"
    LINK = "whoever holds the mailed link"
    MEMBER = "any signed-in member"
    PARTY = "the members the thing belongs to"
    COORDINATOR = "coordinators of the program"
    ADMINISTRATOR = "administrators"
    DEVELOPMENT = "anyone, in development and demo only"


OPEN_DOORS = frozenset({Door.ANYONE, Door.LINK, Door.DEVELOPMENT})


def door(kind: Door) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """Mark a view with its door and keep strangers out of all but the open ones.

    A stranger is sent to sign in and brought back afterwards. An administrator's door answers 403 to
    others. Coordinators' and parties' doors let any member up to the object, whose loader answers 404
    to those it does not belong to.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R | Response]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            if kind not in OPEN_DOORS and not current_user.is_authenticated:
                back = request.full_path.rstrip("?") if request.method == "GET" else None
                return redirect(url_for("accounts.sign_in", next=back))
            if kind is Door.ADMINISTRATOR and not current_user.is_administrator:
                raise NotAllowedError("This page is for administrators.")
            return view(*args, **kwargs)

        guarded.door = kind  # type: ignore[attr-defined]  # read by the table of doors
        return guarded

    return decorate


def door_of(app: Flask, endpoint: str) -> Door | None:
    """Return the door that the view behind `endpoint` names, if it names one."""
    view: Any = app.view_functions[endpoint]
    return getattr(view, "door", None)


def ensure_every_view_has_a_door(app: Flask) -> None:
    """Raise LookupError naming the views that say nothing of who may come in."""
    missing = sorted(name for name in app.view_functions if door_of(app, name) is None)
    if missing:
        raise LookupError(f"These views name no door: {', '.join(missing)}.")
