"""Which cohorts does the program have?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from .. import access, queries, services
from ..forms import CohortForm
from .blueprint import bp


@bp.route("/programs/<slug>/cohorts", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def list_cohorts(slug: str) -> ResponseReturnValue:
    """List the program's cohorts and add one."""
    program = access.load_coordinated_program(slug)
    form = CohortForm()
    if form.validate_on_submit():
        services.add_cohort(program, by=current_account(), **form.facts)
        db.session.commit()
        flash(f"The cohort {form.name.data} is there.", "done")
        return redirect(url_for(".list_cohorts", slug=slug))
    page = render_template(
        "programs/list_cohorts.html", program=program, form=form, counts=queries.count_by_cohort(program)
    )
    return page, 422 if form.errors else 200


@bp.route("/programs/<slug>/cohorts/<int:cohort_id>", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_cohort(slug: str, cohort_id: int) -> ResponseReturnValue:
    """Rename a cohort or change its days."""
    program = access.load_coordinated_program(slug)
    cohort = queries.get_cohort(program, cohort_id)
    form = CohortForm(obj=cohort)
    if form.validate_on_submit():
        services.edit_cohort(cohort, by=current_account(), **form.facts)
        db.session.commit()
        flash("The cohort is changed.", "done")
        return redirect(url_for(".list_cohorts", slug=slug))
    page = render_template("programs/edit_cohort.html", program=program, cohort=cohort, form=form)
    return page, 422 if form.errors else 200


@bp.post("/programs/<slug>/cohorts/<int:cohort_id>/remove")
@door(Door.COORDINATOR)
def remove_cohort(slug: str, cohort_id: int) -> ResponseReturnValue:
    """Remove a cohort that nobody is in."""
    program = access.load_coordinated_program(slug)
    services.remove_cohort(queries.get_cohort(program, cohort_id), by=current_account())
    db.session.commit()
    flash("The cohort is removed.", "done")
    return redirect(url_for(".list_cohorts", slug=slug))
