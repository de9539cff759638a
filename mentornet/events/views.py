"""What was clicked on the pages of events?"""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ..accounts.login import current_account
from ..catalogue.models import EventKind, EventTopic
from ..catalogue.queries import all_titles, titles
from ..foundation.database import db
from ..foundation.doors import Door, door
from ..foundation.paging import page_of
from . import access, queries, services
from .days import leaf_of, month_of, zone_for
from .forms import EventFilters, EventForm
from .models import Event

bp = Blueprint("events", __name__)


@bp.get("/events")
@door(Door.ANYONE)
def list_events() -> ResponseReturnValue:
    """List what is ahead by months, what is over below, and a coordinator's drafts."""
    account = current_account() if current_user.is_authenticated else None
    filters = EventFilters.read(request.args)
    page = page_of(queries.events_ahead(account, filters.chosen))
    return render_template(
        "events/list_events.html",
        filters=filters,
        page=page,
        months=[(month, list(events)) for month, events in groupby(page.items, key=month_of)],
        past=queries.past_events(account) if page.page == 1 and not filters.chosen else [],
        drafts=queries.drafts_of(account) if account else [],
        may_announce=account is not None
        and (account.is_administrator or bool(queries.programs_to_announce_for(account))),
        kinds=titles(EventKind),
        topics=titles(EventTopic),
        kind_names=all_titles(EventKind),
        zone_for=zone_for,
        leaf_of=leaf_of,
    )


@bp.get("/events/<int:event_id>")
@door(Door.ANYONE)
def show_event(event_id: int) -> ResponseReturnValue:
    """Show one event."""
    event = access.load_visible_event(event_id)
    return render_template(
        "events/show_event.html",
        event=event,
        kind_names=all_titles(EventKind),
        topic_names=all_titles(EventTopic),
        zone=zone_for(event),
        may_organize=current_user.is_authenticated and access.may_organize(current_account(), event),
    )


def _form(event: Event | None = None) -> EventForm:
    account = current_account()
    return EventForm.among(
        queries.programs_to_announce_for(account), may_do_without=account.is_administrator, event=event
    )


@bp.route("/events/new", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def announce_event() -> ResponseReturnValue:
    """Write a new event; it is a draft until it is published."""
    access.ensure_announces()
    form = _form()
    if not form.validate_on_submit():
        return render_template("events/announce_event.html", form=form), 422 if form.errors else 200
    event = services.announce_event(by=current_account(), **form.facts)
    db.session.commit()
    flash("The draft is saved. Look it over, then publish it.", "done")
    return redirect(url_for(".show_event", event_id=event.id))


@bp.route("/events/<int:event_id>/edit", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_event(event_id: int) -> ResponseReturnValue:
    """Change an event."""
    event = access.load_organized_event(event_id)
    form = _form(event)
    if not form.validate_on_submit():
        return render_template("events/edit_event.html", form=form, event=event), 422 if form.errors else 200
    services.edit_event(event, by=current_account(), **form.facts)
    db.session.commit()
    flash("The event is changed.", "done")
    return redirect(url_for(".show_event", event_id=event_id))


@bp.post("/events/<int:event_id>/<any(publish, cancel):step>")
@door(Door.COORDINATOR)
def step_event(event_id: int, step: str) -> ResponseReturnValue:
    """Publish an event, or cancel it."""
    event = access.load_organized_event(event_id)
    act = services.publish_event if step == "publish" else services.cancel_event
    act(event, by=current_account())
    db.session.commit()
    flash(
        "The event is in the list now." if step == "publish" else "The event is marked as cancelled.", "done"
    )
    return redirect(url_for(".show_event", event_id=event_id))
