"""How is a community of any size made? For trials and benchmarks: one program, many invented people."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import sqlalchemy as sa

from ..catalogue.models import Role
from ..foundation.database import db
from ..foundation.errors import Refusal
from ..programs.models import Program
from .bulk import add_people
from .field import read_field
from .people import Painter, Sketch

SEATS_A_MENTOR = 1.86  # the mean of the painter's one to three


def add_trial_community(*, members: int, seed: int, seats_per_mentee: float = 1.0) -> Program:
    """Add a program with `members` invented people, mentors enough for about `seats_per_mentee` seats.

    Raises Refusal where the catalogue has not been loaded.
    """
    if db.session.scalar(sa.select(Role.slug).limit(1)) is None:
        raise Refusal("The catalogue is empty. Run `flask --app wsgi load-catalogue` first.")
    number = (db.session.scalar(sa.select(sa.func.max(Program.id))) or 0) + 1
    program = Program(slug=f"trial-{number}", name=f"Trial {number}", join_token=secrets.token_urlsafe(24))
    db.session.add(program)
    db.session.flush()
    mentors = max(
        1, min(members - 1, round(members * seats_per_mentee / (SEATS_A_MENTOR + seats_per_mentee)))
    )
    sketches = trial_people(members=members, mentors=mentors, seed=seed, tag=number)
    add_people(sketches, password_hash=None, program_id=program.id, is_demo=False, seed=seed)
    return program


def trial_people(*, members: int, mentors: int, seed: int, tag: int) -> Iterator[Sketch]:
    """Draw `mentors` mentors and then mentees, `members` in all; `tag` keeps addresses of trials apart."""
    painter = Painter(read_field(), seed)
    for number in range(members):
        sketch = painter.mentor(number) if number < mentors else painter.mentee(number)
        sketch.address = f"trial{tag}.{number}@members.example"
        yield sketch
