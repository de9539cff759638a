"""How are texts compared? Folding for search, and one written form for one mail address."""

from __future__ import annotations

import re
import unicodedata

GMAIL = frozenset({"gmail.com", "googlemail.com"})


def folded(text: str) -> str:
    """Return `text` as it is searched: no case, no accents, single spaces (`José  Núñez` → `jose nunez`)."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def canonical_address(address: str) -> str:
    """Return the one form of every way to write the same mailbox: lower case, no `+tag`, no Gmail dots.

    Used to recognise one person on both sides of a match; never to send mail.
    """
    local, _, domain = unicodedata.normalize("NFKC", address).strip().casefold().rpartition("@")
    local = local.split("+", 1)[0]
    if domain in GMAIL:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def slugified(text: str, *, longest: int = 60) -> str:
    """Return `text` as a part of an address: lower-case words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")[:longest].strip("-") or "x"
