"""Which programs are there, and what is this one?"""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.doors import Door, door
from .. import access, queries, rules
from ..models import Program
from ..rules import Way
from .blueprint import bp


@bp.get("/programs")
@door(Door.ANYONE)
def list_programs() -> ResponseReturnValue:
    """List the reader's own programs first, then the open ones; all of them for an administrator."""
    account = current_account() if current_user.is_authenticated else None
    mine = queries.programs_of(account) if account else []
    others = queries.every_program() if account and account.is_administrator else queries.open_programs()
    return render_template(
        "programs/list_programs.html",
        mine=mine,
        others=[program for program in others if program not in mine],
        invitations=queries.open_invitations_to(account) if account else [],
        enrolments=queries.enrolments_of(account) if account else [],
        coordinated=queries.coordinated_programs(account) if account else [],
    )


@bp.get("/programs/<slug>")
@door(Door.ANYONE)
def show_program(slug: str) -> ResponseReturnValue:
    """Show a program: what it is, how one comes in, and how the reader stands in it."""
    return program_page(access.load_visible_program(slug), way=Way.OPEN)


def program_page(program: Program, *, way: Way, token: str | None = None) -> str:
    """Render the page of a program as somebody sees it who came by `way`."""
    account = current_account() if current_user.is_authenticated else None
    invited = (
        {i.side: i for i in queries.open_invitations_to(account) if i.program_id == program.id}
        if account
        else {}
    )
    today = clock.today(program.time_zone)
    return render_template(
        "programs/show_program.html",
        program=program,
        obstacle=rules.intake_obstacle(program, way=Way.INVITATION if invited else way, today=today),
        invited=invited,
        token=token,
        enrolments=queries.enrolments_in(program, account) if account else [],
        may_coordinate=account is not None and access.may_coordinate(account, program.id),
        taken=queries.count_mentees_and_mentors([program.id]),
        cohorts=rules.cohorts_ahead(program.cohorts, today),
    )
