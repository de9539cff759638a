"""What happens to a program's cohorts?"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation.database import db
from ...foundation.errors import Refusal
from .. import rules
from ..models import Cohort, Enrolment, Program
from .leaving import ensure_not_needed


def add_cohort(program: Program, *, name: str, begins_on: date, ends_on: date | None, by: Account) -> Cohort:
    """Add a cohort; who enrols before it begins belongs to it."""
    rules.ensure_days_in_order(begins_on, ends_on, what="The cohort")
    cohort = Cohort(program_id=program.id, name=name, begins_on=begins_on, ends_on=ends_on)
    db.session.add(cohort)
    db.session.flush()  # the trail needs the id
    db.session.expire(program, ["cohorts"])
    _write_down("cohort.added", cohort, by=by)
    return cohort


def edit_cohort(cohort: Cohort, *, name: str, begins_on: date, ends_on: date | None, by: Account) -> None:
    """Rename a cohort or change its days; the people in it stay in it."""
    rules.ensure_days_in_order(begins_on, ends_on, what="The cohort")
    cohort.name, cohort.begins_on, cohort.ends_on = name, begins_on, ends_on
    _write_down("cohort.edited", cohort, by=by)


def remove_cohort(cohort: Cohort, *, by: Account) -> None:
    """Remove a cohort that nobody is in, and that nothing is for."""
    inside = db.session.scalar(sa.select(sa.func.count()).where(Enrolment.cohort_id == cohort.id))
    if inside:
        raise Refusal(
            f"{inside} {'people are' if inside > 1 else 'person is'} in {cohort.name}. Move them first."
        )
    ensure_not_needed(cohort)
    _write_down("cohort.removed", cohort, by=by)
    db.session.delete(cohort)


def _write_down(action: str, cohort: Cohort, *, by: Account) -> None:
    record(
        action,
        by=by,
        subject_type="cohort",
        subject_id=cohort.id,
        program_id=cohort.program_id,
        name=cohort.name,
    )
