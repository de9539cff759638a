"""The page of those who go, and introductions among them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...accounts.queries import get_account
from ...catalogue.models import Specialization
from ...catalogue.queries import all_titles
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from ...foundation.paging import page_of
from ...foundation.throttling import Limit, count_try
from ...profiles.queries import present_roles
from ..access import load_visible_event
from ..models import Event, Registration, RegistrationState
from ..registering.queries import find_registration
from . import queries, services

bp = Blueprint("events_meeting", __name__, url_prefix="/events/<int:event_id>")
QUESTIONS = Limit(tries=10, seconds=86_400)


def _load_event_i_go_to(event_id: int) -> tuple[Event, Registration]:
    """Return an event at which the person signed in has a seat, or raise NotFoundError."""
    event = load_visible_event(event_id)
    mine = find_registration(event, current_account())
    if mine is None or mine.state is not RegistrationState.REGISTERED:
        raise NotFoundError("Those who have a seat see who else goes.")
    return event, mine


@bp.get("/going")
@door(Door.PARTY)
def list_going(event_id: int) -> ResponseReturnValue:
    """List who goes and may be seen, and who would like to meet one."""
    event, mine = _load_event_i_go_to(event_id)
    account = current_account()
    page = page_of(queries.people_going(event, reader=account))
    return render_template(
        "events/list_going.html",
        event=event,
        mine=mine,
        page=page,
        roles=present_roles([one.id for one in page.items]),
        sides=queries.sides_of(page.items),
        in_common=queries.specialties_in_common(account, page.items),
        specialties=all_titles(Specialization),
        asked=queries.asked_by(event, account),
        asks=queries.asked_of(event, account),
        is_over=event.ends_at <= clock.now(),
    )


@bp.post("/going/<int:account_id>/ask")
@door(Door.PARTY)
def ask(event_id: int, account_id: int) -> ResponseReturnValue:
    """Ask to be introduced to somebody."""
    event, _ = _load_event_i_go_to(event_id)
    account = current_account()
    count_try(f"introduction:{account.id}", QUESTIONS)
    asked = get_account(account_id)
    services.ask(event, asked, by=account)
    db.session.commit()
    flash(f"{asked.display_name} is asked. If they say yes, you both get each other's address.", "done")
    return redirect(url_for(".list_going", event_id=event_id))


@bp.post("/introductions/<int:introduction_id>/<any(agree, decline):answer>")
@door(Door.PARTY)
def answer_introduction(event_id: int, introduction_id: int, answer: str) -> ResponseReturnValue:
    """Say yes or no to somebody who asked."""
    event, _ = _load_event_i_go_to(event_id)
    introduction = queries.get_introduction(introduction_id, event=event)
    act = services.agree if answer == "agree" else services.decline
    act(introduction, by=current_account())
    db.session.commit()
    said = (
        "You both get a letter with the other's address." if answer == "agree" else "Nothing is told to them."
    )
    flash(said, "done")
    return redirect(url_for(".list_going", event_id=event_id))
