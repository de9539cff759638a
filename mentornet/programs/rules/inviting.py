"""Which of the pasted lines are addresses, and when may an invitation be used or sent again?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email

from ...foundation.errors import Refusal
from ...foundation.words import canonical_address
from ..models import Invitation

LASTS = timedelta(days=30)
AGAIN_AFTER = timedelta(minutes=10)
MOST_AT_ONCE = 500
_BETWEEN = re.compile(r"[,;\t]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One address as it was pasted: its line counts from 1; `address` is None where it is none, and `why` says so."""

    number: int
    text: str
    address: str | None
    why: str = ""


def read_addresses(pasted: str) -> list[Line]:
    """Return every address that was pasted, good and bad, in its order: one or many a line, with names or without.

    An address that comes twice is good once, and bad the second time, whatever way it is written.
    """
    seen: dict[str, int] = {}
    lines: list[Line] = []
    for number, text in _pieces(pasted):
        line = _read(number, text)
        if line.address is not None:
            mailbox = canonical_address(line.address)
            if mailbox in seen:
                line = Line(number, text, None, f"The same mailbox stands in line {seen[mailbox]} already.")
            seen.setdefault(mailbox, number)
        lines.append(line)
    if len(lines) > MOST_AT_ONCE:
        raise Refusal(f"That is more than {MOST_AT_ONCE} addresses at once. Paste them in smaller parts.")
    return lines


def _pieces(pasted: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(pasted.splitlines(), start=1):
        for piece in _BETWEEN.split(line):
            if text := piece.strip():
                yield number, text


def _read(number: int, text: str) -> Line:
    address = text.rpartition("<")[2].partition(">")[0].strip() if "<" in text else text
    try:
        good = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError as error:
        return Line(number, text, None, str(error))
    return Line(number, text, good)


def is_open(invitation: Invitation, moment: datetime) -> bool:
    """Say whether the invitation can still be used."""
    is_free = invitation.used_at is None and invitation.withdrawn_at is None
    return is_free and invitation.expires_at > moment


def invitation_state(invitation: Invitation, moment: datetime) -> str:
    """Return how an invitation stands, in one word for a page."""
    if invitation.used_at is not None:
        return "accepted"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    return "invited" if invitation.expires_at > moment else "expired"


def ensure_usable(invitation: Invitation, moment: datetime) -> None:
    """Refuse an invitation that was used, withdrawn or has expired."""
    if invitation.used_at is not None:
        raise Refusal(
            "This invitation was used already. If it was you, open your programs; if not, ask for another."
        )
    if invitation.withdrawn_at is not None:
        raise Refusal("This invitation was withdrawn. Ask the coordinator who sent it.")
    if invitation.expires_at <= moment:
        raise Refusal("This invitation has expired. Ask the coordinator to send it again.")


def ensure_can_send_again(invitation: Invitation, moment: datetime) -> None:
    """Refuse to send a used invitation, or the same one twice within ten minutes."""
    if invitation.used_at is not None:
        raise Refusal("This invitation was used already, so there is nothing to send.")
    if invitation.withdrawn_at is None and moment < invitation.sent_at + AGAIN_AFTER:
        raise Refusal("This invitation was sent a moment ago. Wait ten minutes before you send it again.")


def masked(address: str) -> str:
    """Return an address so that its owner knows it and nobody else learns it: `m…s@people.example`."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…{local[-1:] if len(local) > 1 else ''}@{domain}"
