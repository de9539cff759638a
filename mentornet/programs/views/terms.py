"""How is a program created, edited, closed?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...accounts.queries import find_account_by_email
from ...foundation.database import db
from ...foundation.doors import Door, door
from .. import access, services
from ..forms import NewProgramForm, ProgramForm
from .blueprint import bp

NO_ACCOUNT = "Nobody with this address has an account yet. Ask them to sign up first, then name them here."


@bp.route("/programs/new", methods=["GET", "POST"])
@door(Door.ADMINISTRATOR)
def create_program() -> ResponseReturnValue:
    """Create a program and name its first coordinator."""
    form = NewProgramForm()
    if form.validate_on_submit():
        coordinator = find_account_by_email(form.address)
        if coordinator is not None:
            program = services.create_program(
                coordinator=coordinator,
                by=current_account(),
                name=form.name.data,
                host=form.host.data,
                summary=form.summary.data,
                time_zone=form.time_zone.data,
            )
            db.session.commit()
            flash(f"{program.name} is there. Look over its terms before you tell people of it.", "done")
            return redirect(url_for("programs.edit_program", slug=program.slug))
        form.coordinator.errors = [NO_ACCOUNT]
    return render_template("programs/create_program.html", form=form), 422 if form.errors else 200


@bp.route("/programs/<slug>/edit", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_program(slug: str) -> ResponseReturnValue:
    """Edit a program's terms."""
    program = access.load_coordinated_program(slug)
    form = ProgramForm(obj=program, pace="rolling" if program.is_rolling else "cohorts")
    if not form.validate_on_submit():
        page = render_template("programs/edit_program.html", program=program, form=form)
        return page, 422 if form.errors else 200
    services.edit_program(program, by=current_account(), **form.terms)
    db.session.commit()
    flash("The program's terms are saved. Rounds under way keep theirs.", "done")
    return redirect(url_for(".edit_program", slug=slug))


@bp.post("/programs/<slug>/link")
@door(Door.COORDINATOR)
def renew_link(slug: str) -> ResponseReturnValue:
    """Replace the link that people join by."""
    services.renew_link(access.load_coordinated_program(slug), by=current_account())
    db.session.commit()
    flash("The link is new. The old one leads nowhere now.", "done")
    return redirect(url_for(".list_invitations", slug=slug))


@bp.post("/programs/<slug>/<any(close, reopen):step>")
@door(Door.COORDINATOR)
def step_program(slug: str, step: str) -> ResponseReturnValue:
    """Close a program, or open it again."""
    program = access.load_coordinated_program(slug)
    act = services.close_program if step == "close" else services.reopen_program
    act(program, by=current_account())
    db.session.commit()
    flash(f"{program.name} is {'closed' if step == 'close' else 'open again'}.", "done")
    return redirect(url_for(".edit_program", slug=slug))
