"""What the tests of requests can ask for: a program that lets members ask, and Ben's request."""

from __future__ import annotations

import pytest

from tests.support.asking import ask, asking_program


@pytest.fixture
def program(session, cast):
    return asking_program(cast)


@pytest.fixture
def request_(session, cast, program):
    return ask(program, cast.ben, cast.ada)
