"""The doors of feedback: those who were there answer, organizers read the sum."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentornet.accounts.models import Account
from mentornet.events.models import (
    Attendance,
    CheckInWay,
    EventFeedback,
    Pace,
    Registration,
    RegistrationState,
)
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.doors import make_event
from tests.support.cast import Cast, make_account
from tests.support.doors import COORDINATORS, THE_PARTY, Row
from tests.support.programs import make_program

ANSWERS = {"useful": "5", "pace": "right", "again": "4", "words": "More of it."}


def was_there(event_id: int, account: Account) -> Registration:
    """Add a seat and a check-in."""
    mine = Registration(event_id=event_id, account_id=account.id, state=RegistrationState.REGISTERED)
    db.session.add(mine)
    db.session.flush()
    db.session.add(
        Attendance(
            event_id=event_id,
            registration_id=mine.id,
            way=CheckInWay.LIST,
            arrived_at=clock.now() - timedelta(hours=3),
        )
    )
    db.session.flush()
    return mine


def an_event_that_was(cast: Cast) -> dict[str, Any]:
    """Ada and Ben were at an event of Cora's program that is over."""
    program = make_program(coordinator_id=cast.cora.id)
    make_program("other", coordinator_id=cast.olga.id)
    event = make_event(program_id=program.id, starts_at=clock.now() - timedelta(hours=3))
    for person in (cast.ada, cast.ben):
        was_there(event.id, db.session.get_one(Account, person.id))
    return {"event_id": event.id}


def with_answers(cast: Cast, number: int = 6) -> dict[str, Any]:
    values = an_event_that_was(cast)
    for count in range(number):
        mine = was_there(values["event_id"], make_account(f"Person {count}"))
        db.session.add(
            EventFeedback(
                event_id=values["event_id"],
                registration_id=mine.id,
                useful=1 + count % 5,
                again=5,
                pace=Pace.RIGHT,
                words=f"Words {number - count}",
                batch=count // 5 if count < number - number % 5 else None,
            )
        )
    db.session.flush()
    return values


ROWS = [
    Row("events_feedback.give_feedback", THE_PARTY, scene=an_event_that_was),
    Row("events_feedback.give_feedback", THE_PARTY, scene=an_event_that_was, method="POST", form=ANSWERS),
    Row("events_feedback.show_feedback", COORDINATORS, scene=with_answers),
]
