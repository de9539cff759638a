"""The doors of the trail."""

from __future__ import annotations

from tests.support.doors import ADMINISTRATORS, Row, as_file

ROWS = [
    Row("audit.list_entries", ADMINISTRATORS),
    Row("audit.download_entries", ADMINISTRATORS, scene=as_file()),
]
