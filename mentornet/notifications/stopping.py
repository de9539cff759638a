"""How does a letter say how to stop its like? A signed address that one press, or a mail program, may use."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from ..foundation.errors import NotFoundError
from ..foundation.mail import Letter
from ..foundation.templating import absolute_url
from .models import NoticeKind
from .ways import BY_SLUG, Subject, subject_of

SALT = "letters-of-a-subject"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=SALT)


def stop_address(account_id: int, subject: Subject) -> str:
    """Return the address that stops letters about `subject` to this account, without signing in."""
    token = _signer().dumps([account_id, subject.slug])
    return absolute_url("notifications.stop_letters", token=token)


def read_token(token: str) -> tuple[int, Subject]:
    """Return whom and what a token is about, or raise NotFoundError where we did not sign it."""
    try:
        account_id, slug = _signer().loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFoundError("This address is not whole. Copy it from the letter once more.") from error
    return int(account_id), BY_SLUG[slug]


def headers_of(letter: Letter) -> dict[str, str]:
    """Return what mail programs need to offer "Unsubscribe" (RFC 8058); nothing for letters about the account itself."""
    if letter.account_id is None or letter.category not in set(NoticeKind):
        return {}
    address = stop_address(letter.account_id, subject_of(NoticeKind(letter.category)))
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
