"""Who is asked to join, by link or by letter?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.templating import counted
from .. import access, queries, rules, services
from ..forms import InvitationForm
from ..models import Cohort, Program
from .blueprint import bp


@bp.route("/programs/<slug>/invitations", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def list_invitations(slug: str) -> ResponseReturnValue:
    """Show the program's link and its invitations, and invite the addresses that are pasted.

    Good addresses are invited at once. The lines that are not stay in the box, each with its reason.
    """
    program = access.load_coordinated_program(slug)
    form = InvitationForm.among(program.cohorts)
    if not form.validate_on_submit():
        return _page(program, form), 422 if form.errors else 200
    outcome = services.invite(
        program,
        pasted=form.addresses.data,
        side=form.chosen_side,
        cohort=chosen_cohort(program, form.cohort.data),
        by=current_account(),
    )
    db.session.commit()
    if outcome.invited:
        flash(f"{counted(len(outcome.invited), 'letter')} on the way.", "done")
    if not outcome.left:
        return redirect(url_for(".list_invitations", slug=slug))
    form.addresses.data = "\n".join(line.text for line in outcome.left)
    form.addresses.errors = [f"{counted(len(outcome.left), 'address', 'addresses')} to look at; see below."]
    return _page(program, form, left=outcome.left), 422


def chosen_cohort(program: Program, cohort_id: int | None) -> Cohort | None:
    """Return the cohort that was chosen, or None for none."""
    return queries.get_cohort(program, cohort_id) if cohort_id else None


def _page(program: Program, form: InvitationForm, left: object = ()) -> str:
    moment = clock.now()
    return render_template(
        "programs/list_invitations.html",
        program=program,
        form=form,
        left=left,
        invitations=[(one, rules.invitation_state(one, moment)) for one in queries.invitations(program)],
    )


@bp.post("/programs/<slug>/invitations/<int:invitation_id>/<any(resend, withdraw):step>")
@door(Door.COORDINATOR)
def step_invitation(slug: str, invitation_id: int, step: str) -> ResponseReturnValue:
    """Send an invitation again, or withdraw it."""
    program = access.load_coordinated_program(slug)
    invitation = queries.get_invitation(program, invitation_id)
    act = services.resend if step == "resend" else services.withdraw_invitation
    act(invitation, by=current_account())
    db.session.commit()
    sent = f"A new letter is on the way to {invitation.email}; the old link leads nowhere now."
    flash(sent if step == "resend" else f"The invitation to {invitation.email} is withdrawn.", "done")
    return redirect(url_for(".list_invitations", slug=slug))
