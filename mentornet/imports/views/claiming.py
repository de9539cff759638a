"""What does somebody see who was brought in? Who brought which data, the way to claim it and the way to refuse."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.hooks import newcomers_url
from ...accounts.login import let_in
from ...accounts.rules import password_fault
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.forms import typed
from ...profiles.models import MeetingMode
from ...profiles.queries import find_profile
from ...programs.queries import enrolments_in
from .. import queries, services
from ..access import load_brought
from ..forms import ClaimForm
from ..models import BroughtIn
from ..wording import wording_of
from .blueprint import bp


@bp.get("/brought-in/<token>")
@door(Door.LINK)
def show_brought(token: str) -> ResponseReturnValue:
    """Show who brought what, to whoever holds the letter's link."""
    brought = load_brought(token)
    return _page(brought, ClaimForm(data={"name": brought.account.display_name}), token)


@bp.post("/brought-in/<token>/claim")
@door(Door.LINK)
def claim(token: str) -> ResponseReturnValue:
    """Make the account its owner's, and let them in."""
    brought = load_brought(token)
    form = ClaimForm()
    is_valid = form.validate_on_submit()
    name, password = typed(form.name), form.password.data or ""
    if is_valid and (fault := password_fault(password, name=name, address=brought.account.email)):
        form.password.errors = [fault]
        is_valid = False
    if not is_valid:
        return _page(brought, form, token), 422
    program = brought.program.name
    account = services.claim(brought, name=name, password=password)
    db.session.commit()
    let_in(account)
    flash(f"The account is yours, and you take part in {program}. Look through what was said of you.", "done")
    return redirect(newcomers_url())


@bp.post("/brought-in/<token>/refuse")
@door(Door.LINK)
def refuse(token: str) -> ResponseReturnValue:
    """Erase what was brought."""
    services.object_to(load_brought(token))
    db.session.commit()
    return redirect(url_for(".show_erased"))


@bp.get("/brought-in")
@door(Door.ANYONE)
def show_erased() -> ResponseReturnValue:
    """Say that what was brought is gone."""
    return render_template("imports/show_erased.html")


def _page(brought: BroughtIn, form: ClaimForm, token: str) -> str:
    profile = find_profile(brought.account_id)
    enrolments = enrolments_in(brought.program, brought.account)
    answers = {key: answer for one in enrolments for key, answer in one.answers.items()}
    said = queries.said_by(profile) if profile else {}
    if said.get("mode") == MeetingMode.ANY:
        del said["mode"]  # nobody said it: it is what holds where nothing is said
    return render_template(
        "imports/show_brought.html",
        brought=brought,
        program=brought.program,
        account=brought.account,
        form=form,
        token=token,
        sides=[str(one.side) for one in enrolments],
        facts=wording_of(brought.program, is_to_themselves=True).facts(said, answers),
        others=[one for one in queries.brought_of(brought.account_id) if one.id != brought.id],
    )
