"""Scenes of asking: Ben may ask Ada in Cora's program, and has asked her."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.matching.asking.models import MentoringRequest
from mentornet.matching.asking.services import ask_mentor
from mentornet.programs.models import Program

from .cast import Cast
from .pairs import account_of
from .programs import make_program
from .rounds import make_mentee, make_mentor

WORDS = "I work nights as a technician and want to become a nurse, as you did."


def asking_program(cast: Cast, slug: str = "rungs", **values: Any) -> Program:
    """Add a program that Cora runs, in which Ada mentors with one seat and Ben seeks a mentor."""
    program = make_program(slug, coordinator_id=cast.cora.id, **values)
    make_mentor(program, account=account_of(cast.ada))
    make_mentee(program, account=account_of(cast.ben))
    return program


def ask(program: Program, mentee: Any, mentor: Any, words: str = WORDS) -> MentoringRequest:
    """Have somebody ask somebody."""
    people = [db.session.get_one(Account, one.id) for one in (mentee, mentor)]
    return ask_mentor(program, by=people[0], mentor=people[1], words=words)


def ben_asks_ada(cast: Cast, **values: Any) -> MentoringRequest:
    """Have Ben ask Ada in a program of their own."""
    return ask(asking_program(cast, **values), cast.ben, cast.ada)
