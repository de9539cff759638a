"""Which code has a certificate, and on which day was it earned?"""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from ...career.rules import amount_words
from ...foundation.templating import day
from ...foundation.words import folded
from ..models import Certificate, Event

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
UNDONE = "The check-in that it rests on was undone or changed by the organizer."


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
