"""Which number stands in this cell? Read where there is no doubt, refused with its place elsewhere."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from ...foundation.names import NUMBERS
from ...foundation.tables import Row
from ...foundation.words import folded

MOST = 1_000_000
_WHOLE = re.compile(r"(\d+)(?:\.0*)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_CLOCK = re.compile(r"(?:UTC|GMT)?\s*([+-]?)\s*(\d{1,2})(?::?([0-5]\d))?", re.ASCII | re.IGNORECASE)
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
_FARTHEST = 14


def whole(row: Row, heading: str, most: int = MOST) -> int | None:
    """Return a whole number from 0, written in digits or, up to twelve, as a word; none where the cell is empty.

    Raises:
        TableError: It is anything else.
    """
    text = row.text(heading)
    if not text:
        return None
    if folded(text) in NUMBERS:
        return NUMBERS[folded(text)]
    digits = _WHOLE.fullmatch(text)
    if not digits:
        raise row.refuse(heading, f'"{text}" is no whole number from 0. Write one, like 2.')
    number = int(digits[1]) if len(digits[1].lstrip("0")) <= len(str(MOST)) else MOST + 1
    if number > most:
        raise row.refuse(heading, f'"{text}" is more than {most:,}. Write how many there really are.')
    return number


def is_plain(text: str) -> bool:
    """Tell whether a number was written in digits alone."""
    return not text or (text.isascii() and text.isdigit())


def decimal(row: Row, heading: str) -> float | None:
    """Return a number written with a decimal point; none where the cell is empty.

    Raises:
        TableError: It is no number.
    """
    text = row.text(heading)
    if not text:
        return None
    number = float(text.translate(_MINUS)) if _DECIMAL.fullmatch(text.translate(_MINUS)) else math.nan
    if not math.isfinite(number):
        raise row.refuse(
            heading,
            f'"{text}" is not a number. Write digits, with a point before decimals, or leave it empty.',
        )
    return number


def hours_from_utc(row: Row, heading: str) -> float | None:
    """Return a clock's distance from UTC in hours: `-8`, `+5:30`, `UTC-08:00`, `5.5`; none where the cell is empty.

    Raises:
        TableError: It is none of these, or farther than any clock is.
    """
    text = row.text(heading)
    if not text:
        return None
    plain = text.translate(_MINUS)
    clock = _CLOCK.fullmatch(plain)
    if plain.upper() in {"UTC", "GMT", "Z"}:
        hours = 0.0
    elif clock:
        hours = (int(clock[2]) + int(clock[3] or 0) / 60) * (-1 if clock[1] == "-" else 1)
    else:
        hours = float(plain) if _DECIMAL.fullmatch(plain) else math.inf
    if abs(hours) > _FARTHEST:
        raise row.refuse(
            heading, f'"{text}" is no distance from UTC. Write hours like -8 or +5:30, or leave it empty.'
        )
    return hours


def rank(row: Row, heading: str, order: Sequence[str]) -> float | None:
    """Return a word's place in an order, lowest first; none where the cell is empty.

    Raises:
        TableError: The word is not in the order.
    """
    text = row.text(heading)
    if not text:
        return None
    places = {folded(word): float(place) for place, word in enumerate(order)}
    if folded(text) not in places:
        raise row.refuse(
            heading,
            f'"{text}" is not in the order given in the settings file. Add it there, or mend it here.',
        )
    return places[folded(text)]
