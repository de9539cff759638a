"""The organizer's programme: rooms, tracks and sessions."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ....accounts.login import current_account
from ....foundation.database import db
from ....foundation.doors import Door, door
from ....foundation.errors import Refusal
from ....foundation.forms import typed
from ...access import load_organized_event
from ...attending.queries import counts_by_session
from ...models import ConferenceSession, Event
from ...rules import ensure_can_edit
from .. import queries, rules, services
from ..forms import Around, NameForm, SessionForm
from .blueprint import bp
from .showing import hours_of

WRONG, FINE = 422, 200
ADD = {"rooms": services.add_room, "tracks": services.add_track}


@bp.get("/programme/edit")
@door(Door.COORDINATOR)
def edit_programme(event_id: int) -> ResponseReturnValue:
    """Show the organizer everything that the programme is made of."""
    event = load_organized_event(event_id)
    ensure_can_edit(event.state)
    return _programme(event)


@bp.post("/programme/<any(rooms, tracks):what>")
@door(Door.COORDINATOR)
def add_named(event_id: int, what: str) -> ResponseReturnValue:
    """Add a room or a track."""
    event = load_organized_event(event_id)
    form = NameForm(prefix=f"{what}-")
    if not form.validate_on_submit():
        return _programme(event, **{what: form}), WRONG
    try:
        ADD[what](event, name=typed(form.name), by=current_account())
    except Refusal as refusal:
        db.session.rollback()
        form.name.errors = [refusal.sentence]
        return _programme(load_organized_event(event_id), **{what: form}), WRONG
    db.session.commit()
    flash(f"{form.name.data} is added.", "done")
    return redirect(url_for(".edit_programme", event_id=event_id, _anchor=what))


@bp.post("/programme/rooms/<int:room_id>/remove")
@door(Door.COORDINATOR)
def remove_room(event_id: int, room_id: int) -> ResponseReturnValue:
    """Remove a room."""
    event = load_organized_event(event_id)
    services.remove_room(event, queries.get_room(room_id, event=event), by=current_account())
    db.session.commit()
    return redirect(url_for(".edit_programme", event_id=event_id, _anchor="rooms"))


@bp.post("/programme/tracks/<int:track_id>/remove")
@door(Door.COORDINATOR)
def remove_track(event_id: int, track_id: int) -> ResponseReturnValue:
    """Remove a track; its sessions stay."""
    event = load_organized_event(event_id)
    services.remove_track(event, queries.get_track(track_id, event=event), by=current_account())
    db.session.commit()
    return redirect(url_for(".edit_programme", event_id=event_id, _anchor="tracks"))


@bp.route("/programme/sessions/new", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def add_session(event_id: int) -> ResponseReturnValue:
    """Add a session."""
    event = load_organized_event(event_id)
    ensure_can_edit(event.state)
    form = SessionForm.within(_around(event))
    if form.validate_on_submit():
        try:
            session = services.add_session(event, by=current_account(), **form.facts)
            db.session.commit()
            flash(
                f"“{session.title}” is on the programme." if session.starts_at else "The draft is saved.",
                "done",
            )
            return redirect(url_for(".edit_programme", event_id=event_id))
        except Refusal as refusal:
            event = _refused(form, refusal, event_id)
    return _session_page(event, form)


@bp.route("/programme/sessions/<int:session_id>/edit", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_session(event_id: int, session_id: int) -> ResponseReturnValue:
    """Change a session."""
    event = load_organized_event(event_id)
    ensure_can_edit(event.state)
    session = queries.get_session(session_id, event=event)
    rules.ensure_takes_place(session)
    form = SessionForm.within(_around(event, but=session), session=session)
    if form.validate_on_submit():
        try:
            services.edit_session(session, by=current_account(), **form.facts)
            db.session.commit()
            flash(f"“{session.title}” is saved.", "done")
            return redirect(url_for(".edit_programme", event_id=event_id))
        except Refusal as refusal:
            event = _refused(form, refusal, event_id)
    return _session_page(event, form, session=session)


@bp.post("/programme/sessions/<int:session_id>/remove")
@door(Door.COORDINATOR)
def remove_session(event_id: int, session_id: int) -> ResponseReturnValue:
    """Take a session out of the programme."""
    event = load_organized_event(event_id)
    session = queries.get_session(session_id, event=event)
    title, is_draft = session.title, session.starts_at is None
    services.remove_session(session, by=current_account())
    db.session.commit()
    flash(f"“{title}” is {'removed' if is_draft else 'no longer on the programme'}.", "done")
    return redirect(url_for(".edit_programme", event_id=event_id))


@bp.post("/programme/sessions/<int:session_id>/restore")
@door(Door.COORDINATOR)
def restore_session(event_id: int, session_id: int) -> ResponseReturnValue:
    """Put a cancelled session back on the programme, at its old time or without one."""
    event = load_organized_event(event_id)
    session = queries.get_session(session_id, event=event)
    services.restore_session(session, by=current_account(), without_time=request.form.get("time") == "none")
    db.session.commit()
    back = "is back on the programme" if session.starts_at else "is back, without a time for now"
    flash(f"“{session.title}” {back}. Those who had it in their agenda are told.", "done")
    return redirect(url_for(".edit_programme", event_id=event_id))


def _around(event: Event, *, but: ConferenceSession | None = None) -> Around:
    others = [one for one in queries.sessions_of(event) if one is not but]
    return Around(event, queries.rooms_of(event), queries.tracks_of(event), others)


def _refused(form: SessionForm, refusal: Refusal, event_id: int) -> Event:
    """Say above the form why it was not taken; what was typed stays in it."""
    db.session.rollback()
    form.form_errors.append(refusal.sentence)
    return load_organized_event(event_id)


def _session_page(
    event: Event, form: SessionForm, *, session: ConferenceSession | None = None
) -> ResponseReturnValue:
    page = render_template("events/conferences/edit_session.html", event=event, form=form, session=session)
    return page, WRONG if form.errors else FINE


def _programme(event: Event, **forms: Any) -> str:
    sessions = queries.sessions_of(event)
    return render_template(
        "events/conferences/edit_programme.html",
        event=event,
        hours=hours_of(event),
        days=rules.days_planned(sessions, queries.rooms_of(event), zone=event.time_zone),
        came=counts_by_session(event),
        cancelled=queries.cancelled_sessions(event),
        drafts=[one for one in sessions if one.starts_at is None],
        rooms=queries.rooms_of(event),
        tracks=queries.tracks_of(event),
        room_form=forms.get("rooms") or NameForm(formdata=None, prefix="rooms-"),
        track_form=forms.get("tracks") or NameForm(formdata=None, prefix="tracks-"),
    )
