"""How do many people get into the database quickly? Plain rows, a few thousand at a time, straight to the driver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from random import Random

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.bulk import Row, insert_rows, unswept
from ..foundation.database import Base, db
from ..foundation.words import folded
from ..profiles.models import (
    MenteeProfile,
    MentorProfile,
    Profile,
    ProfileCredential,
    ProfileGoal,
    ProfileSpecialization,
    RoleWalked,
)
from ..profiles.rules import employer_key
from ..programs.models import Enrolment, EnrolmentState, Side
from .people import Sketch

AT_A_TIME = 4_000
ACCEPTED_CONDUCT = 1
Rows = dict[type[Base], list[Row]]

COLUMNS: dict[type[Base], list[str]] = {  # the order of every row's values below
    Account: (
        "id email email_key canonical_email display_name folded_name password_hash time_zone is_administrator is_demo "
        "confirmed_at accepted_conduct accepted_conduct_at created_at"
    ).split(),
    Profile: (
        "id account_id current_role_slug years_in_field employer employer_key is_employer_hidden accepts_same_employer "
        "state_slug shift_pattern available_blocks languages meeting_mode about created_at changed_at"
    ).split(),
    MenteeProfile: "profile_id target_role_slug looks_for is_paused created_at".split(),
    MentorProfile: "profile_id seats seats_taken hours_a_month offers has_supervised created_at".split(),
    ProfileSpecialization: "profile_id specialization_slug stance".split(),
    ProfileGoal: "profile_id goal_slug stance rank".split(),
    ProfileCredential: "profile_id credential_slug stance".split(),
    RoleWalked: "profile_id role_slug began_in ended_in".split(),
    Enrolment: "program_id account_id side state answers created_at changed_at".split(),
}


def add_people(
    sketches: Iterable[Sketch], *, password_hash: str | None, program_id: int | None, is_demo: bool, seed: int
) -> list[int]:
    """Insert the people sketched, enrolled in the program where one is given; return their account ids.

    Ids are given out here, so that a person's rows need no look-up of one another.
    """
    chance = Random(seed)
    first_account, first_profile = _last_id(Account) + 1, _last_id(Profile) + 1
    ids: list[int] = []
    supply = iter(sketches)
    with unswept(), _writing() as write:
        while batch := list(islice(supply, AT_A_TIME)):
            rows: Rows = defaultdict(list)
            for sketch in batch:
                account_id, profile_id = first_account + len(ids), first_profile + len(ids)
                joined_at = clock.now() - timedelta(
                    days=chance.randint(20, 400), minutes=chance.randint(0, 1440)
                )
                rows[Account].append(_account(sketch, account_id, joined_at, password_hash, is_demo=is_demo))
                _describe(rows, sketch, account_id, profile_id, joined_at)
                if program_id is not None:
                    rows[Enrolment].extend(_enrolments(sketch, account_id, program_id, joined_at))
                ids.append(account_id)
            write(rows)
    _raise_sequences(Account, Profile)
    return ids


@contextmanager
def _writing() -> Iterator[Callable[[Rows], None]]:
    """Yield what writes a batch, in the open transaction.

    A PostgreSQL server works in a process of its own: there a batch is written while the next one is invented.
    """
    connection = db.session.connection()

    def write(rows: Rows) -> None:
        for model, columns in COLUMNS.items():
            insert_rows(model, columns, rows[model], connection=connection)

    if connection.dialect.name != "postgresql":
        yield write
        return
    with ThreadPoolExecutor(max_workers=1) as beside:
        under_way = beside.submit(lambda: None)

        def hand_over(rows: Rows) -> None:
            nonlocal under_way
            under_way.result()
            under_way = beside.submit(write, rows)

        yield hand_over
        under_way.result()


def _last_id(model: type[Account | Profile]) -> int:
    return db.session.scalar(sa.select(sa.func.max(model.id))) or 0


def _raise_sequences(*models: type[Account | Profile]) -> None:
    """Tell PostgreSQL's counters of the ids that were given out here; SQLite counts by itself."""
    if db.engine.dialect.name != "postgresql":
        return
    for model in models:
        name = model.__tablename__
        newest = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"  # noqa: S608 - our own names
        db.session.execute(sa.text(newest))


def _account(
    sketch: Sketch, account_id: int, joined_at: datetime, password_hash: str | None, *, is_demo: bool
) -> Row:
    address, name = sketch.address, sketch.name
    return (
        *(account_id, address, address, address, name, folded(name), password_hash, sketch.zone),
        *(False, is_demo, joined_at, ACCEPTED_CONDUCT, joined_at, joined_at),
    )


def _describe(rows: Rows, sketch: Sketch, account_id: int, profile_id: int, joined_at: datetime) -> None:
    rows[Profile].append(
        (
            *(
                profile_id,
                account_id,
                sketch.role,
                sketch.years,
                sketch.employer,
                employer_key(sketch.employer),
            ),
            *(
                profile_id % 3 == 0,
                profile_id % 4 == 0,
                sketch.state,
                sketch.shift,
                sketch.blocks,
                sketch.languages,
            ),
            *(sketch.meeting, sketch.about, joined_at, joined_at),
        )
    )
    if sketch.is_mentee:
        rows[MenteeProfile].append((profile_id, sketch.target, sketch.looks_for, False, joined_at))
    if sketch.is_mentor:
        rows[MentorProfile].append(
            (profile_id, sketch.seats, 0, sketch.hours, sketch.offers, sketch.has_supervised, joined_at)
        )
    rows[ProfileSpecialization].extend((profile_id, slug, stance) for slug, stance in sketch.specializations)
    rows[ProfileGoal].extend(
        (profile_id, slug, stance, rank) for (slug, stance), rank in sketch.goals.items()
    )
    rows[ProfileCredential].extend((profile_id, slug, stance) for slug, stance in sketch.credentials)
    rows[RoleWalked].extend((profile_id, role, began, ended) for role, began, ended in sketch.walked)


def _enrolments(sketch: Sketch, account_id: int, program_id: int, joined_at: datetime) -> Iterator[Row]:
    for side, takes_part in ((Side.MENTEE, sketch.is_mentee), (Side.MENTOR, sketch.is_mentor)):
        if takes_part:
            yield (program_id, account_id, side, EnrolmentState.ACTIVE, {}, joined_at, joined_at)
