"""Which pairs are at work, and which were?"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from ..accounts.models import Account
from ..foundation.database import db
from ..foundation.errors import NotFoundError
from ..programs.models import Program
from ..safety.queries import strangers_to
from .models import Mentorship, MentorshipState
from .rules import LIVE


def get_mentorship(mentorship_id: int) -> Mentorship:
    """Return a mentorship with both people, its program and goals, or raise NotFoundError."""
    found = db.session.scalars(_whole().where(Mentorship.id == mentorship_id)).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def mentorships_of(account: Account) -> list[Mentorship]:
    """List the mentorships of `account` on either side: those under way first, then the newest."""
    mine = _whole().where(_has(account.id))
    order = sa.case((Mentorship.state.in_(sorted(LIVE)), 0), else_=1)
    return list(db.session.scalars(mine.order_by(order, Mentorship.id.desc())))


def fellows_of(mentorship: Mentorship, *, reader: Account) -> list[Account]:
    """List the mentees who share the mentor's seat with this pair now, by name; none where it meets one to one.

    Whoever blocked the reader, or is blocked by them, is left out.
    """
    if mentorship.shared_seat_id is None or mentorship.state not in LIVE:
        return []
    others = (
        sa.select(Account)
        .join(Mentorship, Mentorship.mentee_id == Account.id)
        .where(
            Mentorship.shared_seat_id == mentorship.shared_seat_id,
            Mentorship.state.in_(sorted(LIVE)),
            Mentorship.id != mentorship.id,
            Account.id.not_in(strangers_to(reader.id)),
        )
    )
    return list(db.session.scalars(others.order_by(Account.folded_name, Account.id)))


def count_mentors(program_id: int, mentee_id: int) -> int:
    """Count the mentors a mentee has in a program now."""
    live = sa.select(sa.func.count()).where(
        Mentorship.program_id == program_id,
        Mentorship.mentee_id == mentee_id,
        Mentorship.state.in_(sorted(LIVE)),
    )
    return db.session.scalar(live) or 0


def live_mentorships(account: Account) -> list[Mentorship]:
    """List the mentorships of `account` that are under way or paused, the newest first."""
    live = _whole().where(_has(account.id), Mentorship.state.in_(sorted(LIVE)))
    return list(db.session.scalars(live.order_by(Mentorship.id.desc())))


def mentorships_in(program: Program, state: MentorshipState | None = None) -> sa.Select[Mentorship]:
    """Select the mentorships of `program`, the last changed first; only those in `state` where one is given."""
    there = _whole().where(Mentorship.program_id == program.id)
    if state is not None:
        there = there.where(Mentorship.state == state)
    return there.order_by(Mentorship.changed_at.desc(), Mentorship.id.desc())


def count_by_state(program: Program) -> dict[MentorshipState, int]:
    """Count the mentorships of `program` by state."""
    counted = (
        sa.select(Mentorship.state, sa.func.count())
        .where(Mentorship.program_id == program.id)
        .group_by(Mentorship.state)
    )
    return dict(db.session.execute(counted).all())


def _whole() -> sa.Select[Mentorship]:
    return sa.select(Mentorship).options(
        joinedload(Mentorship.program),
        joinedload(Mentorship.mentee),
        joinedload(Mentorship.mentor),
        selectinload(Mentorship.goals),
    )


def _has(account_id: int) -> sa.ColumnElement[bool]:
    return sa.or_(Mentorship.mentee_id == account_id, Mentorship.mentor_id == account_id)
