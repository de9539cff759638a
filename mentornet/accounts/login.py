"""How does a request know its person? Flask-Login, told to look for a session row rather than a name."""

from __future__ import annotations

from flask import Flask, request, session
from flask_login import LoginManager, current_user

from ..foundation.database import db
from .models import Account
from .sessions import begin_session, browser_name, end_session, find_session, note_seen

login_manager = LoginManager()
COOKIE_KEY = "_user_id"  # the key that Flask-Login reads


@login_manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
def load_account(token: str) -> Account | None:
    """Return the account whose live session `token` names."""
    found = find_session(token)
    if found is None:
        return None
    note_seen(found)
    return found.account


def let_in(account: Account) -> None:
    """Sign `account` in on this browser under a new session; whatever the old cookie held is ended."""
    if token := session.get(COOKIE_KEY):
        end_session(token)
    session.clear()
    session[COOKIE_KEY] = begin_session(account, browser=request.headers.get("User-Agent", ""))
    session["_fresh"] = True
    session.permanent = True
    db.session.commit()


def let_out() -> None:
    """Sign this browser out: the row is ended, so that a copied cookie is dead too."""
    token = session.get(COOKIE_KEY)
    if token:
        end_session(token)
    session.clear()
    db.session.commit()


def current_account() -> Account:
    """Return the account that is signed in; call it only behind a door that strangers do not pass."""
    account: Account = current_user._get_current_object()  # noqa: SLF001 - the proxy's documented way out
    return account


def current_token() -> str | None:
    """Return the token of this browser's session."""
    return session.get(COOKIE_KEY)


def init_app(app: Flask) -> None:
    """Tell Flask-Login where sessions live."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    app.jinja_env.filters["browser_name"] = browser_name
