"""Which two shall be kept together or apart, whatever the engine finds?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...programs.models import Side
from .. import services
from ..access import load_coordinated_round
from ..forms import DecisionForm
from ..models import PairRuleKind
from ..naming import names_to_offer, people_named, whose
from ..rules import ensure_can_decide
from .blueprint import bp, frame


@bp.route("/rounds/<int:round_id>/pair-rules/new", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def decide_pair(round_id: int) -> ResponseReturnValue:
    """Name two people to keep together or apart; a pair that is drafted is decided like any other."""
    matching_round = load_coordinated_round(round_id)
    ensure_can_decide(matching_round.state)
    form, program = DecisionForm(), matching_round.program
    if form.validate_on_submit():
        mentees = people_named(program, Side.MENTEE, form.mentee.data or "")
        mentors = people_named(program, Side.MENTOR, form.mentor.data or "")
        form.mentee.errors = [said for said in [whose(mentees, Side.MENTEE)] if said]
        form.mentor.errors = [said for said in [whose(mentors, Side.MENTOR)] if said]
        if not form.errors:
            services.decide_pair(
                matching_round, form.decided, mentee=mentees[0], mentor=mentors[0], by=current_account()
            )
            db.session.commit()
            kept = "together" if form.decided is PairRuleKind.LOCK else "apart"
            flash(
                f"{mentees[0].display_name} and {mentors[0].display_name} are kept {kept} from the next solve on.",
                "done",
            )
            return redirect(url_for(".gather_round", round_id=round_id))
    page = render_template(
        "matching/decide_pair.html",
        **frame(matching_round, place=0),
        form=form,
        mentees=names_to_offer(program, Side.MENTEE),
        mentors=names_to_offer(program, Side.MENTOR),
    )
    return page, 422 if form.errors else 200
