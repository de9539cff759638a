"""Which code has a certificate, and on which day was it earned?"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ...career.rules import amount_words
from ...foundation.templating import day
from ...foundation.words import folded
from ..models import Attendance, Certificate, Event

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
UNDONE = "The check-in that it rests on was undone by the organizer."
NO_CREDIT = "The organizer corrected the event, which carries no credit."
TOO_SHORT = "By the organizer's correction, the time at the event is less than the least that is asked for."
CORRECTED = "The organizer corrected what it rests on."
WEIGHS = frozenset(
    {
        "contact_minutes",
        "minimum_minutes",
        "credit_unit",
        "approval_body_slug",
        "approval_number",
        "starts_at",
        "ends_at",
        "time_zone",
        "is_all_day",
    }
)
"""What of an event a certificate rests on: where it changes, credit is weighed anew."""

SAID = ("minutes", "unit", "approved_by", "approval_number", "starts_at", "ends_at", "time_zone")
"""What of a certificate is corrected by a new one; names and titles stay as they were when it was issued."""


def why_void(event: Event, attendances: Sequence[Attendance]) -> str:
    """Say why a certificate counts no longer."""
    if not attendances:
        return UNDONE
    return TOO_SHORT if event.contact_minutes else NO_CREDIT


def is_as_said(certificate: Certificate, facts: Mapping[str, Any]) -> bool:
    """Say whether a certificate says what is so."""
    return all(getattr(certificate, name) == facts[name] for name in SAID)


def new_code() -> str:
    """Return a code of sixty random bits; who has it can check the certificate, nobody can guess it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy_code(typed: str) -> str:
    """Return a code as it is kept, however it was typed; empty where it can be none."""
    bare = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(READ_AS)
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else ""


def shown_code(code: str) -> str:
    """Write a code so that it can be read out: `7K2M-QX4T-9B0D`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def day_of(event: Event) -> date:
    """Return the day on which the event ended there."""
    return event.ends_at.astimezone(ZoneInfo(event.time_zone)).date()


def credit_words(certificate: Certificate) -> str:
    """Say what it counts for, in the issuer's unit with the minutes beside it."""
    return f"{amount_words(certificate.minutes, certificate.unit)} ({certificate.minutes} minutes)"


def source_of(certificate: Certificate) -> str:
    """Return the name under which its hours stand in the record: one a person and event."""
    return f"event:{certificate.event_id}:registration:{certificate.registration_id}"


def file_name(certificate: Certificate) -> str:
    """Return a plain name for the file."""
    words = "".join(
        letter if letter.isalnum() and letter.isascii() else "-" for letter in folded(certificate.title)
    )
    short = "-".join(part for part in words.split("-") if part)[:50]
    return f"certificate-{short or 'event'}-{certificate.code[:GROUP].lower()}.pdf"


def period_words(certificate: Certificate) -> str:
    """Write on which day or days it was, by the clocks there."""
    zone = ZoneInfo(certificate.time_zone)
    first = certificate.starts_at.astimezone(zone).date()
    last = (certificate.ends_at - timedelta(seconds=1)).astimezone(zone).date()
    return day(first) if first == last else f"{day(first)} to {day(last)}"
