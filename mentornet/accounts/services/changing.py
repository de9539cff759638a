"""What may people change of their own account? Name and zone at once, the rest with proof and a notice."""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import db
from ...foundation.errors import Refusal
from ...foundation.words import canonical_address, folded
from .. import letters
from ..hooks import tell_of_act
from ..models import LONGEST_FOLDED, Account, LinkPurpose, LinkRequest
from ..passwords import is_right
from ..queries import address_key, find_account_by_email
from ..rules import ensure_good_password
from ..sessions import end_all_sessions
from .entering import set_password
from .links import cancel_links, make_link, spend_link

NOT_YOURS = "That is not your present password."
SAME_ADDRESS = "This is your address already."


def change_name(account: Account, *, name: str, time_zone: str) -> None:
    """Set what the person is called by and the zone their times are shown in."""
    account.display_name, account.folded_name = name, folded(name)[:LONGEST_FOLDED]
    account.time_zone = time_zone


def has_own_password(account: Account, password: str) -> bool:
    """Say whether `password` is the present one; an account that has none needs none."""
    return account.password_hash is None or is_right(password, account.password_hash)


def is_own_address(account: Account, email: str) -> bool:
    """Say whether `email` is the account's address already."""
    return address_key(email) == account.email_key


def change_password(account: Account, *, present: str, password: str, keep: str | None) -> None:
    """Set a new password and end every session except the one of token `keep`.

    Raises:
        Refusal: the present password is wrong, or the new one cannot be taken.
    """
    if not has_own_password(account, present):
        raise Refusal(NOT_YOURS)
    ensure_good_password(password, account)
    set_password(account, password)
    end_all_sessions(account, but=keep)
    tell_of_act("account.password_changed", account, by=account)


def ask_for_new_address(account: Account, *, email: str, password: str) -> None:
    """Mail a link to the new address; the old one stays in force until the link is used.

    An address that has an account already gets a letter saying so instead, and the page tells nothing.

    Raises:
        Refusal: the password is wrong, or the address is the present one.
    """
    if not has_own_password(account, password):
        raise Refusal(NOT_YOURS)
    if is_own_address(account, email):
        raise Refusal(SAME_ADDRESS)
    cancel_links(account, LinkPurpose.ADDRESS)
    other = find_account_by_email(email)
    if other is not None:
        letters.write_already_here(other)
        return
    letters.write_new_address(account, email, make_link(account, LinkPurpose.ADDRESS, sent_to=email))


def take_new_address(token: str) -> Account:
    """Put the new address in force, and tell the old one."""
    account, email = spend_link(token, LinkPurpose.ADDRESS)
    if find_account_by_email(email) is not None:
        raise Refusal("This address belongs to another account by now. Ask for the change once more.")
    old = account.email
    account.email, account.email_key = email, address_key(email)
    account.canonical_email = canonical_address(email)
    cancel_links(account, LinkPurpose.RESET, LinkPurpose.SIGN_IN)
    db.session.execute(sa.delete(LinkRequest).where(LinkRequest.address == old))
    letters.write_address_changed(account, old)
    tell_of_act("account.address_changed", account, by=account)
    return account
