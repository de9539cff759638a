"""Is there a seat left? The one place that takes, shares and frees a mentor's seats."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from ..foundation.database import changed_rows, db
from .models import MentorProfile, Profile, SharedSeat


def take_seat(account_id: int) -> bool:
    """Take a seat of the mentor `account_id` and say whether one was left.

    The condition and the change are one statement: of two that ask for the last seat one gets it.
    """
    left = _seats_of(account_id).where(MentorProfile.seats_taken < MentorProfile.seats)
    return changed_rows(left.values(seats_taken=MentorProfile.seats_taken + 1)) == 1


def free_seat(account_id: int, *, shared_seat_id: int | None = None) -> bool:
    """Give back a seat of the mentor `account_id` and say whether it is free now.

    Of a seat that several share, a place is given back; the seat itself is free once nobody holds one.
    """
    if shared_seat_id is not None and not _is_last_to_leave(shared_seat_id):
        return False
    taken = _seats_of(account_id).where(MentorProfile.seats_taken > 0)
    return changed_rows(taken.values(seats_taken=MentorProfile.seats_taken - 1)) == 1


def share_seat(account_id: int, *, places: int) -> int | None:
    """Take a seat of the mentor for `places` mentees, the first of them among it; None where no seat was left."""
    if not take_seat(account_id):
        return None
    shared = SharedSeat(mentor_id=account_id, places=places, held=1)
    db.session.add(shared)
    db.session.flush()  # its id is what the pairs of the circle keep
    return shared.id


def join_seat(shared_seat_id: int) -> bool:
    """Take a place of a shared seat and say whether one was left; a seat that nobody holds any more has none."""
    left = sa.update(SharedSeat).where(
        SharedSeat.id == shared_seat_id, SharedSeat.held > 0, SharedSeat.held < SharedSeat.places
    )
    return changed_rows(left.values(held=SharedSeat.held + 1)) == 1


def _is_last_to_leave(shared_seat_id: int) -> bool:
    """Give back a place of a shared seat and say whether it was the last: of two who leave at once, one is."""
    mine = sa.update(SharedSeat).where(SharedSeat.id == shared_seat_id).values(held=SharedSeat.held - 1)
    if changed_rows(mine.where(SharedSeat.held > 1)):
        return False
    return changed_rows(mine.where(SharedSeat.held == 1)) == 1


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
