"""The questions after an event, and their sum for the organizer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...safety.holding import hold
from ...safety.services import note_vouched
from ..access import load_organized_event
from ..queries import get_event
from . import queries, rules, services
from .forms import FeedbackForm

bp = Blueprint("events_feedback", __name__, url_prefix="/events/<int:event_id>/feedback")


@bp.route("/give", methods=["GET", "POST"])
@door(Door.PARTY)
def give_feedback(event_id: int) -> ResponseReturnValue:
    """Ask somebody who was there how it was."""
    event, account = get_event(event_id), current_account()
    registration = queries.get_attended(event, account)
    rules.ensure_open(event, clock.now())
    form = FeedbackForm()
    holding = hold({"words": form.words.data or ""}, vouched=request.form.get("vouched"))
    if form.validate_on_submit() and not holding.is_held:
        answers: dict[str, Any] = form.answers
        services.give_feedback(event, by=account, **answers)
        if holding.findings:
            note_vouched(account, subject_type="event", subject_id=event.id, findings=holding.all)
        db.session.commit()
        flash("Thank you. The organizer sees the sum of all answers.", "done")
        return redirect(url_for("events.show_event", event_id=event_id))
    page = render_template(
        "events/give_feedback.html",
        event=event,
        form=form,
        holding=holding,
        has_answered=queries.has_answered(registration),
    )
    return page, 422 if request.method == "POST" else 200


@bp.get("")
@door(Door.COORDINATOR)
def show_feedback(event_id: int) -> ResponseReturnValue:
    """Show the organizer what the answers come to."""
    event = load_organized_event(event_id)
    return render_template(
        "events/show_feedback.html",
        event=event,
        summary=rules.summary(queries.answers_to(event)),
        fewest=rules.FEWEST,
    )
