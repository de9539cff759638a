"""Who may stop coordinating? Anybody but the last."""

from __future__ import annotations

from ...foundation.errors import Refusal


def ensure_can_remove_coordinator(*, how_many: int) -> None:
    """Refuse to leave a program without anybody who runs it."""
    if how_many < 2:  # noqa: PLR2004 - the last one stays
        raise Refusal(
            "This is the program's only coordinator, and a program needs one. Add another coordinator first."
        )
