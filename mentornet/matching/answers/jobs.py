"""What is due by the clock? Reminders and lapses, each once, whoever looks and however often."""

from __future__ import annotations

from ...foundation import clock
from ...foundation.database import db
from ...foundation.jobs import every_minute
from . import letters, queries, services


@every_minute
def remind_of_proposals() -> None:
    """Remind those who have not answered two days and half a day before the deadline.

    The notice's key makes a second reminder impossible. Each is committed by itself, so that a worker
    that dies has sent what it wrote and another goes on from there.
    """
    for due in queries.due_reminders(clock.now()):
        letters.remind(queries.get_proposal(due.proposal_id), due.side, lead=due.lead)
        db.session.commit()


@every_minute
def lapse_proposals() -> None:
    """Close what was not answered in time, each in a transaction of its own: locks stay short."""
    for proposal_id in queries.overdue_ids(clock.now()):
        services.lapse_proposal(proposal_id)
        db.session.commit()
