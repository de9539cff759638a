"""What is allowed of accounts? Passwords, who may take whose role, and what must be accepted first."""

from __future__ import annotations

import enum
from functools import cache

from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from ..foundation.errors import Refusal
from ..foundation.words import folded
from .models import Account

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
FEWEST_GUESSES = 1_000_000
READ_AT_MOST = 72  # what zxcvbn reads; a password is strong enough long before
SHORTEST_TELLING = 4  # a name of three letters is in too many words to refuse it


class Side(enum.StrEnum):
    """As what somebody joins."""

    MENTEE = "mentee"
    MENTOR = "mentor"


@cache
def common_passwords() -> frozenset[str]:
    """Return the passwords found most often where passwords were stolen."""
    return frozenset(FREQUENCY_LISTS["passwords"])


def password_fault(password: str, *, name: str = "", address: str = "") -> str | None:
    """Say in a sentence why `password` cannot be taken, or None where it can.

    By NIST SP 800-63B: length, a list of common passwords and what is easily guessed of this person;
    no rules about kinds of characters.
    """
    if len(password) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters. Several words in a row work well."
    if len(password) > LONGEST_PASSWORD:
        return f"Use at most {LONGEST_PASSWORD} characters."
    if password.casefold() in common_passwords():
        return "This password is on the lists that people try first. Choose another one."
    if any(part in folded(password) for part in _telling_parts(name, address)):
        return "This password has your name or address in it. Choose one that says nothing about you."
    if zxcvbn(password[:READ_AT_MOST])["guesses"] < FEWEST_GUESSES:
        return "This password is easy to guess. Add a word or two."
    return None


def _telling_parts(name: str, address: str) -> set[str]:
    local = address.partition("@")[0]
    parts = {folded(name), folded(local), folded(address), *folded(name).split()}
    return {part for part in parts if len(part) >= SHORTEST_TELLING}


def ensure_good_password(password: str, account: Account) -> None:
    """Raise a Refusal with the reason where `password` cannot be taken for `account`."""
    if fault := password_fault(password, name=account.display_name, address=account.email):
        raise Refusal(fault)


def ensure_can_disable(account: Account, *, by: Account | None) -> None:
    """Raise a Refusal where `account` is the actor's own: nobody locks the door behind themselves."""
    if by is not None and by.id == account.id:
        raise Refusal("You cannot disable your own account. Ask another administrator.")


def ensure_can_revoke(account: Account, *, administrators: int) -> None:
    """Raise a Refusal where `account` is the last of the `administrators`."""
    if account.is_administrator and account.disabled_at is None and administrators <= 1:
        raise Refusal(
            "This is the last administrator. Make somebody else an administrator first, then take this one back."
        )


def needs_to_accept(account: Account, newest: int) -> bool:
    """Say whether `account` has yet to accept the newest code of conduct."""
    return account.accepted_conduct < newest
