"""A time to meet at an event to which both of a pair go."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ..access import load_mentorship
from ..rules import ensure_live
from . import queries, services
from .forms import MeetUpForm

bp = Blueprint("meetups", __name__, url_prefix="/mentorships/<int:mentorship_id>")


@bp.route("/meet/<int:event_id>", methods=["GET", "POST"])
@door(Door.PARTY)
def propose_meet_up(mentorship_id: int, event_id: int) -> ResponseReturnValue:
    """Propose a time and a place at an event."""
    mentorship, account = load_mentorship(mentorship_id), current_account()
    ensure_live(mentorship)
    event = queries.get_shared_event(mentorship, event_id)
    form = MeetUpForm(on=event.starts_at.astimezone(ZoneInfo(event.time_zone)).date())
    form.event = event
    other = mentorship.other_of(account.id)
    if form.validate_on_submit() and (moment := form.moment):
        services.propose_meet_up(mentorship, event, by=account, starts_at=moment, place=str(form.place.data))
        db.session.commit()
        flash(f"{other.display_name} is asked.", "done")
        return redirect(url_for("mentorships.show_mentorship", mentorship_id=mentorship_id, _anchor="meet"))
    page = render_template(
        "mentorships/propose_meet_up.html", form=form, mentorship=mentorship, event=event, other=other
    )
    return page, 422 if form.errors else 200


@bp.post("/meet-ups/<int:meet_up_id>/<any(agree, decline):answer>")
@door(Door.PARTY)
def answer_meet_up(mentorship_id: int, meet_up_id: int, answer: str) -> ResponseReturnValue:
    """Say yes or no to a proposed time."""
    mentorship = load_mentorship(mentorship_id)
    meet_up = queries.get_meet_up(meet_up_id, mentorship=mentorship)
    services.answer_meet_up(meet_up, by=current_account(), agrees=answer == "agree")
    db.session.commit()
    flash(
        "You meet there." if answer == "agree" else "The other is told that this time does not suit.", "done"
    )
    return redirect(url_for("mentorships.show_mentorship", mentorship_id=mentorship_id, _anchor="meet"))
