"""Which step may follow which? Upload, columns, values, preview, import: in order, or not at all."""

from __future__ import annotations

from datetime import timedelta

from ...foundation.errors import Refusal
from ..models import Import, ImportState

KEPT_UNFINISHED = timedelta(days=3)
KEPT_FINISHED = timedelta(days=30)
"""How long the lines of a finished import can still be looked at."""
MOST_BYTES = 50 * 1024 * 1024
AROUND_A_FILE = 64 * 1024
"""What a form puts around a file, at most."""
MOST_ROWS = 250_000

SAID = {
    ImportState.COLUMNS: "is at its columns",
    ImportState.READING: "is being read at this moment",
    ImportState.VALUES: "has values to be looked at",
    ImportState.PREVIEW: "waits for your word",
    ImportState.IMPORTING: "is being brought in at this moment",
    ImportState.DONE: "is done",
    ImportState.DISCARDED: "was thrown away",
}
MAY_SET_COLUMNS = frozenset({ImportState.COLUMNS, ImportState.VALUES, ImportState.PREVIEW})
MAY_ANSWER = frozenset({ImportState.VALUES, ImportState.PREVIEW})
MAY_CONFIRM = frozenset({ImportState.PREVIEW})
MAY_DISCARD = frozenset({ImportState.COLUMNS, ImportState.VALUES, ImportState.PREVIEW})


def ensure_step(one: Import, allowed: frozenset[ImportState]) -> None:
    """Refuse a step that is out of order, saying where the import stands."""
    if one.state not in allowed:
        raise Refusal(
            f"This import {SAID[one.state]}, so this cannot be done now. Load the page again to go on."
        )


def ensure_edition(one: Import, edition: int) -> None:
    """Refuse a word given to a preview that is not the one that stands."""
    if edition != one.shown_edition:
        raise Refusal(
            "The preview was made anew since you looked at it. Look at the new one before you confirm."
        )
