"""How are passwords kept and tried? Argon2id, the same time for a person who is not there, a few at once."""

from __future__ import annotations

import threading
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, current_app

OWASP_PROFILE = {"time_cost": 2, "memory_cost": 19 * 1024, "parallelism": 1}
AT_ONCE = 2
_turns = threading.BoundedSemaphore(AT_ONCE)  # each hash takes 19 MiB and a whole core


def hash_password(password: str) -> str:
    """Return what is kept of `password`: an Argon2id hash with its own salt and parameters."""
    with _turns:
        return str(_hasher().hash(password))


def is_right(password: str, kept: str | None) -> bool:
    """Say whether `password` is the one `kept`; where nothing is kept, take as long and say no."""
    stand_in = str(current_app.extensions["password_stand_in"])
    with _turns:
        try:
            fits = _hasher().verify(kept or stand_in, password)
        except (VerificationError, InvalidHashError):
            return False
    return bool(fits and kept)


def is_outdated(kept: str) -> bool:
    """Say whether `kept` was made with other parameters than today's."""
    return bool(_hasher().check_needs_rehash(kept))


def _hasher() -> PasswordHasher:
    hasher: PasswordHasher = current_app.extensions["password_hasher"]
    return hasher


def init_app(app: Flask) -> None:
    """Make the hasher from ARGON2 in the configuration, or by the OWASP profile."""
    parameters: dict[str, Any] = app.config.get("ARGON2") or OWASP_PROFILE
    hasher = PasswordHasher(**parameters)
    app.extensions["password_hasher"] = hasher
    app.extensions["password_stand_in"] = hasher.hash("nobody signs in with this")
