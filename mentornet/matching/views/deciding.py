"""Which two shall be kept together or apart, whatever the engine finds?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import Refusal
from ...programs.models import Side
from .. import services
from ..access import load_coordinated_round
from ..forms import DecisionForm
from ..models import MatchingRound, PairRuleKind
from ..naming import names_to_offer, people_named, whose
from ..rules import ensure_can_decide
from .blueprint import bp, frame


@bp.route("/rounds/<int:round_id>/pair-rules/new", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def decide_pair(round_id: int) -> ResponseReturnValue:
    """Name two people to keep together or apart; a pair that is drafted is decided like any other."""
    matching_round = load_coordinated_round(round_id)
    ensure_can_decide(matching_round.state)
    form = DecisionForm()
    if form.validate_on_submit() and _is_decided(matching_round, form):
        return redirect(url_for(".gather_round", round_id=round_id))
    program = matching_round.program
    page = render_template(
        "matching/decide_pair.html",
        **frame(matching_round, place=0),
        form=form,
        mentees=names_to_offer(program, Side.MENTEE),
        mentors=names_to_offer(program, Side.MENTOR),
    )
    return page, 422 if form.errors or form.form_errors else 200


def _is_decided(matching_round: MatchingRound, form: DecisionForm) -> bool:
    """Decide what the form says and say so; where it cannot be, keep nothing and tell at the form why."""
    mentees = people_named(matching_round.program, Side.MENTEE, form.mentee.data or "")
    mentors = people_named(matching_round.program, Side.MENTOR, form.mentor.data or "")
    form.mentee.errors = [said for said in [whose(mentees, Side.MENTEE)] if said]
    form.mentor.errors = [said for said in [whose(mentors, Side.MENTOR)] if said]
    if form.errors:
        return False
    (mentee,), (mentor,) = mentees, mentors
    names = f"{mentee.display_name} and {mentor.display_name}"
    try:
        services.decide_pair(matching_round, form.decided, mentee=mentee, mentor=mentor, by=current_account())
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.sentence)
        return False
    db.session.commit()
    kept = "together" if form.decided is PairRuleKind.LOCK else "apart"
    flash(f"{names} are kept {kept} from the next solve on.", "done")
    return True
