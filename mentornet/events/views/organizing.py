"""How is an event announced, changed, published, called off?"""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import Refusal
from ...foundation.forms import Form, typed
from .. import access, queries, rules, services
from ..days import span_text
from ..forms import CancelForm, EventForm, ReturnForm
from ..models import Event, EventState
from ..suggesting import first_words
from .blueprint import bp

TWO_HUNDRED, UNTAKEN = 200, 422


def refused(form: Form, refusal: Refusal) -> None:
    """Say above the form why it was not taken; what was typed stays in it."""
    db.session.rollback()
    form.form_errors.append(refusal.sentence)


def answered(template: str, form: Form, **values: Any) -> ResponseReturnValue:
    """Show a page with its form, as not taken where something in it is wrong."""
    return render_template(template, form=form, **values), UNTAKEN if form.errors else TWO_HUNDRED


def _form(event: Event | None = None) -> EventForm:
    return EventForm.among(
        queries.programs_to_write_for(current_account()),
        cohorts=queries.cohorts_to_write_for(current_account()),
        event=event,
        data=None if event else first_words(request.args),
        is_told=event is not None and event.state is EventState.PUBLISHED,
    )


@bp.route("/events/new", methods=["GET", "POST"])
@door(Door.MEMBER)
def announce_event() -> ResponseReturnValue:
    """Write a new event; it is a draft until it is published, or proposed to those who may publish it."""
    form = _form()
    if form.validate_on_submit():
        try:
            conference = queries.known_conference(request.args.get("conference"))
            event = services.announce_event(by=current_account(), conference_slug=conference, **form.facts)
            db.session.commit()
            flash("The draft is saved. Look it over before it goes out.", "done")
            return redirect(url_for(".show_event", event_id=event.id))
        except Refusal as refusal:
            refused(form, refusal)
    return answered("events/announce_event.html", form, may_announce=queries.announces(current_account()))


@bp.route("/events/<int:event_id>/edit", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_event(event_id: int) -> ResponseReturnValue:
    """Change an event, or it and those of its series that follow."""
    event = access.load_organized_event(event_id)
    rules.ensure_can_edit(event.state)
    form = _form(event)
    if form.validate_on_submit():
        try:
            _edit(event, form)
            return redirect(url_for(".show_event", event_id=event_id))
        except Refusal as refusal:
            refused(form, refusal)
            event = access.load_organized_event(event_id)
    return answered("events/edit_event.html", form, event=event)


def _edit(event: Event, form: EventForm) -> None:
    note = typed(form.note) if form.note else ""
    following = form.scope is not None and form.scope.data == "following"
    act = services.edit_following if following else services.edit_event
    count = act(event, by=current_account(), note=note, **form.facts)
    db.session.commit()
    flash(f"{count} events are changed." if count and count > 1 else "The event is changed.", "done")


@bp.post("/events/<int:event_id>/publish")
@door(Door.COORDINATOR)
def publish_event(event_id: int) -> ResponseReturnValue:
    """Publish an event, or it and the drafts of its series that follow."""
    event = access.load_reviewed_event(event_id)
    if request.form.get("scope") == "following":
        count = services.publish_series(event, by=current_account())
    else:
        services.publish_event(event, by=current_account())
        count = 1
    db.session.commit()
    flash("The event is in the list now." if count == 1 else f"{count} events are in the list now.", "done")
    return redirect(url_for(".show_event", event_id=event_id))


@bp.post("/events/<int:event_id>/propose")
@door(Door.PARTY)
def propose_event(event_id: int) -> ResponseReturnValue:
    """Ask those who may publish an event to do so."""
    event = access.load_organized_event(event_id)
    services.propose_event(event, by=current_account())
    db.session.commit()
    flash("Your event is with those who publish it. You hear from us when they answer.", "done")
    return redirect(url_for(".show_event", event_id=event_id))


@bp.route("/events/<int:event_id>/return", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def return_event(event_id: int) -> ResponseReturnValue:
    """Hand a proposed event back to its member, with a word on what is missing."""
    event = access.load_reviewed_event(event_id)
    rules.ensure_can_step(event.state, EventState.DRAFT)
    form = ReturnForm()
    if form.validate_on_submit():
        services.return_event(event, by=current_account(), note=typed(form.review_note))
        db.session.commit()
        flash("The event is back with the one who wrote it.", "done")
        return redirect(url_for(".list_events"))
    return answered("events/return_event.html", form, event=event)


@bp.route("/events/<int:event_id>/cancel", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def cancel_event(event_id: int) -> ResponseReturnValue:
    """Call an event off, or it and those of its series that follow, with a word to those who wanted to come."""
    event = access.load_organized_event(event_id)
    rules.ensure_can_step(event.state, EventState.CANCELLED)
    form = CancelForm()
    if event.series_id is None:
        del form.scope
    if form.validate_on_submit():
        following = form.scope is not None and form.scope.data == "following"
        act = services.cancel_following if following else services.cancel_event
        act(event, by=current_account(), because=typed(form.because))
        db.session.commit()
        flash("It is marked as cancelled, and those who wanted to come are told.", "done")
        return redirect(url_for(".show_event", event_id=event_id))
    told = queries.count_concerned(event)
    return answered("events/cancel_event.html", form, event=event, told=told, span_text=span_text)


@bp.post("/events/<int:event_id>/discard")
@door(Door.PARTY)
def discard_event(event_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    event = access.load_organized_event(event_id)
    services.discard_event(event, by=current_account())
    db.session.commit()
    flash("The draft is gone.", "done")
    return redirect(url_for(".list_events"))


@bp.post("/events/<int:event_id>/duplicate")
@door(Door.COORDINATOR)
def duplicate_event(event_id: int) -> ResponseReturnValue:
    """Write a draft like this event."""
    event = access.load_organized_event(event_id)
    copy = services.duplicate_event(event, by=current_account())
    db.session.commit()
    flash("This is a draft like the event you came from. Set its day, then publish it.", "done")
    return redirect(url_for(".edit_event", event_id=copy.id))
