"""A program on stage with a round of it, and how the round stands."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound, RoundState
from mentornet.programs.models import Program
from tests.support.rounds import proposals_of

Stage = Callable[[Callable[[Program], MatchingRound]], int]


def state_of(app: Flask, round_id: int) -> RoundState:
    with app.app_context():
        return db.session.get_one(MatchingRound, round_id).state


def first_draft(app: Flask, round_id: int) -> int:
    with app.app_context():
        return proposals_of(db.session.get_one(MatchingRound, round_id))[0].id
