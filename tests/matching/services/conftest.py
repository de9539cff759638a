"""What the tests of a round can ask for: its program and who runs it."""

from __future__ import annotations

from typing import Any

import pytest

from mentornet.accounts.models import Account
from mentornet.programs.models import Program
from tests.support.rounds import coordinator_of, small_program


@pytest.fixture
def program(session: Any, cast: Any) -> Program:
    return small_program(cast)


@pytest.fixture
def cora(program: Program) -> Account:
    return coordinator_of(program)
