"""How does a mentorship run? Begun once, paused and taken up again, ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import add_unless_there, changed_rows, db
from ...foundation.errors import Refusal
from ...notifications.services import settle
from ...profiles.seats import free_seat
from ...programs.models import Program
from ..letters import tell_account_closed, tell_begun, tell_changed, tell_ended
from ..models import EndReason, Mentorship, MentorshipState
from ..queries import count_mentors
from ..rules import COMPLETING, refusal, states_before


def begin(
    program_id: int,
    mentee_id: int,
    mentor_id: int,
    *,
    by: Account | None,
    shared_seat_id: int | None = None,
    most: int = 1,
) -> Mentorship:
    """Begin the mentorship of a pair that both said yes; the mentor's seat, or its place in a shared one, is taken.

    Raises Refusal where the mentee has `most` live mentorships in the program, or one with this mentor: the
    database allows one in each of a mentee's places.
    """
    program = db.session.get_one(Program, program_id)
    values = {
        "program_id": program_id,
        "mentee_id": mentee_id,
        "mentor_id": mentor_id,
        "shared_seat_id": shared_seat_id,
        "ends_on": clock.today(program.time_zone) + timedelta(weeks=program.mentorship_weeks),
    }
    had = count_mentors(program_id, mentee_id)
    made = (add_unless_there(Mentorship, place=place, **values) for place in range(most if had < most else 0))
    mentorship_id = next((one for one in made if one is not None), None)
    if mentorship_id is None:
        raise _no_place(program, mentee_id, mentor_id, had=had, most=most)
    mentorship = db.session.get_one(Mentorship, mentorship_id)
    _record("begun", mentorship, by=by, mentee_id=mentee_id, mentor_id=mentor_id)
    tell_begun(mentorship)
    return mentorship


def _no_place(program: Program, mentee_id: int, mentor_id: int, *, had: int, most: int) -> Refusal:
    """Return the refusal of one mentorship more than a mentee may have, or of a second with the same mentor."""
    mentee, mentor = (db.session.get_one(Account, one).display_name for one in (mentee_id, mentor_id))
    if 0 < had < most:
        return Refusal(f"{mentee} and {mentor} are a pair already in {program.name}. Nothing was begun.")
    has, another = ("a mentor", "a second") if most == 1 else (f"{most} mentors", "another")
    return Refusal(f"{mentee} already has {has} in {program.name}, so {another} mentorship cannot begin.")


def pause(mentorship: Mentorship, *, by: Account) -> None:
    """Let the mentorship rest; the seat stays taken. Raises Refusal where it is not under way."""
    _step(mentorship, MentorshipState.PAUSED)
    _record("paused", mentorship, by=by)
    sentence = f"{by.display_name} paused your mentorship. Either of you can take it up again."
    tell_changed(mentorship, by=by, what="paused", sentence=sentence)


def resume(mentorship: Mentorship, *, by: Account) -> None:
    """Take a paused mentorship up again. Raises Refusal where it is not paused."""
    _step(mentorship, MentorshipState.ACTIVE)
    _record("resumed", mentorship, by=by)
    sentence = f"{by.display_name} took your mentorship up again."
    tell_changed(mentorship, by=by, what="resumed", sentence=sentence)


def end(mentorship: Mentorship, *, by: Account, reason: EndReason) -> None:
    """End the mentorship and free its seat, or its place in a shared one, once. Raises Refusal where it has ended already.

    The reason is for those who run the program; the other of the pair is not told it.
    """
    _end(mentorship, by=by, reason=reason)
    tell_ended(mentorship, by=by, reason=reason)


def end_for_closed_account(mentorship: Mentorship, *, closed: Account, by: Account | None) -> None:
    """End the mentorship of somebody whose account was closed; the other is free to find somebody new.

    Raises Refusal where it has ended already.
    """
    _end(mentorship, by=by, reason=EndReason.ACCOUNT_CLOSED)
    tell_account_closed(mentorship, closed=closed)


def _end(mentorship: Mentorship, *, by: Account | None, reason: EndReason) -> None:
    to = MentorshipState.COMPLETED if reason in COMPLETING else MentorshipState.ENDED
    _step(mentorship, to, ended_at=clock.now(), ended_by_id=by.id if by else None, end_reason=reason)
    free_seat(mentorship.mentor_id, shared_seat_id=mentorship.shared_seat_id)
    _record(str(to), mentorship, by=by)
    settle(None, key_prefix=f"mentorship:{mentorship.id}:")


def _step(mentorship: Mentorship, to: MentorshipState, **values: Any) -> None:
    """Take one allowed step by a conditional UPDATE: of two at once, the second is refused."""
    allowed = sa.update(Mentorship).where(
        Mentorship.id == mentorship.id, Mentorship.state.in_(states_before(to))
    )
    taken = changed_rows(allowed.values(state=to, changed_at=clock.now(), **values))
    db.session.refresh(mentorship)
    if not taken:
        raise refusal(mentorship.state)


def _record(what: str, mentorship: Mentorship, *, by: Account | None, **details: object) -> None:
    record(
        f"mentorship.{what}",
        by=by,
        subject_type="mentorship",
        subject_id=mentorship.id,
        program_id=mentorship.program_id,
        **details,
    )
