"""What the pages of imports can ask for: Cora's desk."""

from __future__ import annotations

import pytest

from tests.support.spreadsheets import stage_desk


@pytest.fixture
def desk(app, cast, visit):
    return stage_desk(app, cast, visit)
