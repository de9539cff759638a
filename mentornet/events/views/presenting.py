"""Who speaks at the event, what picture has it, who is invited, and when does it come round again?"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import Refusal
from ...foundation.forms import typed
from ...foundation.templating import counted, joined
from .. import access, queries, rules, services
from ..days import span_text, zone_for
from ..forms import GuestsForm, PictureForm, SeriesForm, SpeakerForm
from .blueprint import bp
from .organizing import answered


@bp.route("/events/<int:event_id>/speakers", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def list_speakers(event_id: int) -> ResponseReturnValue:
    """List who speaks at the event, and add somebody."""
    event = access.load_organized_event(event_id)
    rules.ensure_can_edit(event.state)
    form = SpeakerForm()
    if form.validate_on_submit():
        try:
            services.add_speaker(
                event,
                by=current_account(),
                name=typed(form.name),
                about=typed(form.about),
                is_member=form.is_member.data,
            )
            db.session.commit()
            flash(f"{form.name.data} is among the speakers.", "done")
            return redirect(url_for(".list_speakers", event_id=event_id))
        except Refusal as refusal:
            db.session.rollback()
            form.name.errors = [refusal.sentence]
            event = access.load_organized_event(event_id)
    return answered("events/list_speakers.html", form, event=event)


@bp.post("/events/<int:event_id>/speakers/<int:speaker_id>/remove")
@door(Door.COORDINATOR)
def remove_speaker(event_id: int, speaker_id: int) -> ResponseReturnValue:
    """Take somebody from the speakers."""
    event = access.load_organized_event(event_id)
    services.remove_speaker(event, queries.get_speaker(event, speaker_id), by=current_account())
    db.session.commit()
    return redirect(url_for(".list_speakers", event_id=event_id))


@bp.post("/events/<int:event_id>/speakers/leave")
@door(Door.PARTY)
def leave_speakers(event_id: int) -> ResponseReturnValue:
    """Take oneself from the speakers."""
    event = access.load_visible_event(event_id)
    services.leave_speakers(event, by=current_account())
    db.session.commit()
    flash("You are no longer named among the speakers.", "done")
    return redirect(url_for(".show_event", event_id=event_id))


@bp.route("/events/<int:event_id>/picture", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_picture(event_id: int) -> ResponseReturnValue:
    """Give the event a picture."""
    event = access.load_organized_event(event_id)
    rules.ensure_can_edit(event.state)
    form = PictureForm()
    if form.validate_on_submit():
        try:
            content = form.picture.data.read()
            services.set_picture(event, by=current_account(), content=content, alt=typed(form.alt))
            db.session.commit()
            flash("The event has its picture.", "done")
            return redirect(url_for(".edit_picture", event_id=event_id))
        except Refusal as refusal:
            db.session.rollback()
            form.picture.errors = [refusal.sentence]
            event = access.load_organized_event(event_id)
    return answered("events/edit_picture.html", form, event=event)


@bp.post("/events/<int:event_id>/picture/remove")
@door(Door.COORDINATOR)
def remove_picture(event_id: int) -> ResponseReturnValue:
    """Take the picture away."""
    event = access.load_organized_event(event_id)
    services.remove_picture(event, by=current_account())
    db.session.commit()
    flash("The picture is gone.", "done")
    return redirect(url_for(".edit_picture", event_id=event_id))


@bp.route("/events/<int:event_id>/guests", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def list_guests(event_id: int) -> ResponseReturnValue:
    """List who is invited, and invite more."""
    event = access.load_organized_event(event_id)
    rules.ensure_can_edit(event.state)
    form = GuestsForm()
    if form.validate_on_submit():
        invited, unknown = services.invite_to_event(event, by=current_account(), names=form.listed)
        db.session.commit()
        flash(f"{counted(len(invited), 'person', 'people')} invited now.", "done")
        if not unknown:
            return redirect(url_for(".list_guests", event_id=event_id))
        form.names.data = "\n".join(unknown)
        form.names.errors = [_nobody(unknown)]
    return answered("events/list_guests.html", form, event=event, guests=queries.invited_accounts(event))


@bp.post("/events/<int:event_id>/guests/<int:account_id>/remove")
@door(Door.COORDINATOR)
def remove_guest(event_id: int, account_id: int) -> ResponseReturnValue:
    """Take an invitation back."""
    event = access.load_organized_event(event_id)
    services.uninvite_from_event(event, account_id, by=current_account())
    db.session.commit()
    return redirect(url_for(".list_guests", event_id=event_id))


@bp.route("/events/<int:event_id>/series", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_series(event_id: int) -> ResponseReturnValue:
    """Let an event come round again: choose how, see the days, then lay them out."""
    event = access.load_organized_event(event_id)
    rules.ensure_can_edit(event.state)
    form = SeriesForm.for_event(event)
    if event.series_id is None and form.validate_on_submit():
        if request.form.get("step") == "lay-out":
            events = services.make_series(event, by=current_account(), **form.facts)
            db.session.commit()
            flash(f"The series is there: {counted(len(events), 'event')}.", "done")
            return redirect(url_for(".edit_series", event_id=event_id))
        return render_template(
            "events/edit_series.html", event=event, form=form, days=form.days(), series=[], zone_for=zone_for
        )
    return answered(
        "events/edit_series.html",
        form,
        event=event,
        days=[],
        series=queries.events_of_series(event),
        words=rules.words_for(event.series.rule) if event.series else "",
        zone_for=zone_for,
        span_text=span_text,
    )


def _nobody(unknown: list[str]) -> str:
    are = "is" if len(unknown) == 1 else "are"
    return (
        f"{joined(unknown[:5])} {are} nobody we could tell for certain. "
        "Write the name as on their page, or their mail address here."
    )
