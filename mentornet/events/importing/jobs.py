"""What is due by the clock? Files that nobody came back for are thrown away."""

from __future__ import annotations

from ...foundation.jobs import every_minute
from .keeping import forget_old_files


@every_minute
def forget_files() -> None:
    """Throw away files of last week."""
    forget_old_files()
