"""What is due by the clock? Reminders and lapses of requests, each once, whoever looks and however often."""

from __future__ import annotations

from ...foundation import clock
from ...foundation.database import db
from ...foundation.jobs import every_minute
from . import letters, queries
from .closing import lapse_request


@every_minute
def remind_of_requests() -> None:
    """Remind mentors who have not answered two days and half a day before the deadline; see `answers.jobs`."""
    for due in queries.due_reminders(clock.now()):
        letters.remind(queries.get_request(due.request_id), lead=due.lead)
        db.session.commit()


@every_minute
def lapse_requests() -> None:
    """Close what was not answered in time, each in a transaction of its own."""
    for request_id in queries.overdue_ids(clock.now()):
        lapse_request(request_id)
        db.session.commit()
