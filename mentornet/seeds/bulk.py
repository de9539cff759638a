"""How do many people get into the database quickly? Plain rows, a few thousand at a time."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.database import Base, db
from ..foundation.words import folded, slugified
from ..profiles.models import (
    MenteeProfile,
    MentorProfile,
    Profile,
    ProfileCredential,
    ProfileGoal,
    ProfileSpecialization,
    RoleWalked,
)
from ..programs.models import Enrolment, Side
from .people import Sketch

AT_A_TIME = 4_000
LINKS: dict[
    type[Base], tuple[str, ...]
] = {  # rows of whole numbers and words alone, and the order of their columns
    ProfileSpecialization: ("profile_id", "specialization_slug", "stance"),
    ProfileGoal: ("profile_id", "goal_slug", "stance", "rank"),
    ProfileCredential: ("profile_id", "credential_slug", "stance"),
    RoleWalked: ("profile_id", "role_slug", "began_in", "ended_in"),
}
Links = dict[type[Base], list[tuple[Any, ...]]]
Rows = dict[type[Base], list[dict[str, Any]]]


def add_people(
    sketches: Iterable[Sketch], *, password_hash: str | None, program_id: int | None, is_demo: bool, seed: int
) -> list[int]:
    """Insert the people sketched, enrolled in the program where one is given; return their account ids.

    Ids are given out here, so that a person's rows need no look-up of one another.
    """
    chance = Random(seed)
    first = _last_id(Account) + 1, _last_id(Profile) + 1
    ids: list[int] = []
    supply = iter(sketches)
    with _unswept():
        while batch := list(islice(supply, AT_A_TIME)):
            rows: Rows = defaultdict(list)
            links: Links = defaultdict(list)
            for sketch in batch:
                account_id, profile_id = first[0] + len(ids), first[1] + len(ids)
                joined_at = clock.now() - timedelta(
                    days=chance.randint(20, 400), minutes=chance.randint(0, 1440)
                )
                rows[Account].append(_account(sketch, account_id, joined_at, password_hash, is_demo=is_demo))
                _describe(rows, sketch, account_id, profile_id, joined_at)
                _link(links, sketch, profile_id)
                if program_id is not None:
                    rows[Enrolment].extend(_enrolments(sketch, account_id, program_id, joined_at))
                ids.append(account_id)
            _insert(rows, links)
    _raise_sequences(Account, Profile)
    return ids


@contextmanager
def _unswept() -> Iterator[None]:
    """Rest the garbage collector: looking through rows that live until they are inserted took half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _insert(rows: Rows, links: Links) -> None:
    """Insert a batch; rows that need no translation go to the driver as they are, which halves the time."""
    connection = db.session.connection()
    for model, values in rows.items():
        connection.execute(sa.insert(db.metadata.tables[model.__tablename__]), values)
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    for model, tuples in links.items():
        names = LINKS[model]
        marks = ", ".join([mark] * len(names))
        connection.exec_driver_sql(
            f"INSERT INTO {model.__tablename__} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - our own names
            tuples,
        )


def _last_id(model: type[Account | Profile]) -> int:
    return db.session.scalar(sa.select(sa.func.max(model.id))) or 0


def _raise_sequences(*models: type[Account | Profile]) -> None:
    """Tell PostgreSQL's counters of the ids that were given out here; SQLite counts by itself."""
    if db.engine.dialect.name != "postgresql":
        return
    for model in models:
        name = model.__tablename__
        db.session.execute(
            sa.text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")  # noqa: S608 - our own table names
        )


def _account(
    sketch: Sketch, account_id: int, joined_at: datetime, password_hash: str | None, *, is_demo: bool
) -> dict[str, Any]:
    return {
        "id": account_id,
        "email": sketch.address,
        "email_key": sketch.address,
        "canonical_email": sketch.address,
        "display_name": sketch.name,
        "folded_name": folded(sketch.name),
        "password_hash": password_hash,
        "time_zone": sketch.zone,
        "is_administrator": False,
        "is_demo": is_demo,
        "confirmed_at": joined_at,
        "accepted_conduct": 1,
        "accepted_conduct_at": joined_at,
        "created_at": joined_at,
    }


def _describe(rows: Rows, sketch: Sketch, account_id: int, profile_id: int, joined_at: datetime) -> None:
    mine = {"profile_id": profile_id}
    rows[Profile].append(
        {
            "id": profile_id,
            "account_id": account_id,
            "current_role_slug": sketch.role,
            "years_in_field": sketch.years,
            "employer": sketch.employer,
            "employer_key": slugified(sketch.employer),
            "is_employer_hidden": profile_id % 3 == 0,
            "accepts_same_employer": profile_id % 4 == 0,
            "state_slug": sketch.state,
            "shift_pattern": sketch.shift,
            "available_blocks": sketch.blocks,
            "languages": sketch.languages,
            "meeting_mode": sketch.meeting,
            "about": sketch.about,
            "created_at": joined_at,
            "changed_at": joined_at,
        }
    )
    if sketch.is_mentee:
        rows[MenteeProfile].append(
            mine
            | {
                "target_role_slug": sketch.target,
                "looks_for": sketch.looks_for,
                "is_paused": False,
                "created_at": joined_at,
            }
        )
    if sketch.is_mentor:
        rows[MentorProfile].append(
            mine
            | {
                "seats": sketch.seats,
                "seats_taken": 0,
                "hours_a_month": sketch.hours,
                "offers": sketch.offers,
                "has_supervised": sketch.has_supervised,
                "created_at": joined_at,
            }
        )


def _link(links: Links, sketch: Sketch, profile_id: int) -> None:
    links[ProfileSpecialization].extend(
        (profile_id, slug, str(stance)) for slug, stance in sketch.specializations
    )
    links[ProfileGoal].extend(
        (profile_id, slug, str(stance), rank) for (slug, stance), rank in sketch.goals.items()
    )
    links[ProfileCredential].extend((profile_id, slug, str(stance)) for slug, stance in sketch.credentials)
    links[RoleWalked].extend((profile_id, role, began, ended) for role, began, ended in sketch.walked)


def _enrolments(
    sketch: Sketch, account_id: int, program_id: int, joined_at: datetime
) -> Iterator[dict[str, Any]]:
    for side, takes_part in ((Side.MENTEE, sketch.is_mentee), (Side.MENTOR, sketch.is_mentor)):
        if takes_part:
            yield {
                "program_id": program_id,
                "account_id": account_id,
                "side": side,
                "answers": {},
                "created_at": joined_at,
                "changed_at": joined_at,
            }
