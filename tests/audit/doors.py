"""The doors of the trail."""

from __future__ import annotations

from tests.support.doors import ADMINISTRATORS, Row

ROWS = [Row("audit.list_entries", ADMINISTRATORS)]
