"""Which code is whose? Short signed codes that can be shown as a picture, read out and typed.

A personal code is the registration's number and thirty bits of a keyed digest of it, in an alphabet without letters
that look like figures. A room's code is thirty bits for the event or its session and the minute. Nothing is stored.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import segno
from flask import current_app
from markupsafe import Markup

from ..models import RoomCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
SIGNED = 6
ROOM_SECONDS = 60
ROOM_WINDOWS = 3
"""A room's code holds for the minute it is shown in and the two that follow: typing takes time."""

LONGEST = 13
FIXED = "fixed"


def personal_code(registration_id: int) -> str:
    """Return the code of a registration: `3F-K7Q2MX`."""
    return f"{_written(registration_id)}-{_signature(f'person:{registration_id}')}"


def registration_of(code: str) -> int | None:
    """Return the number of the registration whose code this is; None where it is no code of ours."""
    text = tidy(code)
    if not SIGNED < len(text) <= LONGEST:
        return None
    number = _read(text[:-SIGNED])
    is_ours = number is not None and hmac.compare_digest(_signature(f"person:{number}"), text[-SIGNED:])
    return number if is_ours else None


def room_code(event_id: int, kind: RoomCode, now: datetime, *, session_id: int | None = None) -> str:
    """Return the code to show at `now` in the room of an event, or of one of its sessions."""
    room = _room_name(event_id, session_id)
    return _room(room, FIXED if kind is RoomCode.FIXED else str(_minute(now)))


def is_room_code(
    code: str, event_id: int, kind: RoomCode, now: datetime, *, session_id: int | None = None
) -> bool:
    """Say whether `code` is or was a moment ago the one shown in the room."""
    typed, room = tidy(code), _room_name(event_id, session_id)
    if kind is RoomCode.FIXED:
        good = [_room(room, FIXED)]
    else:
        good = [_room(room, str(_minute(now) - back)) for back in range(ROOM_WINDOWS)]
    return kind is not RoomCode.NONE and any(hmac.compare_digest(one, typed) for one in good)


def tidy(code: str) -> str:
    """Return what was typed or scanned as the bare code: from an address, in small letters, with spaces."""
    code = code.strip()
    if "://" in code:
        code = parse_qs(urlsplit(code).query).get("code", [""])[0]
    bare = re.sub(r"[^0-9A-Z]", "", code.upper()).translate(READ_AS)
    return bare if bare.isascii() else ""


def picture(text: str, *, label: str) -> Markup:
    """Return `text` as a QR code, an SVG in the page."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="qr", lineclass=None, title=label
    )
    return Markup(drawn)  # noqa: S704 - drawn by the library; the label is escaped there


def _room_name(event_id: int, session_id: int | None) -> str:
    return str(event_id) if session_id is None else f"{event_id}/{session_id}"


def _room(room: str, window: str) -> str:
    return _signature(f"room:{room}:{window}")


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // ROOM_SECONDS


def _signature(text: str) -> str:
    key = f"check-in:{current_app.config['SECRET_KEY']}".encode()
    digest = hmac.digest(key, text.encode(), hashlib.sha256)
    return _written(int.from_bytes(digest[:4], "big") >> 2, least=SIGNED)


def _written(number: int, *, least: int = 1) -> str:
    letters = ""
    while number or len(letters) < least:
        number, rest = divmod(number, len(ALPHABET))
        letters = ALPHABET[rest] + letters
    return letters


def _read(letters: str) -> int | None:
    number = 0
    for letter in letters:
        if letter not in ALPHABET:
            return None
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return number
