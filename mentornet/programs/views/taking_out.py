"""What does a coordinator take out of a program? Its members, as they are narrowed on the page."""

from __future__ import annotations

from collections.abc import Iterator

from flask import request
from flask.typing import ResponseReturnValue

from ...foundation.doors import Door, door
from ...foundation.downloads import Column, batches, download
from ...profiles.fullness import percents_of
from .. import access, queries, rules
from ..forms import MemberFilters
from ..models import Enrolment, Program
from .blueprint import bp

Member = tuple[Enrolment, int]
"""How somebody takes part, and how full their profile is, in per cent."""

MEMBER_COLUMNS: tuple[Column[Member], ...] = (
    ("name", lambda member: member[0].account.display_name),
    ("email", lambda member: member[0].account.email),
    ("side", lambda member: str(member[0].side)),
    ("state", lambda member: rules.state_words(member[0].state)),
    ("cohort", lambda member: member[0].cohort.name if member[0].cohort else ""),
    ("profile, per cent", lambda member: member[1]),
)


@bp.get("/programs/<slug>/members/download.<any(csv, xlsx):ending>")
@door(Door.COORDINATOR)
def download_members(slug: str, ending: str) -> ResponseReturnValue:
    """Hand the list of members out as a file."""
    program = access.load_coordinated_program(slug)
    filters = MemberFilters.read(request.args)
    return download(f"{slug} members", MEMBER_COLUMNS, _members(program, filters), ending)


def _members(program: Program, filters: MemberFilters) -> Iterator[Member]:
    for batch in batches(queries.members(program, filters.chosen)):
        percents = percents_of([enrolment.account_id for enrolment in batch])
        yield from ((enrolment, percents[enrolment.account_id]) for enrolment in batch)
