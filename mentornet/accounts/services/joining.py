"""How does somebody join? An account, a letter to its address, and the address confirmed."""

from __future__ import annotations

from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import Refusal
from ...foundation.words import canonical_address, folded
from .. import letters
from ..hooks import tell_of_act, tell_of_sign_up
from ..models import LONGEST_FOLDED, Account, LinkPurpose
from ..passwords import hash_password
from ..queries import address_key, find_account_by_email, newest_conduct_number
from ..rules import Side, password_fault
from ..sessions import end_all_sessions
from .links import cancel_links, make_link, spend_link


def sign_up(
    *,
    name: str,
    email: str,
    password: str,
    sides: frozenset[Side],
    time_zone: str,
    next_url: str | None = None,
) -> Account | None:
    """Make an account and mail a link that confirms its address; None where the address has one already.

    The owner of an address that has an account gets a letter saying so, so the page can say the same to
    everyone. An account that was never confirmed is begun anew: whoever owns the address confirms the
    newest sign-up, and what an earlier one set is gone. The letter leads on to `next_url`, a page of this site.

    Raises:
        Refusal: the password cannot be taken.
    """
    if fault := password_fault(password, name=name, address=email):
        raise Refusal(fault)
    kept = hash_password(password)
    found = find_account_by_email(email)
    if found is not None and found.confirmed_at is not None:
        letters.write_already_here(found)
        return None
    account = found or Account(email=email, email_key=address_key(email))
    account.email, account.canonical_email = email, canonical_address(email)
    account.display_name, account.folded_name = name, folded(name)[:LONGEST_FOLDED]
    account.password_hash, account.time_zone = kept, time_zone
    account.accepted_conduct, account.accepted_conduct_at = newest_conduct_number(), clock.now()
    db.session.add(account)
    db.session.flush()  # the link and the letter name its id
    end_all_sessions(account)
    tell_of_sign_up(account, sides)
    tell_of_act("account.signed_up", account, by=account, sides=sorted(sides))
    resend_confirmation(account, next_url=next_url)
    return account


def resend_confirmation(account: Account, *, next_url: str | None = None) -> None:
    """Mail a new link that confirms the address; the ones before are worthless from then on."""
    if account.confirmed_at is not None:
        raise Refusal("Your address is confirmed already. Go on to the first page.")
    cancel_links(account, LinkPurpose.CONFIRM)
    token = make_link(account, LinkPurpose.CONFIRM, sent_to=account.email)
    letters.write_confirmation(account, token, next_url=next_url)


def confirm(token: str) -> Account:
    """Confirm the address the link was sent to, and return its account."""
    account, _address = spend_link(token, LinkPurpose.CONFIRM)
    note_confirmed(account)
    return account


def claim_account(account: Account, *, name: str, password: str) -> Account:
    """Make an account that somebody else had begun its owner's, who came by a letter to its address.

    Raises:
        Refusal: it was claimed already, or the password cannot be taken.
    """
    if account.confirmed_at is not None:
        raise Refusal("This account is claimed already. Sign in with its address.")
    if fault := password_fault(password, name=name, address=account.email):
        raise Refusal(fault)
    account.password_hash = hash_password(password)
    account.display_name, account.folded_name = name, folded(name)[:LONGEST_FOLDED]
    account.accepted_conduct, account.accepted_conduct_at = newest_conduct_number(), clock.now()
    end_all_sessions(account)
    note_confirmed(account)
    return account


def note_confirmed(account: Account) -> None:
    """Write down that the address is its owner's, if that was not known yet."""
    if account.confirmed_at is None:
        account.confirmed_at = clock.now()
        tell_of_act("account.confirmed", account, by=account)
