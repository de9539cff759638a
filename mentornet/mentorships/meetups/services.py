"""What happens to a time to meet? One proposes, the other says yes or no."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...events.models import Event
from ...foundation import clock
from ...foundation.database import add_unless_there, changed_rows, db
from ...foundation.errors import NotFoundError, Refusal
from ...notifications.services import settle
from ...safety.queries import is_blocked
from ..models import MeetUp, MeetUpState, Mentorship
from ..rules import ensure_live
from . import letters, queries, rules


def propose_meet_up(
    mentorship: Mentorship, event: Event, *, by: Account, starts_at: datetime, place: str
) -> MeetUp:
    """Propose a time and place at an event to which both go; an earlier one that stands gives way to it."""
    ensure_live(mentorship)
    rules.ensure_time(event, starts_at, now=clock.now())
    standing = sa.update(MeetUp).where(
        MeetUp.mentorship_id == mentorship.id,
        MeetUp.event_id == event.id,
        MeetUp.state != MeetUpState.DECLINED,
    )
    changed_rows(standing.values(state=MeetUpState.DECLINED, answered_at=clock.now()))
    settle(None, key_prefix=letters.prefix_of(mentorship.id, event.id))
    meet_up_id = add_unless_there(
        MeetUp,
        mentorship_id=mentorship.id,
        event_id=event.id,
        proposed_by_id=by.id,
        starts_at=starts_at,
        place=place,
    )
    if meet_up_id is None:
        raise Refusal("The other proposed a time at this very moment. Load the page again to see it.")
    meet_up = db.session.get_one(MeetUp, meet_up_id)
    _record("proposed", meet_up, by=by)
    letters.propose(meet_up)
    return meet_up


def answer_meet_up(meet_up: MeetUp, *, by: Account, agrees: bool) -> None:
    """Say yes or no to a time; whoever proposed it is told.

    A yes is for a pair that is still one, for a time still to come at which neither meets somebody else, at an event to
    which both still go; else it is refused. A pair of whom one blocked the other hears nothing of each other: NotFoundError.
    """
    rules.ensure_answers(meet_up, by.id)
    if is_blocked(meet_up.mentorship.mentee_id, meet_up.mentorship.mentor_id):
        raise NotFoundError
    if agrees:
        ensure_live(meet_up.mentorship)
        rules.ensure_ahead(meet_up, now=clock.now())
        queries.get_shared_event(meet_up.mentorship, meet_up.event_id)
        _ensure_free(meet_up, by=by)
    to = MeetUpState.AGREED if agrees else MeetUpState.DECLINED
    still = sa.update(MeetUp).where(MeetUp.id == meet_up.id, MeetUp.state == MeetUpState.PROPOSED)
    if not changed_rows(still.values(state=to, answered_at=clock.now())):
        raise Refusal("This was answered already. Load the page again to see how it stands.")
    db.session.refresh(meet_up)
    settle(None, key_prefix=letters.prefix_of(meet_up.mentorship_id, meet_up.event_id))
    _record(str(to), meet_up, by=by)
    letters.tell_answer(meet_up)


def _ensure_free(meet_up: MeetUp, *, by: Account) -> None:
    """Refuse a yes where either of the two meets somebody else at that time.

    Both are held until the commit, always the same one first, so that of two answers at once the second sees the first.
    """
    pair = sorted((meet_up.mentorship.mentee_id, meet_up.mentorship.mentor_id))
    for account_id in pair:
        hold_person = sa.update(Account).where(Account.id == account_id)
        changed_rows(hold_person.values(time_zone=Account.time_zone))
    taken = queries.taken_then(meet_up, pair)
    if by.id in taken:
        raise Refusal("You meet somebody else at that time. Propose another time instead.")
    if taken:
        other = meet_up.mentorship.other_of(by.id).display_name
        raise Refusal(f"{other} meets somebody else at that time by now. Propose another time instead.")


def _record(what: str, meet_up: MeetUp, *, by: Account) -> None:
    record(
        f"meet-up.{what}",
        by=by,
        subject_type="mentorship",
        subject_id=meet_up.mentorship_id,
        program_id=meet_up.mentorship.program_id,
        event=meet_up.event_id,
    )
