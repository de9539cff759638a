"""What keeps this mentee from asking this mentor, as things stand?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import db
from ...mentorships.queries import count_mentors
from ...programs.models import Enrolment, EnrolmentState, Program, Side
from ..engine import Rule
from ..intake import GatheredPair
from .models import MentoringRequest, RequestState
from .queries import open_of_mentee
from .rules import MOST_OPEN, REST, Hindrance


def find_hindrance(
    program: Program, *, mentee: Account, mentor: Account, pair: GatheredPair, now: datetime
) -> Hindrance | None:
    """Return the first thing that keeps the mentee from asking, their own affairs before the other's; None if nothing."""
    checks = chain(_of_program(program, mentee, mentor), _of_mentee(program, mentee, pair))
    found = next((name for name, holds in checks if holds), None)
    return found or _between(mentee, mentor, now=now) or _of_pair(pair)


def _of_program(program: Program, mentee: Account, mentor: Account) -> Iterator[tuple[Hindrance, bool]]:
    yield Hindrance.ONESELF, mentee.id == mentor.id
    yield Hindrance.OFF, not program.allows_requests
    yield Hindrance.CLOSED, program.closed_at is not None


def _of_mentee(program: Program, mentee: Account, pair: GatheredPair) -> Iterator[tuple[Hindrance, bool]]:
    yield Hindrance.AWAY, not _takes_part(program, mentee)
    yield Hindrance.NO_PROFILE, pair.mentee is None
    yield Hindrance.HAS_MENTOR, count_mentors(program.id, mentee.id) > 0
    open_ones = sa.select(sa.func.count()).select_from(open_of_mentee(program.id, mentee.id).subquery())
    yield Hindrance.TOO_MANY, (db.session.scalar(open_ones) or 0) >= MOST_OPEN


def _takes_part(program: Program, account: Account) -> bool:
    active = sa.select(Enrolment.id).where(
        Enrolment.program_id == program.id,
        Enrolment.account_id == account.id,
        Enrolment.side == Side.MENTEE,
        Enrolment.state == EnrolmentState.ACTIVE,
    )
    return db.session.scalar(active) is not None


def _between(mentee: Account, mentor: Account, *, now: datetime) -> Hindrance | None:
    """Look at what the mentee asked this mentor before, in whichever program."""
    before = sa.select(
        MentoringRequest.state, MentoringRequest.closed_at, MentoringRequest.closed_by_id
    ).where(MentoringRequest.mentee_id == mentee.id, MentoringRequest.mentor_id == mentor.id)
    for state, closed_at, closed_by_id in db.session.execute(before):
        if state is RequestState.OPEN:
            return Hindrance.ASKED
        own_end = state is RequestState.WITHDRAWN and closed_by_id == mentee.id
        if (own_end or state is RequestState.LAPSED) and closed_at and now < closed_at + REST:
            return Hindrance.TOO_SOON
    return None


def _of_pair(pair: GatheredPair) -> Hindrance | None:
    """Tell first what anybody of the program would be told: what is private is told to nobody."""
    if Rule.TOGETHER in pair.broken:
        return Hindrance.TOGETHER
    if pair.mentor is None or pair.is_mentor_paused:
        return Hindrance.NOT_OPEN
    if pair.mentor.seats < 1:
        return Hindrance.NO_SEAT
    if Rule.LANGUAGE in pair.broken:
        return Hindrance.NO_LANGUAGE
    return Hindrance.NOT_OPEN if pair.broken else None
