"""What the tests of the intake can ask for: a program of Cora's."""

from __future__ import annotations

from typing import Any

import pytest

from mentornet.programs.models import Program
from tests.support.programs import make_program


@pytest.fixture
def program(session: Any, cast: Any) -> Program:
    return make_program(coordinator_id=cast.cora.id)
