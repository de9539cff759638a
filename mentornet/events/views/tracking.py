"""Who follows an event that is held elsewhere?"""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...career.models import CreditUnit
from ...catalogue.models import CeApprovalBody
from ...catalogue.queries import all_titles
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import Refusal
from .. import access, queries, services
from ..days import span_text
from ..forms import AttendedForm
from .blueprint import bp
from .organizing import answered

SAID = {
    "follow": "You follow this event. You hear of it when it changes.",
    "go": "It is among the events you go to.",
    "stay": "It is no longer among the events you go to. You still follow it.",
    "unfollow": "You no longer follow this event.",
}


@bp.post("/events/<int:event_id>/<any(follow, go, stay, unfollow):step>")
@door(Door.MEMBER)
def follow_event(event_id: int, step: str) -> ResponseReturnValue:
    """Follow a tracked event, say that one goes, or take it back."""
    event, account = access.load_visible_event(event_id), current_account()
    if step == "follow":
        services.follow_event(event, by=account)
    elif step == "unfollow":
        services.unfollow_event(event, by=account)
    else:
        services.say_going(event, by=account, is_going=step == "go")
    db.session.commit()
    flash(SAID[step], "done")
    return redirect(url_for(".show_event", event_id=event_id))


@bp.route("/events/<int:event_id>/log", methods=["GET", "POST"])
@door(Door.MEMBER)
def log_attendance(event_id: int) -> ResponseReturnValue:
    """Put what one attended elsewhere into one's record of hours."""
    event, account = access.load_visible_event(event_id), current_account()
    follow = queries.find_follow(event, account)
    stood = follow.logged_minutes if follow else None
    form = AttendedForm(minutes=stood or event.contact_minutes or None, credit_unit=event.credit_unit)
    if form.validate_on_submit():
        minutes, unit = form.minutes.data or 0, CreditUnit(form.credit_unit.data)
        try:
            services.log_attendance(event, by=account, minutes=minutes, unit=unit)
            db.session.commit()
            flash("It stands in your record of hours." if minutes else "It no longer counts.", "done")
            return redirect(url_for(".show_event", event_id=event_id))
        except Refusal as refusal:
            db.session.rollback()
            form.minutes.errors = [refusal.sentence]
            event = access.load_visible_event(event_id)
    return answered(
        "events/log_attendance.html",
        form,
        event=event,
        follow=follow,
        days=span_text(event, event.time_zone),
        approval_name=all_titles(CeApprovalBody).get(event.approval_body_slug or "", ""),
    )
