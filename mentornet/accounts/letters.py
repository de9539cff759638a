"""What do we write to people about their account? Links and warnings, never with a way to stop them."""

from __future__ import annotations

import secrets
from typing import Any

from ..foundation.mail import post
from ..foundation.templating import absolute_url
from .models import Account


def write_confirmation(account: Account, token: str, *, next_url: str | None) -> None:
    """Ask for the address to be confirmed; the link leads on to `next_url`, where the person came from."""
    url = absolute_url("accounts.confirm", token=token, next=next_url)
    _write(account, "confirm", "Confirm your address", act_url=url)


def write_already_here(account: Account) -> None:
    """Tell the owner that somebody gave their address at sign-up, and how to get in."""
    _write(account, "already_here", "You have an account already", act_url=absolute_url("accounts.sign_in"))


def write_sign_in_link(account: Account, token: str, *, next_url: str | None) -> None:
    """Send the link that signs in."""
    url = absolute_url("accounts.use_link", token=token, next=next_url)
    _write(account, "sign_in_link", "Your link to sign in", act_url=url)


def write_reset_link(account: Account, token: str) -> None:
    """Send the link that sets a new password."""
    url = absolute_url("accounts.reset_password", token=token)
    _write(account, "reset", "Choose a new password", act_url=url)


def write_password_changed(account: Account) -> None:
    """Tell the owner that the password changed."""
    url = absolute_url("accounts.request_reset")
    _write(account, "password_changed", "Your password was changed", act_url=url)


def write_new_address(account: Account, email: str, token: str) -> None:
    """Ask the new address whether it is theirs."""
    url = absolute_url("accounts.confirm_address", token=token)
    _write(account, "new_address", "Confirm your new address", to=email, act_url=url)


def write_address_changed(account: Account, old: str) -> None:
    """Tell the old address that letters go elsewhere from now on."""
    _write(account, "address_changed", "Your address was changed", to=old, new_address=account.email)


def _write(account: Account, name: str, subject: str, *, to: str | None = None, **values: Any) -> None:
    post(
        f"accounts/{name}",
        to=to or account.email,
        subject=subject,
        key=f"accounts/{name}/{account.id}/{secrets.token_hex(8)}",
        category="security",
        account_id=account.id,
        greeting_name=account.display_name,
        **values,
    )
