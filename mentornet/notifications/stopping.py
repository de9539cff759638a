"""How does a letter say how to stop its like? A signed address that one press, or a mail program, may use."""

from __future__ import annotations

import hashlib

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from ..foundation.errors import NotFoundError
from ..foundation.mail import Letter
from ..foundation.templating import absolute_url
from ..foundation.words import canonical_address
from .models import NoticeKind
from .ways import BY_SLUG, DAILY, Subject, subject_of

SALT = "letters-of-a-subject"
GUEST_SALT = "letters-to-an-address"
DIGEST = "digest"
"""The category of the daily letter, which is of no one kind."""

NOT_WHOLE = "This address is not whole. Copy it from the letter once more."


def _signer(salt: str = SALT) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=salt)


def stop_address(account_id: int, subject: Subject) -> str:
    """Return the address that stops letters about `subject` to this account, without signing in."""
    token = _signer().dumps([account_id, subject.slug])
    return absolute_url("notifications.stop_letters", token=token)


def read_token(token: str) -> tuple[int, Subject]:
    """Return whom and what a token is about, or raise NotFoundError where we did not sign it."""
    try:
        account_id, slug = _signer().loads(token)
        return int(account_id), BY_SLUG[slug]
    except (BadSignature, ValueError, TypeError, KeyError) as error:  # a subject may be gone since the letter
        raise NotFoundError(NOT_WHOLE) from error


def address_hash(address: str) -> str:
    """Return what is known of an address in the letters that stop: the same however it is written."""
    return hashlib.sha256(canonical_address(address).encode()).hexdigest()


def guest_stop_address(address: str) -> str:
    """Return what stops every letter to somebody who has no account; it does not tell the address itself."""
    token = _signer(GUEST_SALT).dumps(address_hash(address))
    return absolute_url("notifications.stop_guest_letters", token=token)


def read_guest_token(token: str) -> str:
    """Return the hash of the address that a token is about, or raise NotFoundError where we did not sign it."""
    try:
        found = _signer(GUEST_SALT).loads(token)
    except BadSignature as error:
        raise NotFoundError(NOT_WHOLE) from error
    return str(found)


def headers_of(letter: Letter) -> dict[str, str]:
    """Return what mail programs need to offer "Unsubscribe" (RFC 8058); nothing for letters about the account itself."""
    if letter.category not in {*NoticeKind, DIGEST}:
        return {}
    if letter.account_id is None:
        address = guest_stop_address(letter.to_address)
    else:
        about = DAILY if letter.category == DIGEST else subject_of(NoticeKind(letter.category))
        address = stop_address(letter.account_id, about)
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
