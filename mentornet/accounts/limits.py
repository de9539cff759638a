"""How often may somebody knock? Per address and per network, so that nobody is locked out by others.

A stranger who tries passwords for an address from elsewhere uses up that address's wide limit only after
many tries, and even then its owner gets in by a mailed link, which has a limit of its own.
"""

from __future__ import annotations

import hashlib
from ipaddress import IPv6Address, ip_address, ip_network

from ..foundation.throttling import Limit, count_try
from .models import Account
from .queries import address_key

QUARTER, HOUR = 15 * 60, 60 * 60

TRIES_HERE = Limit(10, QUARTER)  # at one address from one network
TRIES_ANYWHERE = Limit(100, HOUR)  # at one address from every network
TRIES_FROM_HERE = Limit(60, QUARTER)  # from one network: a hospital shares one
LETTERS_TO_ADDRESS = Limit(5, QUARTER)
LETTERS_FROM_HERE = Limit(30, HOUR)
LINKS_OPENED = Limit(60, QUARTER)
OWN_PASSWORD = Limit(10, QUARTER)


def network_of(remote: str | None) -> str:
    """Return the network of an address on the internet: itself, or the /64 of an IPv6 address."""
    try:
        address = ip_address(remote or "")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((address, 64), strict=False))
    return str(address)


def count_password_try(email: str, remote: str | None) -> None:
    """Count one try of a password; raises TooManyError."""
    network, address = network_of(remote), _short(email)
    count_try(f"sign-in/network/{network}", TRIES_FROM_HERE)
    count_try(f"sign-in/address/{address}/{network}", TRIES_HERE)
    count_try(f"sign-in/address/{address}", TRIES_ANYWHERE)


def count_letter(kind: str, email: str, remote: str | None) -> None:
    """Count one letter of `kind` asked for by a stranger; raises TooManyError."""
    count_try(f"{kind}/network/{network_of(remote)}", LETTERS_FROM_HERE)
    count_try(f"{kind}/address/{_short(email)}", LETTERS_TO_ADDRESS)


def count_link_try(remote: str | None) -> None:
    """Count one use of a mailed link; raises TooManyError."""
    count_try(f"link/network/{network_of(remote)}", LINKS_OPENED)


def count_own_password_try(account: Account) -> None:
    """Count one try of the present password by somebody signed in; raises TooManyError."""
    count_try(f"own-password/{account.id}", OWN_PASSWORD)


def _short(email: str) -> str:
    """Return a short stand-in for an address: counts need not say whose they are."""
    return hashlib.sha256(address_key(email).encode()).hexdigest()[:32]
