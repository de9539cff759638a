"""What does somebody see who was asked to join?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from .. import queries, rules, services
from ..forms import EnrolmentForm, enrolment_form
from ..models import Invitation
from .blueprint import bp


def _load_invitation(token: str) -> Invitation:
    """Return the usable invitation whose link holds `token`; refuse one that was used, withdrawn or expired."""
    found = queries.find_invitation_by_token(services.hashed(token))
    if found is None:
        raise NotFoundError(
            "This link leads to no invitation. It was replaced if the invitation was sent again: "
            "use the newest letter."
        )
    rules.ensure_usable(found, clock.now())
    return found


def _form_for(invitation: Invitation) -> EnrolmentForm:
    return enrolment_form(q for q in invitation.program.questions if rules.applies_to(q, invitation.side))


def _page(invitation: Invitation, form: EnrolmentForm, token: str) -> str:
    account = current_account() if current_user.is_authenticated else None
    return render_template(
        "programs/show_invitation.html",
        invitation=invitation,
        program=invitation.program,
        form=form,
        token=token,
        masked=rules.masked(invitation.email),
        is_same_address=account is not None and account.canonical_email == invitation.canonical_email,
    )


@bp.get("/invitations/<token>")
@door(Door.LINK)
def show_invitation(token: str) -> ResponseReturnValue:
    """Show an invitation: to a stranger the way in, to a member the program's questions and the button."""
    invitation = _load_invitation(token)
    return _page(invitation, _form_for(invitation), token)


@bp.post("/invitations/<token>")
@door(Door.MEMBER)
def accept_invitation(token: str) -> ResponseReturnValue:
    """Accept an invitation for the account that is signed in."""
    invitation = _load_invitation(token)
    form = _form_for(invitation)
    if not form.validate_on_submit():
        return _page(invitation, form, token), 422
    services.accept_invitation(invitation, by=current_account(), answers=form.answers)
    db.session.commit()
    flash(f"You take part in {invitation.program.name} now.", "done")
    return redirect(url_for("programs.show_program", slug=invitation.program.slug))
