"""The desk at the door, the code in the room, and the code on one's phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.downloads import Column, download, each
from ...foundation.errors import Refusal
from ...foundation.paging import page_of
from ...foundation.templating import absolute_url, reader_zone
from ...foundation.throttling import Limit, count_try
from ..access import load_organized_event, load_visible_event
from ..conferences.views.showing import hours_of
from ..models import Attendance, CheckInWay, Event, RegistrationState, RoomCode
from ..registering.access import load_own_registration
from ..registering.queries import get_registration
from ..rules import wall_of
from . import codes, queries, rules, services
from .access import load_desk
from .desks import Desk
from .forms import CodeForm, LeftForm, RoomForm

bp = Blueprint("events_attending", __name__, url_prefix="/events/<int:event_id>")
GUESSES = Limit(tries=20, seconds=600)
OF_EVENT: dict[str, Any] = {"defaults": {"session_id": None}}
OF_SESSION = "/programme/sessions/<int:session_id>"
"""Each page of the desk is there for the event, and for each of its sessions."""


@bp.get("/desk", **OF_EVENT)
@bp.get(f"{OF_SESSION}/desk")
@door(Door.COORDINATOR)
def show_desk(event_id: int, session_id: int | None) -> ResponseReturnValue:
    """Show the desk: a box for codes, and who is here."""
    desk = load_desk(event_id, session_id)
    return _desk(desk, CodeForm(formdata=None, code=request.args.get("code", "")))


@bp.post("/desk", **OF_EVENT)
@bp.post(f"{OF_SESSION}/desk")
@door(Door.COORDINATOR)
def check_in(event_id: int, session_id: int | None) -> ResponseReturnValue:
    """Check in the holder of a code; a page that sends by itself gets its answer as data."""
    return _answered(load_desk(event_id, session_id), services.check_in_by_code, lambda done: done.sentence)


@bp.post("/desk/undo", **OF_EVENT)
@bp.post(f"{OF_SESSION}/desk/undo")
@door(Door.COORDINATOR)
def undo_entry(event_id: int, session_id: int | None) -> ResponseReturnValue:
    """Take back what was entered; the page that keeps entries names the one it means."""
    return _answered(load_desk(event_id, session_id), services.undo_entry, _undone_words)


def _undone_words(done: services.CheckedIn) -> str:
    return (
        f"{done.name} was checked in again after that."
        if done.is_here
        else f"{done.name} is not checked in any more."
    )


def _answered(
    desk: Desk,
    act: Callable[..., services.CheckedIn],
    words: Callable[[services.CheckedIn], str],
) -> ResponseReturnValue:
    form = CodeForm()
    wants_data = request.accept_mimetypes.best == "application/json"
    if not form.validate():
        return (jsonify(sentence=_first_error(form)), 422) if wants_data else (_desk(desk, form), 422)
    entry = {"client_id": str(form.client_id.data or ""), "at": form.moment}
    try:
        done = act(desk, str(form.code.data), by=current_account(), **entry)
    except Refusal as refusal:
        if not wants_data:
            raise
        db.session.rollback()
        return jsonify(sentence=refusal.sentence), refusal.status
    answer = {
        "sentence": words(done),
        "isNew": done.is_new,
        "isHere": done.is_here,
        "here": queries.count_here(desk),
    }
    db.session.commit()
    if wants_data:
        return jsonify(answer)
    flash(str(answer["sentence"]), "done")
    return redirect(desk_url(desk))


@bp.post("/desk/people/<int:registration_id>", **OF_EVENT)
@bp.post(f"{OF_SESSION}/desk/people/<int:registration_id>")
@door(Door.COORDINATOR)
def check_in_person(event_id: int, registration_id: int, session_id: int | None) -> ResponseReturnValue:
    """Check in somebody found by name."""
    desk = load_desk(event_id, session_id)
    registration = get_registration(registration_id, event=desk.event)
    done = services.check_in(registration, by=current_account(), way=CheckInWay.LIST, session=desk.session)
    db.session.commit()
    flash(done.sentence, "done")
    return _back_to(desk)


@bp.post("/desk/<int:attendance_id>/<any(undo, left, stayed):step>")
@door(Door.COORDINATOR)
def change_check_in(event_id: int, attendance_id: int, step: str) -> ResponseReturnValue:
    """Undo a check-in, or note that somebody left or stayed after all."""
    event = load_organized_event(event_id)
    attendance = queries.get_attendance(attendance_id, event=event)
    if step == "left":
        services.mark_left(attendance, by=current_account(), at=LeftForm().moment)
    else:
        act = {"undo": services.undo_check_in, "stayed": services.mark_stayed}[step]
        act(attendance, by=current_account())
    db.session.commit()
    words = {
        "undo": "is not checked in any more",
        "left": "is noted as having left",
        "stayed": "is noted as here",
    }
    flash(f"{attendance.registration.name} {words[step]}.", "done")
    return _back_to(Desk(event, attendance.session))


def desk_url(desk: Desk, endpoint: str = ".show_desk", **values: Any) -> str:
    """Return where a page of this desk is."""
    return url_for(endpoint, event_id=desk.event.id, session_id=desk.session_id, **values)


def _back_to(desk: Desk) -> ResponseReturnValue:
    return redirect(desk_url(desk, q=request.form.get("q") or None, _anchor="people"))


@bp.get("/desk/came", **OF_EVENT)
@bp.get(f"{OF_SESSION}/desk/came")
@door(Door.COORDINATOR)
def list_came(event_id: int, session_id: int | None) -> ResponseReturnValue:
    """List who came to the event, or to one of its sessions."""
    desk = load_desk(event_id, session_id)
    return render_template(
        "events/list_came.html",
        event=desk.event,
        desk=desk,
        desk_url=desk_url,
        page=page_of(queries.who_came(desk)),
        minutes_there=rules.minutes_there,
    )


@bp.get("/desk/came/download.<any(csv, xlsx):ending>", **OF_EVENT)
@bp.get(f"{OF_SESSION}/desk/came/download.<any(csv, xlsx):ending>")
@door(Door.COORDINATOR)
def download_came(event_id: int, ending: str, session_id: int | None) -> ResponseReturnValue:
    """Hand the list of who came out as a file."""
    desk = load_desk(event_id, session_id)
    minutes: Column[Attendance] = ("minutes there", lambda there: rules.minutes_there(desk.event, there))
    return download(f"{desk.title} who came", (*CAME_COLUMNS, minutes), each(queries.who_came(desk)), ending)


WAYS: dict[CheckInWay, str] = {
    CheckInWay.CODE: "by their code",
    CheckInWay.LIST: "by name",
    CheckInWay.ROOM: "by the room's code",
}
CAME_COLUMNS: tuple[Column[Attendance], ...] = (
    ("name", lambda there: there.registration.name),
    (
        "guest's email",
        lambda there: there.registration.guest_address,
    ),
    ("came (UTC)", lambda there: there.arrived_at),
    ("left (UTC)", lambda there: there.left_at),
    ("checked in", lambda there: WAYS[there.way]),
)


@bp.post("/desk/room", **OF_EVENT)
@bp.post(f"{OF_SESSION}/desk/room")
@door(Door.COORDINATOR)
def choose_room_code(event_id: int, session_id: int | None) -> ResponseReturnValue:
    """Choose whether codes are shown in the rooms of this event."""
    desk, form = load_desk(event_id, session_id), RoomForm()
    if not form.validate_on_submit():
        raise Refusal("Choose one of the ways on the page.")
    kind = RoomCode(form.kind.data)
    services.choose_room_code(desk.event, kind, by=current_account())
    db.session.commit()
    return redirect(desk_url(desk, ".show_desk" if kind is RoomCode.NONE else ".show_room"))


@bp.get("/room", **OF_EVENT)
@bp.get(f"{OF_SESSION}/room")
@door(Door.COORDINATOR)
def show_room(event_id: int, session_id: int | None) -> ResponseReturnValue:
    """Show the room's code, large, for a screen."""
    desk = load_desk(event_id, session_id)
    kind = queries.room_code_of(desk.event)
    if kind is RoomCode.NONE:
        raise Refusal("No code is shown in the room of this event. Choose one at the desk first.")
    code = codes.room_code(desk.event.id, kind, clock.now(), session_id=desk.session_id)
    address = absolute_url("events_attending.show_my_code", event_id=desk.event.id, code=code)
    return render_template(
        "events/show_room.html",
        event=desk.event,
        desk=desk,
        desk_url=desk_url,
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
    attendance = queries.find_attendance(mine)
    has_room_code = queries.room_code_of(mine.event) is not RoomCode.NONE
    return render_template(
        "events/show_my_code.html",
        event=mine.event,
        code=code,
        picture=codes.picture(address, label="Your code"),
        attendance=attendance,
        sessions=queries.sessions_attended(mine),
        may_type=has_room_code and (attendance is None or bool(queries.session_desks(mine.event))),
        typed=codes.tidy(request.args.get("code", "")),
    )


@bp.post("/here")
@door(Door.MEMBER)
def check_in_here(event_id: int) -> ResponseReturnValue:
    """Check oneself in by the code in the room."""
    event, account = load_visible_event(event_id), current_account()
    count_try(f"room-code:{account.id}", GUESSES)
    done = services.check_in_by_room(event, request.form.get("code", ""), by=account)
    session = done.attendance.session
    at = f" at “{session.title}”" if session else ""
    db.session.commit()
    flash(f"You are checked in{at}." if done.is_new else f"You were checked in{at} already.", "done")
    return redirect(url_for(".show_my_code", event_id=event_id))


def _desk(desk: Desk, form: CodeForm) -> str:
    typed, event = request.args.get("q", "")[:100], desk.event
    page = page_of(queries.people_at(desk, typed))
    return render_template(
        "events/show_desk.html",
        event=event,
        desk=desk,
        desk_url=desk_url,
        form=form,
        room_form=RoomForm(formdata=None, kind=str(queries.room_code_of(event))),
        page=page,
        attendances=queries.attendances_of(page.items, desk),
        starring=queries.starring_ids(desk.session, page.items),
        typed=typed,
        here=queries.count_here(desk),
        is_open=desk.opens_at <= clock.now(),
        left_by=f"{wall_of(desk.ends_at, reader_zone()):%Y-%m-%dT%H:%M}",
        minutes_there=rules.minutes_there,
        minutes_needed=rules.minutes_needed_at(desk.session) if desk.session else rules.minutes_needed(event),
        **({} if desk.session else _session_desks(event)),
    )


def _session_desks(event: Event) -> dict[str, Any]:
    return {
        "desks": queries.session_desks(event),
        "came": queries.counts_by_session(event),
        "hours": hours_of(event),
    }


def _first_error(form: CodeForm) -> str:
    return str(next(iter(form.errors.values()))[0])
