"""The door of the first page."""

from __future__ import annotations

from tests.support.doors import ANYONE, Row

ROWS = [Row("home.show_home", ANYONE)]
