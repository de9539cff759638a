"""To which events do both of a pair go, and what have they agreed on there?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ...events.meeting.queries import events_both_go_to
from ...events.models import Event
from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...safety.queries import is_blocked
from ..models import MeetUp, MeetUpState, Mentorship
from .rules import SLOT


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event to which both go, with the meet-up that stands there, if any."""

    event: Event
    meet_up: MeetUp | None


def occasions_of(mentorship: Mentorship) -> list[Occasion]:
    """List where the pair could meet, the next first."""
    events = shared_events(mentorship)
    standing = sa.select(MeetUp).where(
        MeetUp.mentorship_id == mentorship.id, MeetUp.state != MeetUpState.DECLINED
    )
    found = {one.event_id: one for one in db.session.scalars(standing)} if events else {}
    return [Occasion(event, found.get(event.id)) for event in events]


def shared_events(mentorship: Mentorship) -> Sequence[Event]:
    """List the events ahead to which both go; a pair of whom one blocked the other meets nowhere."""
    if is_blocked(mentorship.mentee_id, mentorship.mentor_id):
        return ()
    return events_both_go_to(mentorship.mentee_id, mentorship.mentor_id, now=clock.now())


def get_shared_event(mentorship: Mentorship, event_id: int) -> Event:
    """Return an event to which both go, or raise NotFoundError."""
    for event in shared_events(mentorship):
        if event.id == event_id:
            return event
    raise NotFoundError("You can meet at an event to which you both go.")


def get_meet_up(meet_up_id: int, *, mentorship: Mentorship) -> MeetUp:
    """Return a meet-up of the pair, or raise NotFoundError."""
    found = db.session.get(MeetUp, meet_up_id)
    if found is None or found.mentorship_id != mentorship.id:
        raise NotFoundError
    return found


def taken_then(meet_up: MeetUp, account_ids: Collection[int]) -> set[int]:
    """Return who of `account_ids` agreed to meet somebody else so near this time that one would miss the other."""
    begins = meet_up.starts_at
    pairs = (
        sa.select(Mentorship.mentee_id, Mentorship.mentor_id)
        .join(MeetUp, MeetUp.mentorship_id == Mentorship.id)
        .where(
            MeetUp.state == MeetUpState.AGREED,
            MeetUp.mentorship_id != meet_up.mentorship_id,
            MeetUp.starts_at > begins - SLOT,
            MeetUp.starts_at < begins + SLOT,
            sa.or_(Mentorship.mentee_id.in_(account_ids), Mentorship.mentor_id.in_(account_ids)),
        )
    )
    return {one for pair in db.session.execute(pairs) for one in pair} & set(account_ids)
