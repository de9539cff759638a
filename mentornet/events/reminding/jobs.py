"""What is due by the clock? Reminders of events, each once, whoever looks and however often."""

from __future__ import annotations

from ...accounts.queries import get_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.jobs import every_minute
from . import letters, queries


@every_minute
def remind_of_events() -> None:
    """Remind those who said yes, and did not take it back since; each is committed by itself.

    The notice's key makes a second reminder impossible, also where two workers look at once.
    """
    for due in queries.due_reminders(clock.now()):
        event = queries.goes_still(due)
        if event is not None:
            letters.remind(event, get_account(due.account_id), lead=due.lead, key=due.key)
            db.session.commit()


@every_minute
def call_off_reminders() -> None:
    """Take back the reminders of what was cancelled, letters that wait for the morning too."""
    for event_id in queries.lately_cancelled(clock.now()):
        letters.call_off(event_id)
        db.session.commit()
