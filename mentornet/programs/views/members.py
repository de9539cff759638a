"""Who takes part, as the coordinator sees it?"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...accounts.queries import find_account_by_email
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from ...profiles.queries import find_profile
from ...profiles.rules import completeness
from .. import access, queries, rules, services
from ..forms import MemberFilters, MemberForm, MoveForm
from ..models import Enrolment, Program
from .blueprint import bp
from .inviting import chosen_cohort
from .terms import NO_ACCOUNT


@bp.get("/programs/<slug>/members")
@door(Door.COORDINATOR)
def list_members(slug: str) -> ResponseReturnValue:
    """List who takes part, narrowed by the filters of the address."""
    program = access.load_coordinated_program(slug)
    filters = MemberFilters.read(request.args)
    return render_template(
        "programs/list_members.html",
        program=program,
        filters=filters,
        members=queries.page_of_members(program, filters.chosen),
        counts=queries.count_enrolments(program),
        cohorts={cohort.id: cohort.name for cohort in program.cohorts},
        bands={name: words for name, (words, *_rest) in rules.BANDS.items()},
    )


@bp.route("/programs/<slug>/members/add", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def add_member(slug: str) -> ResponseReturnValue:
    """Enrol somebody who has an account, by their address."""
    program = access.load_coordinated_program(slug)
    form = MemberForm()
    if form.validate_on_submit():
        account = find_account_by_email(form.address)
        if account is not None:
            services.enrol(
                program, account, side=form.chosen_side, by=current_account(), way=rules.Way.COORDINATOR
            )
            db.session.commit()
            flash(f"{account.display_name} takes part as a {form.side.data} now, and is told.", "done")
            return redirect(url_for(".show_member", slug=slug, account_id=account.id))
        form.email.errors = [NO_ACCOUNT]
    page = render_template("programs/add_member.html", program=program, form=form)
    return page, 422 if form.errors else 200


@bp.get("/programs/<slug>/members/<int:account_id>")
@door(Door.COORDINATOR)
def show_member(slug: str, account_id: int) -> ResponseReturnValue:
    """Show how one person takes part, with their answers."""
    program = access.load_coordinated_program(slug)
    enrolments = queries.enrolments_of_member(program, account_id)
    if not enrolments:
        raise NotFoundError
    profile = find_profile(account_id)
    return render_template(
        "programs/show_member.html",
        program=program,
        member=enrolments[0].account,
        enrolments=enrolments,
        completeness=completeness(profile) if profile else None,
        forms_of={e.id: MoveForm.among(program.cohorts, now_in=e.cohort_id) for e in enrolments},
        questions={str(question.id): question.prompt for question in program.questions},
    )


def _load_member(program: Program, account_id: int, side: str) -> Enrolment:
    for enrolment in queries.enrolments_of_member(program, account_id):
        if enrolment.side == side:
            return enrolment
    raise NotFoundError


STEPS = {"pause": services.pause, "resume": services.resume, "withdraw": services.withdraw}


@bp.post("/programs/<slug>/members/<int:account_id>/<side>/<any(pause, resume, withdraw):step>")
@door(Door.COORDINATOR)
def step_member(slug: str, account_id: int, side: str, step: str) -> ResponseReturnValue:
    """Pause somebody, take them back, or take them out."""
    program = access.load_coordinated_program(slug)
    enrolment = _load_member(program, account_id, side)
    STEPS[step](enrolment, by=current_account())
    db.session.commit()
    flash(f"{enrolment.account.display_name}: {rules.state_words(enrolment.state)}. They are told.", "done")
    return redirect(url_for(".show_member", slug=slug, account_id=account_id))


@bp.post("/programs/<slug>/members/<int:account_id>/<side>/cohort")
@door(Door.COORDINATOR)
def move_member(slug: str, account_id: int, side: str) -> ResponseReturnValue:
    """Put somebody into another cohort."""
    program = access.load_coordinated_program(slug)
    enrolment = _load_member(program, account_id, side)
    form = MoveForm.among(program.cohorts)
    if form.validate_on_submit():
        cohort = chosen_cohort(program, form.cohort.data)
        services.move_to_cohort(enrolment, cohort=cohort, by=current_account())
        db.session.commit()
        flash(f"{enrolment.account.display_name} is in {cohort.name if cohort else 'no cohort'} now.", "done")
    return redirect(url_for(".show_member", slug=slug, account_id=account_id))
