"""Who takes part, as the coordinator's list shows it? A page of people in a constant number of statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from flask_sqlalchemy.pagination import Pagination
from sqlalchemy.orm import contains_eager, joinedload

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.paging import page_of
from ...foundation.words import folded
from ...profiles.fullness import percent_full, percents_of
from ...profiles.models import Profile
from .. import rules
from ..models import Enrolment, Program
from .enrolments import TAKES_PART


@dataclass(frozen=True, slots=True)
class Members:
    """A page of enrolments, and how full the profile of each account on it is, in per cent."""

    page: Pagination
    percents: Mapping[int, int]


def members(program: Program, filters: Mapping[str, str]) -> sa.Select[Enrolment]:
    """Return the statement that lists the program's enrolments by name, narrowed by name, side, state, cohort and fullness."""
    listed = (
        sa.select(Enrolment)
        .join(Enrolment.account)
        .where(Enrolment.program_id == program.id)
        .options(contains_eager(Enrolment.account), joinedload(Enrolment.cohort))
        .order_by(Account.folded_name, Account.id, Enrolment.side)
    )
    if words := folded(filters.get("name", "")):
        listed = listed.where(Account.folded_name.contains(words, autoescape=True))
    for name in ("side", "state"):
        if filters.get(name):
            listed = listed.where(getattr(Enrolment, name) == filters[name])
    if cohort := filters.get("cohort"):
        in_it = Enrolment.cohort_id == int(cohort) if cohort != "0" else Enrolment.cohort_id.is_(None)
        listed = listed.where(in_it)
    if (band := filters.get("band", "")) in rules.BANDS:
        _words, least, most = rules.BANDS[band]
        full = sa.func.coalesce(percent_full(), 0).between(least, most)
        listed = listed.outerjoin(Profile, Profile.account_id == Account.id).where(full)
    return listed


def page_of_members(program: Program, filters: Mapping[str, str]) -> Members:
    """Return the page of members that the address asks for, each with how full their profile is."""
    page = page_of(members(program, filters), counts_along=bool(filters.get("band")))
    return Members(page, percents_of([enrolment.account_id for enrolment in page.items]))


def count_by_cohort(program: Program) -> Mapping[int | None, int]:
    """Count the program's enrolments that are not withdrawn, by cohort."""
    counted = (
        sa.select(Enrolment.cohort_id, sa.func.count().label("people"))
        .where(Enrolment.program_id == program.id, Enrolment.state.in_(TAKES_PART))
        .group_by(Enrolment.cohort_id)
    )
    return {row.cohort_id: row.people for row in db.session.execute(counted)}
