"""Who runs the program?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...accounts.queries import find_account_by_email
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from .. import access, queries, services
from ..forms import AddressForm
from .blueprint import bp
from .terms import NO_ACCOUNT


@bp.route("/programs/<slug>/coordinators", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def list_coordinators(slug: str) -> ResponseReturnValue:
    """List who runs the program and add somebody by their address."""
    program = access.load_coordinated_program(slug)
    form = AddressForm()
    if form.validate_on_submit():
        account = find_account_by_email(form.address)
        if account is not None:
            services.add_coordinator(program, account=account, by=current_account())
            db.session.commit()
            flash(f"{account.display_name} runs {program.name} now.", "done")
            return redirect(url_for(".list_coordinators", slug=slug))
        form.email.errors = [NO_ACCOUNT]
    page = render_template(
        "programs/list_coordinators.html",
        program=program,
        form=form,
        coordinators=queries.coordinators_of(program.id),
    )
    return page, 422 if form.errors else 200


@bp.post("/programs/<slug>/coordinators/<int:account_id>/remove")
@door(Door.COORDINATOR)
def remove_coordinator(slug: str, account_id: int) -> ResponseReturnValue:
    """Let somebody run the program no more."""
    program = access.load_coordinated_program(slug)
    account = next((a for a in queries.coordinators_of(program.id) if a.id == account_id), None)
    if account is None:
        raise NotFoundError
    services.remove_coordinator(program, account=account, by=current_account())
    db.session.commit()
    flash(f"{account.display_name} no longer runs {program.name}.", "done")
    if access.may_coordinate(current_account(), program.id):
        return redirect(url_for(".list_coordinators", slug=slug))
    return redirect(url_for(".list_programs"))
