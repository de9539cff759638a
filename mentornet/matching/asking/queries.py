"""Which requests are there, and which await an answer, a reminder or their end?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...notifications.queries import untold
from ...programs.models import Enrolment, EnrolmentState, Program, Side
from ...programs.queries import TAKES_PART
from ..deadlines import FARTHEST, lead_due
from .models import MentoringRequest, RequestState
from .rules import reminder_key

AT_A_TIME = 500


def get_request(request_id: int) -> MentoringRequest:
    """Return a request with both people and its program, or raise NotFoundError."""
    found = db.session.scalars(_whole().where(MentoringRequest.id == request_id)).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def requests_of(account: Account, side: Side) -> sa.Select[MentoringRequest]:
    """Select what `account` sent (as a mentee) or received (as a mentor): open ones first, then the newest."""
    order = sa.case((MentoringRequest.state == RequestState.OPEN, 0), else_=1)
    return _whole().where(_is_of(account, side)).order_by(order, MentoringRequest.id.desc())


def count_requests(account: Account, side: Side) -> int:
    """Count what `account` sent or received."""
    counted = sa.select(sa.func.count()).select_from(MentoringRequest).where(_is_of(account, side))
    return db.session.scalar(counted) or 0


def _is_of(account: Account, side: Side) -> sa.ColumnElement[bool]:
    mine = MentoringRequest.mentee_id if side is Side.MENTEE else MentoringRequest.mentor_id
    return mine == account.id


def requests_in(program: Program, state: RequestState | None = None) -> sa.Select[MentoringRequest]:
    """Select the requests of `program`, the newest first; only those in `state` where one is given."""
    there = _whole().where(MentoringRequest.program_id == program.id)
    if state is not None:
        there = there.where(MentoringRequest.state == state)
    return there.order_by(MentoringRequest.id.desc())


def count_by_state(program: Program) -> dict[RequestState, int]:
    """Count the requests of `program` by state."""
    counted = (
        sa.select(MentoringRequest.state, sa.func.count())
        .where(MentoringRequest.program_id == program.id)
        .group_by(MentoringRequest.state)
    )
    return dict(db.session.execute(counted).all())


def open_of_mentee(program_id: int, mentee_id: int) -> sa.Select[MentoringRequest]:
    """Select the open requests of a mentee in a program, in one order."""
    return (
        sa.select(MentoringRequest)
        .where(
            MentoringRequest.program_id == program_id,
            MentoringRequest.mentee_id == mentee_id,
            MentoringRequest.state == RequestState.OPEN,
        )
        .order_by(MentoringRequest.id)
    )


def programs_to_ask_in(mentee: Account, mentor_id: int) -> list[Program]:
    """List the programs that let members ask and in which the two take part as mentee and mentor, by name."""
    mine, theirs = sa.orm.aliased(Enrolment), sa.orm.aliased(Enrolment)
    shared = (
        sa.select(mine.program_id)
        .join(theirs, theirs.program_id == mine.program_id)
        .where(
            mine.account_id == mentee.id,
            mine.side == Side.MENTEE,
            mine.state == EnrolmentState.ACTIVE,
            theirs.account_id == mentor_id,
            theirs.side == Side.MENTOR,
            theirs.state == EnrolmentState.ACTIVE,
        )
    )
    programs = sa.select(Program).where(
        Program.id.in_(shared), Program.closed_at.is_(None), Program.allows_requests.is_(True)
    )
    return list(db.session.scalars(programs.order_by(Program.name, Program.id)))


def is_known(program: Program, account_id: int, side: Side) -> bool:
    """Say whether an account takes part on that side of the program, paused or not."""
    found = sa.select(Enrolment.id).where(
        Enrolment.program_id == program.id,
        Enrolment.account_id == account_id,
        Enrolment.side == side,
        Enrolment.state.in_(TAKES_PART),
    )
    return db.session.scalar(found.limit(1)) is not None


def overdue_ids(now: datetime) -> list[int]:
    """List requests whose deadline has passed unanswered, the first `AT_A_TIME` of them."""
    due = (
        sa.select(MentoringRequest.id)
        .where(MentoringRequest.state == RequestState.OPEN, MentoringRequest.answer_by <= now)
        .order_by(MentoringRequest.answer_by, MentoringRequest.id)
        .limit(AT_A_TIME)
    )
    return list(db.session.scalars(due))


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A mentor who should be reminded of a request now."""

    request_id: int
    account_id: int
    lead: str


def due_reminders(now: datetime) -> list[DueReminder]:
    """List which mentors should be reminded now and have not been: of each request the last reminder that is due."""
    due = list(_due_by_the_clock(now))
    return untold(due, lambda one: (one.account_id, reminder_key(one.request_id, one.lead)))


def _due_by_the_clock(now: datetime) -> Iterator[DueReminder]:
    near = (
        sa.select(
            MentoringRequest.id,
            MentoringRequest.mentor_id,
            MentoringRequest.answer_by,
            MentoringRequest.created_at,
            Account.time_zone,
        )
        .join(Account, Account.id == MentoringRequest.mentor_id)
        .where(
            MentoringRequest.state == RequestState.OPEN,
            MentoringRequest.answer_by > now,
            MentoringRequest.answer_by <= now + FARTHEST,
        )
        .order_by(MentoringRequest.answer_by, MentoringRequest.id)
    )
    for request_id, mentor_id, deadline, asked_at, zone in db.session.execute(near):
        lead = lead_due(deadline, began=asked_at, zone=zone, now=now)
        if lead:
            yield DueReminder(request_id, mentor_id, lead)


def _whole() -> sa.Select[MentoringRequest]:
    return sa.select(MentoringRequest).options(
        joinedload(MentoringRequest.mentee),
        joinedload(MentoringRequest.mentor),
        joinedload(MentoringRequest.program),
    )
