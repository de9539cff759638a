"""Who is signed in? A random token in the cookie, its row on the server, and nothing believed without both."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ..foundation import clock
from ..foundation.database import changed_rows, db
from .models import Account, SignInSession

LASTS = timedelta(days=30)
IDLE = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=10)
BROWSERS = (  # the first that fits: most claim to be others, too
    ("Firefox/", "Firefox"),
    ("Edg", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def hashed(token: str) -> str:
    """Return what is kept of a random token: its hash. Tokens are long and random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin_session(account: Account, *, browser: str) -> str:
    """Open a session for `account` and return the token for its cookie; the token is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    db.session.add(SignInSession(account=account, token_hash=hashed(token), browser=browser[:200]))
    return token


_ALIVE = (  # every page asks this: putting the statement together took longer than running it
    sa.select(SignInSession)
    .join(Account)
    .where(
        SignInSession.token_hash == sa.bindparam("hashed"),
        SignInSession.ended_at.is_(None),
        SignInSession.created_at > sa.bindparam("begun"),
        SignInSession.last_seen_at > sa.bindparam("seen"),
        Account.disabled_at.is_(None),
    )
    .options(joinedload(SignInSession.account))
)


def find_session(token: str) -> SignInSession | None:
    """Return the live session of `token`: not ended, not too old, its account not disabled."""
    moment = clock.now()
    values = {"hashed": hashed(token), "begun": moment - LASTS, "seen": moment - IDLE}
    return db.session.scalars(_ALIVE, values).one_or_none()


def note_seen(found: SignInSession) -> None:
    """Remember that the session was used, at most every ten minutes, on a connection of its own.

    Between those it writes nothing at all: SQLite has one writer, and a page that only reads must not wait for it.
    """
    moment = clock.now()
    if found.last_seen_at >= moment - SEEN_EVERY:
        return
    seen = sa.update(SignInSession).where(
        SignInSession.id == found.id, SignInSession.last_seen_at < moment - SEEN_EVERY
    )
    with db.engine.begin() as connection:
        connection.execute(seen.values(last_seen_at=moment))


def end_session(token: str) -> None:
    """End the session of `token`: its cookie is dead from the commit on."""
    _end(SignInSession.token_hash == hashed(token))


def end_one_session(account: Account, *, session_id: int) -> bool:
    """End one session of `account` by its id, and say whether it was theirs and alive."""
    return _end(SignInSession.account_id == account.id, SignInSession.id == session_id) > 0


def end_all_sessions(account: Account, *, but: str | None = None) -> int:
    """End every session of `account` except the one of token `but`; return how many."""
    others = [SignInSession.token_hash != hashed(but)] if but else []
    return _end(SignInSession.account_id == account.id, *others)


def _end(*which: sa.ColumnElement[bool]) -> int:
    alive = sa.update(SignInSession).where(SignInSession.ended_at.is_(None), *which)
    return changed_rows(alive.values(ended_at=clock.now()))


def browser_name(said: str) -> str:
    """Return a browser's name for its owner from what it says of itself: `Firefox on Android`."""
    browser = next((name for mark, name in BROWSERS if mark in said), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    return f"{browser} on {system}" if system else browser
