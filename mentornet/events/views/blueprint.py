"""The blueprint that the pages of events are hung on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from ..services.pictures import MOST_BYTES

bp = Blueprint("events", __name__)
ROOM_AROUND = 256 * 1024  # what a form writes around the file it carries


@bp.url_value_preprocessor
def _let_pictures_in(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let one page take a file as large as telephones make them; this comes before the form is read."""
    if endpoint == "events.edit_picture":
        request.max_content_length = MOST_BYTES + ROOM_AROUND
