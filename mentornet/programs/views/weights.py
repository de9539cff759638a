"""How much does each criterion count?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from .. import access, rules, services
from ..forms import WeightsForm
from .blueprint import bp


@bp.route("/programs/<slug>/weights", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_weights(slug: str) -> ResponseReturnValue:
    """Set what each criterion weighs, and show what share of the score it has."""
    program = access.load_coordinated_program(slug)
    form = WeightsForm.of(rules.whole_weights(program.weights))
    if form.validate_on_submit():
        services.set_weights(program, weights=form.weights, by=current_account())
        db.session.commit()
        flash("The weights are saved. They count from the next round on.", "done")
        return redirect(url_for(".edit_weights", slug=slug))
    page = render_template(
        "programs/edit_weights.html",
        program=program,
        form=form,
        criteria=rules.CRITERIA,
        shares=rules.shares(program.weights),
    )
    return page, 422 if form.errors else 200


@bp.post("/programs/<slug>/weights/shares")
@door(Door.COORDINATOR)
def show_shares(slug: str) -> ResponseReturnValue:
    """Show the shares that the sliders would give, without keeping them."""
    program = access.load_coordinated_program(slug)
    form = WeightsForm.of(rules.whole_weights(program.weights))
    weights = form.weights if form.validate() else program.weights
    return render_template("programs/_shares.html", criteria=rules.CRITERIA, shares=rules.shares(weights))
