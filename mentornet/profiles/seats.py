"""Is there a seat left? The one place that takes and frees a mentor's seats."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from ..foundation.database import changed_rows, db
from .models import MentorProfile, Profile


def take_seat(account_id: int) -> bool:
    """Take a seat of the mentor `account_id` and say whether one was left.

    The condition and the change are one statement: of two that ask for the last seat one gets it.
    """
    left = _seats_of(account_id).where(MentorProfile.seats_taken < MentorProfile.seats)
    return changed_rows(left.values(seats_taken=MentorProfile.seats_taken + 1)) == 1


def free_seat(account_id: int) -> bool:
    """Give back a seat of the mentor `account_id` and say whether one was taken."""
    taken = _seats_of(account_id).where(MentorProfile.seats_taken > 0)
    return changed_rows(taken.values(seats_taken=MentorProfile.seats_taken - 1)) == 1


def hold_seats(account_ids: Collection[int]) -> None:
    """Hold the seats of these mentors until the commit, in one order.

    Who takes a seat here and frees one there would otherwise wait in a circle with who does it the other way
    round. SQLite has one writer at a time and needs no more than that.
    """
    theirs = (
        sa.select(MentorProfile.profile_id)
        .join(Profile, Profile.id == MentorProfile.profile_id)
        .where(Profile.account_id.in_(sorted(account_ids)))
        .order_by(MentorProfile.profile_id)
    )
    db.session.execute(theirs.with_for_update(of=MentorProfile)).all()


def _seats_of(account_id: int) -> sa.Update:
    profile_id = sa.select(Profile.id).where(Profile.account_id == account_id).scalar_subquery()
    return sa.update(MentorProfile).where(MentorProfile.profile_id == profile_id)
