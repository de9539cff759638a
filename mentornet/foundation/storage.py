"""Where do files wait that somebody sent? In a folder of the data folder, under names that nobody can guess.

Several machines that share one database must share this folder too.
"""

from __future__ import annotations

import re
import secrets
import shutil
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from flask import Flask, current_app, request, session

from . import clock

FOLDER = "uploads"
PIECE = 1 << 20
_NAME = re.compile(r"[0-9a-f]{32}")
_MOST_BYTES = "most_bytes"


def keep(stream: BinaryIO) -> str:
    """Write what `stream` holds into a file and return its name."""
    name = secrets.token_hex(16)
    with path_of(name).open("xb") as file:
        shutil.copyfileobj(stream, file, PIECE)
    return name


def path_of(name: str) -> Path:
    """Return where the file `name` lies; raise ValueError for what was never a name of ours."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} names no kept file.")
    return _folder() / name


def drop(name: str) -> None:
    """Delete a kept file; one that is gone is gone."""
    if name:
        path_of(name).unlink(missing_ok=True)


def drop_older_than(age: timedelta) -> int:
    """Delete every file older than `age`, whatever it was for, and return how many there were."""
    before = (clock.now() - age).timestamp()
    old = [path for path in _folder().iterdir() if path.is_file() and path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].data_path / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def takes_files(app: Flask, endpoint: str, *, most_bytes: int) -> None:
    """Let signed-in people send up to `most_bytes` to one endpoint; everywhere else, and for others, the usual limit holds."""
    limits: dict[str, int] = app.extensions.setdefault(_MOST_BYTES, {})
    limits[endpoint] = most_bytes


def init_app(app: Flask) -> None:
    """Set the limit of a request before anything reads its body, the check of its token included."""

    @app.url_value_preprocessor
    def _set_limit(endpoint: str | None, _values: object) -> None:
        most = app.extensions.get(_MOST_BYTES, {}).get(endpoint)
        if most is not None and "_user_id" in session:
            request.max_content_length = most
