"""Which rounds has a program, and how does one begin?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...programs.access import load_coordinated_program
from .. import queries, services
from ..access import load_coordinated_round
from ..forms import RoundForm
from .blueprint import bp, page_of_state


@bp.get("/programs/<slug>/rounds")
@door(Door.COORDINATOR)
def list_rounds(slug: str) -> ResponseReturnValue:
    """List a program's rounds, the newest first."""
    program = load_coordinated_program(slug)
    return render_template("matching/list_rounds.html", program=program, lines=queries.rounds_of(program))


@bp.route("/programs/<slug>/rounds/new", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def open_round(slug: str) -> ResponseReturnValue:
    """Open a round for everybody or for a cohort."""
    program = load_coordinated_program(slug)
    form = RoundForm.of(program.cohorts, name=f"Round of {clock.today(program.time_zone):%B %Y}")
    if form.validate_on_submit():
        matching_round = services.open_round(
            program, by=current_account(), name=form.name.data or "", cohort_id=form.cohort_id
        )
        db.session.commit()
        return redirect(url_for(".gather_round", round_id=matching_round.id))
    page = render_template("matching/open_round.html", program=program, form=form)
    return page, 422 if form.errors else 200


@bp.get("/rounds/<int:round_id>")
@door(Door.COORDINATOR)
def show_round(round_id: int) -> ResponseReturnValue:
    """Go to the page where the round stands."""
    return redirect(page_of_state(load_coordinated_round(round_id)))


@bp.post("/rounds/<int:round_id>/cancel")
@door(Door.COORDINATOR)
def cancel_round(round_id: int) -> ResponseReturnValue:
    """Call a round off before anything went out."""
    matching_round = load_coordinated_round(round_id)
    services.cancel_round(matching_round, by=current_account())
    db.session.commit()
    flash(f"“{matching_round.name}” is called off. Nobody was told of it.", "done")
    return redirect(url_for(".list_rounds", slug=matching_round.program.slug))
