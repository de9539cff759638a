"""Two people to gather, sound in all that is not asked for."""

from __future__ import annotations

from typing import Any

from mentornet.matching.models import MatchingRound
from mentornet.programs.models import Program
from tests.support.rounds import make_mentee, make_mentor, open_round


def pair(program: Program, **values: Any) -> tuple[Any, Any, MatchingRound]:
    both = values.pop("both", {})
    mentee = make_mentee(program, "Ben Two", **both, **values)
    mentor = make_mentor(program, "Ada Two", **both, **values)
    return mentee, mentor, open_round(program)
