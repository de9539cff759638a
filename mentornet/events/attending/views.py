"""The desk at the door, the code in the room, and the code on one's phone."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import Refusal
from ...foundation.paging import page_of
from ...foundation.templating import absolute_url
from ...foundation.throttling import Limit, count_try
from ..access import load_organized_event, load_visible_event
from ..models import CheckInWay, Event, RegistrationState, RoomCode
from ..registering.access import load_own_registration
from ..registering.queries import get_registration
from . import codes, queries, rules, services
from .forms import CodeForm, RoomForm

bp = Blueprint("events_attending", __name__, url_prefix="/events/<int:event_id>")
GUESSES = Limit(tries=20, seconds=600)


@bp.get("/desk")
@door(Door.COORDINATOR)
def show_desk(event_id: int) -> ResponseReturnValue:
    """Show the desk: a box for codes, and who is here."""
    return _desk(load_organized_event(event_id), CodeForm(formdata=None, code=request.args.get("code", "")))


@bp.post("/desk")
@door(Door.COORDINATOR)
def check_in(event_id: int) -> ResponseReturnValue:
    """Check in the holder of a code; a page that sends by itself gets its answer as data."""
    event, form = load_organized_event(event_id), CodeForm()
    wants_data = request.accept_mimetypes.best == "application/json"
    if not form.validate():
        return (jsonify(sentence=_first_error(form)), 422) if wants_data else (_desk(event, form), 422)
    try:
        done = services.check_in_by_code(
            event,
            str(form.code.data),
            by=current_account(),
            client_id=str(form.client_id.data or ""),
            at=form.moment,
        )
    except Refusal as refusal:
        if not wants_data:
            raise
        db.session.rollback()
        return jsonify(sentence=refusal.sentence), refusal.status
    answer = {"sentence": done.sentence, "isNew": done.is_new, "here": queries.count_here(event)}
    db.session.commit()
    if wants_data:
        return jsonify(answer)
    flash(done.sentence, "done")
    return redirect(url_for(".show_desk", event_id=event_id))


@bp.post("/desk/people/<int:registration_id>")
@door(Door.COORDINATOR)
def check_in_person(event_id: int, registration_id: int) -> ResponseReturnValue:
    """Check in somebody found by name."""
    event = load_organized_event(event_id)
    registration = get_registration(registration_id, event=event)
    done = services.check_in(registration, by=current_account(), way=CheckInWay.LIST)
    db.session.commit()
    flash(done.sentence, "done")
    return _back_to_desk(event_id)


@bp.post("/desk/<int:attendance_id>/<any(undo, left, stayed):step>")
@door(Door.COORDINATOR)
def change_check_in(event_id: int, attendance_id: int, step: str) -> ResponseReturnValue:
    """Undo a check-in, or note that somebody left or stayed after all."""
    event = load_organized_event(event_id)
    attendance = queries.get_attendance(attendance_id, event=event)
    act = {"undo": services.undo_check_in, "left": services.mark_left, "stayed": services.mark_stayed}[step]
    act(attendance, by=current_account())
    db.session.commit()
    words = {
        "undo": "is not checked in any more",
        "left": "is noted as having left",
        "stayed": "is noted as here",
    }
    flash(f"{attendance.registration.name} {words[step]}.", "done")
    return _back_to_desk(event_id)


def _back_to_desk(event_id: int) -> ResponseReturnValue:
    return redirect(
        url_for(".show_desk", event_id=event_id, q=request.form.get("q") or None, _anchor="people")
    )


@bp.post("/desk/room")
@door(Door.COORDINATOR)
def choose_room_code(event_id: int) -> ResponseReturnValue:
    """Choose whether a code is shown in the room."""
    event, form = load_organized_event(event_id), RoomForm()
    if not form.validate_on_submit():
        raise Refusal("Choose one of the ways on the page.")
    kind = RoomCode(form.kind.data)
    services.choose_room_code(event, kind, by=current_account())
    db.session.commit()
    to = ".show_desk" if kind is RoomCode.NONE else ".show_room"
    return redirect(url_for(to, event_id=event_id))


@bp.get("/room")
@door(Door.COORDINATOR)
def show_room(event_id: int) -> ResponseReturnValue:
    """Show the room's code, large, for a screen."""
    event = load_organized_event(event_id)
    kind = queries.room_code_of(event)
    if kind is RoomCode.NONE:
        raise Refusal("No code is shown in the room of this event. Choose one at the desk first.")
    code = codes.room_code(event.id, kind, clock.now())
    address = absolute_url("events_attending.show_my_code", event_id=event.id, code=code)
    return render_template(
        "events/show_room.html",
        event=event,
        code=code,
        is_rotating=kind is RoomCode.ROTATING,
        picture=codes.picture(address, label="The code of the room"),
    )


@bp.get("/my-code")
@door(Door.MEMBER)
def show_my_code(event_id: int) -> ResponseReturnValue:
    """Show one's own code to be scanned, and a box for the code in the room."""
    mine = load_own_registration(event_id)
    if mine.state is not RegistrationState.REGISTERED:
        raise Refusal("You get a code once you have a seat.")
    code = codes.personal_code(mine.id)
    address = absolute_url("events_attending.show_desk", event_id=event_id, code=code)
    return render_template(
        "events/show_my_code.html",
        event=mine.event,
        code=code,
        picture=codes.picture(address, label="Your code"),
        attendance=queries.find_attendance(mine),
        has_room_code=queries.room_code_of(mine.event) is not RoomCode.NONE,
        typed=codes.tidy(request.args.get("code", "")),
    )


@bp.post("/here")
@door(Door.MEMBER)
def check_in_here(event_id: int) -> ResponseReturnValue:
    """Check oneself in by the code in the room."""
    event, account = load_visible_event(event_id), current_account()
    count_try(f"room-code:{account.id}", GUESSES)
    done = services.check_in_by_room(event, request.form.get("code", ""), by=account)
    db.session.commit()
    flash("You are checked in." if done.is_new else "You were checked in already.", "done")
    return redirect(url_for(".show_my_code", event_id=event_id))


def _desk(event: Event, form: CodeForm) -> str:
    typed = request.args.get("q", "")[:100]
    page = page_of(queries.people_at(event, typed))
    return render_template(
        "events/show_desk.html",
        event=event,
        form=form,
        room_form=RoomForm(formdata=None, kind=str(queries.room_code_of(event))),
        page=page,
        attendances=queries.attendances_of(page.items),
        typed=typed,
        here=queries.count_here(event),
        is_open=event.starts_at - rules.DESK_OPENS <= clock.now(),
        minutes_there=rules.minutes_there,
        minutes_needed=rules.minutes_needed(event),
    )


def _first_error(form: CodeForm) -> str:
    return str(next(iter(form.errors.values()))[0])
