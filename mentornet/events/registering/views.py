"""What was clicked in the box of an event, and on the organizer's list of who comes?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.downloads import Column, download, each
from ...foundation.paging import page_of
from ..access import load_organized_event, load_visible_event
from ..days import zone_for
from ..models import Registration, RegistrationState
from . import queries, services
from .access import load_own_registration
from .forms import GuestForm

bp = Blueprint("events_registering", __name__, url_prefix="/events/<int:event_id>")


def _to_event(event_id: int) -> ResponseReturnValue:
    return redirect(url_for("events.show_event", event_id=event_id, _anchor="registering"))


@bp.post("/register")
@door(Door.MEMBER)
def register(event_id: int) -> ResponseReturnValue:
    """Take a seat, or a place in line."""
    event = load_visible_event(event_id)
    mine = services.register(event, by=current_account(), is_seen=request.form.get("is_seen") == "yes")
    said = REGISTERED[mine.state]  # before the commit, after which it would be read again
    db.session.commit()
    flash(said, "done")
    return _to_event(event_id)


REGISTERED = {
    RegistrationState.REGISTERED: "You have a seat. The details are on this page.",
    RegistrationState.OFFERED: "A seat is kept for you. Take it below.",
    RegistrationState.WAITING: "Every seat is taken. You are in line, and we write to you when it is your turn.",
}


@bp.post("/seat/take")
@door(Door.MEMBER)
def take_seat(event_id: int) -> ResponseReturnValue:
    """Take the seat that is kept."""
    services.accept_offer(load_own_registration(event_id), by=current_account())
    db.session.commit()
    flash("The seat is yours.", "done")
    return _to_event(event_id)


@bp.post("/seat/leave")
@door(Door.MEMBER)
def leave_seat(event_id: int) -> ResponseReturnValue:
    """Let the seat go that is kept."""
    mine = load_own_registration(event_id, or_last=RegistrationState.DECLINED)
    services.decline_offer(mine, by=current_account())
    db.session.commit()
    flash("You let the seat go. It is offered to the next in line.", "done")
    return _to_event(event_id)


@bp.post("/register/cancel")
@door(Door.MEMBER)
def cancel(event_id: int) -> ResponseReturnValue:
    """Give the seat back, or leave the line."""
    mine = load_own_registration(event_id, or_last=RegistrationState.CANCELLED)
    services.cancel_registration(mine, by=current_account())
    db.session.commit()
    flash("You are off the list. Thank you for saying so: somebody else can come.", "done")
    return _to_event(event_id)


@bp.post("/register/seen")
@door(Door.MEMBER)
def be_seen(event_id: int) -> ResponseReturnValue:
    """Let the others who go see one's name, or no longer."""
    is_seen = request.form.get("is_seen") == "yes"
    services.show_among_those_going(load_own_registration(event_id), is_seen=is_seen)
    db.session.commit()
    flash("Others who go see that you go." if is_seen else "Only the organizer sees that you go.", "done")
    return _to_event(event_id)


@bp.route("/registrations", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def list_registrations(event_id: int) -> ResponseReturnValue:
    """List who comes and who waits, and add guests."""
    event = load_organized_event(event_id)
    form = GuestForm()
    if form.validate_on_submit():
        name, address = str(form.name.data), str(form.address.data)
        services.add_guest(event, name=name, address=address, by=current_account())
        db.session.commit()
        flash(f"{name} has a seat, and a letter says so.", "done")
        return redirect(url_for(".list_registrations", event_id=event_id))
    page = render_template(
        "events/list_registrations.html",
        event=event,
        form=form,
        page=page_of(queries.registrations_of(event)),
        counts=queries.count_by_state(event),
        zone=zone_for(event),
    )
    return page, 422 if form.errors else 200


STANDS = {
    RegistrationState.REGISTERED: "Has a seat",
    RegistrationState.OFFERED: "Seat offered",
    RegistrationState.WAITING: "In line",
}
REGISTRATION_COLUMNS: tuple[Column[Registration], ...] = (
    ("name", lambda one: one.name),
    ("guest's email", lambda one: one.guest_address),
    ("stands", lambda one: STANDS[one.state]),
    ("offered until (UTC)", lambda one: one.offer_until),
    ("since (UTC)", lambda one: one.created_at),
)


@bp.get("/registrations/download.<any(csv, xlsx):ending>")
@door(Door.COORDINATOR)
def download_registrations(event_id: int, ending: str) -> ResponseReturnValue:
    """Hand the list of who comes and who waits out as a file."""
    event = load_organized_event(event_id)
    return download(
        f"{event.title} who comes", REGISTRATION_COLUMNS, each(queries.registrations_of(event)), ending
    )


@bp.post("/registrations/<int:registration_id>/remove")
@door(Door.COORDINATOR)
def remove(event_id: int, registration_id: int) -> ResponseReturnValue:
    """Take somebody off the list."""
    event = load_organized_event(event_id)
    registration = queries.get_registration(registration_id, event=event)
    services.cancel_registration(registration, by=current_account())
    db.session.commit()
    flash(f"{registration.name} is off the list and is told so.", "done")
    return redirect(url_for(".list_registrations", event_id=event_id))
