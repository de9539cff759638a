"""For which groups of people can an event be, and which events are for one?"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import db
from ...programs.models import Cohort
from ...programs.queries import cohorts_in, cohorts_of
from ..models import Event, EventState
from .reading import programs_to_announce_for


def cohorts_to_write_for(account: Account) -> Sequence[Cohort]:
    """List the cohorts for which `account` may announce or propose events: of programs they run, and their own."""
    run = {cohort.id: cohort for cohort in cohorts_in(programs_to_announce_for(account))}
    return list((run | {cohort.id: cohort for cohort in cohorts_of(account)}).values())


def count_for_cohort(cohort: Cohort) -> int:
    """Count the events that are for the people of a cohort and are not cancelled."""
    theirs = sa.select(sa.func.count(Event.id)).where(
        Event.cohort_id == cohort.id, Event.state != EventState.CANCELLED
    )
    return db.session.scalar(theirs) or 0
