"""To which events do both of a pair go, and what have they agreed on there?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ...events.meeting.queries import events_both_go_to
from ...events.models import Event
from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...safety.queries import is_blocked
from ..models import MeetUp, MeetUpState, Mentorship


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
