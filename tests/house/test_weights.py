"""Do a program's weights and the engine's criteria speak of the same things?"""

from __future__ import annotations

from mentornet.matching import engine
from mentornet.programs.rules import CRITERIA, DEFAULT_WEIGHTS


def test_a_program_begins_with_the_engines_weights():
    assert dict(engine.DEFAULT_WEIGHTS) == dict(DEFAULT_WEIGHTS)


def test_the_criteria_stand_in_the_engines_order():
    assert [criterion.name for criterion in CRITERIA] == list(engine.CRITERIA)
