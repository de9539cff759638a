"""How does a request end without a mentorship? Taken back or too late; each once."""

from __future__ import annotations

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...notifications.services import settle
from . import letters
from .models import MentoringRequest, RequestState
from .queries import open_of_mentee


def withdraw_request(
    request: MentoringRequest, *, by: Account | None, because: str = "things have changed"
) -> bool:
    """Take an open request back and tell who should know; False where it was not open any more.

    Without `by` something else decided: a mentorship that began, or somebody who left; the mentee reads
    the words of `because`.
    """
    closing = {
        "state": RequestState.WITHDRAWN,
        "closed_at": clock.now(),
        "closed_by_id": by.id if by else None,
    }
    if not changed_rows(update_open(request.id).values(closing)):
        return False
    db.session.refresh(request)
    close(request, "withdrawn", by=by)
    letters.tell_withdrawn(request, by=by, because=because)
    return True


def lapse_request(request_id: int) -> bool:
    """Close a request whose deadline has passed unanswered and tell both; False if it is not due."""
    due = update_open(request_id).where(MentoringRequest.answer_by <= clock.now())
    if not changed_rows(due.values(state=RequestState.LAPSED, closed_at=clock.now())):
        return False
    request = db.session.get_one(MentoringRequest, request_id)
    db.session.refresh(request)
    close(request, "lapsed", by=None)
    letters.tell_lapsed(request)
    return True


def withdraw_all_of_mentee(program_id: int, mentee_id: int) -> None:
    """Take back whatever is open for a mentee of a program: with a mentor found, nobody else need wait."""
    for request in db.session.scalars(open_of_mentee(program_id, mentee_id)).all():
        withdraw_request(request, by=None, because=f"you have a mentor in {request.program.name} now")


def hold_open_ones(program_id: int, mentee_id: int) -> None:
    """Hold the mentee's open requests of the program until the commit, in one order; see `answers.services`."""
    held = open_of_mentee(program_id, mentee_id).with_only_columns(MentoringRequest.id)
    db.session.execute(held.with_for_update(of=MentoringRequest)).all()


def update_open(request_id: int) -> sa.Update:
    """Return the UPDATE of a request that reaches it only while it is open."""
    return sa.update(MentoringRequest).where(
        MentoringRequest.id == request_id, MentoringRequest.state == RequestState.OPEN
    )


def close(request: MentoringRequest, what: str, *, by: Account | None, **details: object) -> None:
    """Do what every end has in common: the record, and what awaited people."""
    note(what, request, by=by, **details)
    settle(None, key_prefix=f"request:{request.id}:")


def note(what: str, request: MentoringRequest, *, by: Account | None, **details: object) -> None:
    """Write down what became of a request; never its words."""
    record(
        f"request.{what}",
        by=by,
        subject_type="request",
        subject_id=request.id,
        program_id=request.program_id,
        **details,
    )
