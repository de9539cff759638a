"""The page of a proposal and its answers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ..late import shows_how_it_stands
from ..models import Proposal
from . import services
from .access import load_proposal
from .forms import typed_reason
from .page import page_for
from .rules import REASON_WORDS

bp = Blueprint("proposals", __name__, url_prefix="/proposals")


def _page(proposal: Proposal, *, refused: str = "") -> str:
    return render_template(
        "proposals/show_proposal.html",
        page=page_for(proposal, current_account()),
        proposal=proposal,
        reasons=REASON_WORDS,
        refused=refused,
    )


def _late(proposal_id: int, sentence: str) -> str:
    return _page(load_proposal(proposal_id), refused=sentence)


@bp.get("/<int:proposal_id>")
@door(Door.PARTY)
def show_proposal(proposal_id: int) -> ResponseReturnValue:
    """Show a proposal to one of the two it is made to."""
    return _page(load_proposal(proposal_id))


@bp.post("/<int:proposal_id>/accept")
@door(Door.PARTY)
@shows_how_it_stands(_late)
def accept_proposal(proposal_id: int) -> ResponseReturnValue:
    """Say yes; with both in, go to the mentorship that begins."""
    proposal = load_proposal(proposal_id)
    mentorship = services.accept_proposal(proposal, by=current_account())
    db.session.commit()
    if mentorship is None:
        flash("Your yes is noted. You will hear as soon as the other answer is in.", "done")
        return redirect(url_for(".show_proposal", proposal_id=proposal_id))
    flash("You both said yes. Your mentorship begins.", "done")
    return redirect(url_for("mentorships.show_mentorship", mentorship_id=mentorship.id))


@bp.post("/<int:proposal_id>/decline")
@door(Door.PARTY)
@shows_how_it_stands(_late)
def decline_proposal(proposal_id: int) -> ResponseReturnValue:
    """Say not this time."""
    proposal = load_proposal(proposal_id)
    services.decline_proposal(proposal, by=current_account())
    db.session.commit()
    return redirect(url_for(".show_proposal", proposal_id=proposal_id))


@bp.post("/<int:proposal_id>/reason")
@door(Door.PARTY)
def give_reason(proposal_id: int) -> ResponseReturnValue:
    """Note privately why."""
    proposal = load_proposal(proposal_id)
    reason = typed_reason(request.form.get("reason"))
    services.give_reason(proposal, by=current_account(), reason=reason)
    db.session.commit()
    flash("Thank you. Only your coordinator sees it, and it makes the next match better.", "done")
    return redirect(url_for(".show_proposal", proposal_id=proposal_id))
