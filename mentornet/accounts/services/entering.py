"""How does somebody get in? By password, by a mailed link, or with a new password by a mailed link."""

from __future__ import annotations

from ...foundation.database import db
from ...foundation.jobs.queue import enqueue
from .. import letters
from ..hooks import tell_of_act
from ..models import Account, LinkPurpose, LinkRequest
from ..passwords import hash_password, is_outdated, is_right
from ..queries import find_account_by_email
from ..rules import ensure_good_password
from ..sessions import end_all_sessions
from .joining import note_confirmed
from .links import cancel_links, make_link, spend_link

LINK_JOB = "answer_link_request"


def find_by_password(email: str, password: str) -> Account | None:
    """Return the account that `email` and `password` open; None where they open none.

    Takes as long for an address without an account. A hash made with older parameters is made anew.
    """
    account = find_account_by_email(email)
    kept = account.password_hash if account else None
    if not is_right(password, kept) or account is None or kept is None or account.disabled_at is not None:
        return None
    if is_outdated(kept):
        account.password_hash = hash_password(password)
    return account


def ask_for_link(email: str, purpose: LinkPurpose, *, next_url: str | None = None) -> LinkRequest:
    """Note that somebody wants a link to `email`; the worker answers it.

    Asking is the same work whether the address has an account or not.
    """
    request = LinkRequest(address=email, purpose=purpose, next_url=next_url)
    db.session.add(request)
    db.session.flush()  # the id is what travels
    enqueue(LINK_JOB, request.id)
    return request


def answer_link_request(request: LinkRequest) -> None:
    """Mail the link that was asked for, if the address has an account that may use it."""
    account = find_account_by_email(request.address)
    if account is not None and account.disabled_at is None:
        token = make_link(account, request.purpose, sent_to=account.email)
        if request.purpose is LinkPurpose.SIGN_IN:
            letters.write_sign_in_link(account, token, next_url=request.next_url)
        else:
            letters.write_reset_link(account, token)
    db.session.delete(request)


def enter_by_link(token: str) -> Account:
    """Spend a sign-in link and return its account.

    A link to an address that was never confirmed proves whose it is, but not who chose the password:
    that one is dropped, and a new one is chosen by mail when it is wanted.
    """
    account, _address = spend_link(token, LinkPurpose.SIGN_IN)
    if account.confirmed_at is None:
        account.password_hash = None
        cancel_links(account, LinkPurpose.CONFIRM)
        end_all_sessions(account)
    note_confirmed(account)
    return account


def reset_password(token: str, *, password: str) -> Account:
    """Set a new password by a mailed link, sign the account out everywhere, and return it.

    Raises:
        Refusal: the link does not work any more, or the password cannot be taken.
    """
    account, _address = spend_link(token, LinkPurpose.RESET)
    ensure_good_password(password, account)
    set_password(account, password)
    end_all_sessions(account)
    note_confirmed(account)
    tell_of_act("account.password_reset", account, by=account)
    return account


def set_password(account: Account, password: str) -> None:
    """Keep a new password, make the links that could get around it worthless, and tell the owner."""
    account.password_hash = hash_password(password)
    cancel_links(account, LinkPurpose.RESET, LinkPurpose.SIGN_IN)
    letters.write_password_changed(account)
