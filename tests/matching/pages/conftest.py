"""What the pages of a round can ask for: a stage, and Cora's browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from mentornet.matching.models import MatchingRound
from mentornet.programs.models import Program
from tests.matching.pages.scenes import Stage
from tests.support.applications import in_context
from tests.support.rounds import small_program


@pytest.fixture
def stage(app: Flask, cast: Any) -> Stage:
    """Commit the small program with the round that is asked for, and return the round's id."""

    def on(make: Callable[[Program], MatchingRound]) -> int:
        with in_context(app):
            return make(small_program(cast)).id

    return on


@pytest.fixture
def cora(visit: Any, cast: Any) -> Any:
    return visit(cast.cora)
