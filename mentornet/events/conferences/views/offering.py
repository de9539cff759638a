"""The call as members see it: what is looked for, and the abstracts one sent."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ....accounts.login import current_account
from ....foundation import clock
from ....foundation.database import db
from ....foundation.doors import Door, door
from ....foundation.forms import typed
from ....safety.holding import hold
from ....safety.services import note_vouched
from ...models import Abstract, Event
from .. import access, queries, rules, services
from ..forms import AbstractForm
from .blueprint import bp

WRONG, FINE = 422, 200


@bp.get("/call")
@door(Door.MEMBER)
def show_call(event_id: int) -> ResponseReturnValue:
    """Show what a conference looks for, and what the reader sent."""
    event = access.load_called_event(event_id)
    call = queries.get_call(event)
    return render_template(
        "events/conferences/show_call.html",
        event=event,
        call=call,
        is_open=clock.now() < call.closes_at,
        abstracts=queries.abstracts_of(event, current_account()),
    )


@bp.route("/call/abstracts/new", methods=["GET", "POST"])
@door(Door.MEMBER)
def send_abstract(event_id: int) -> ResponseReturnValue:
    """Send an abstract."""
    event = access.load_called_event(event_id)
    rules.ensure_open(queries.get_call(event), clock.now(), current_account().time_zone)
    return _abstract_page(event, AbstractForm(), None)


@bp.route("/call/abstracts/<int:abstract_id>", methods=["GET", "POST"])
@door(Door.PARTY)
def edit_abstract(event_id: int, abstract_id: int) -> ResponseReturnValue:
    """Change one's own abstract until the deadline."""
    event = access.load_called_event(event_id)
    abstract = access.load_own_abstract(event, abstract_id)
    rules.ensure_waits(abstract)
    rules.ensure_open(queries.get_call(event), clock.now(), current_account().time_zone)
    return _abstract_page(event, AbstractForm(obj=abstract), abstract)


def _abstract_page(event: Event, form: AbstractForm, abstract: Abstract | None) -> ResponseReturnValue:
    account = current_account()
    told = {"title": typed(form.title), "words": typed(form.words)}
    holding = hold(told, vouched=request.form.get("vouched")) if request.method == "POST" else None
    if holding and form.validate_on_submit() and not holding.is_held:
        if abstract is None:
            abstract = services.send_abstract(event, by=account, **form.facts)
        else:
            services.edit_abstract(abstract, by=account, **form.facts)
        if holding.findings:
            note_vouched(account, subject_type="abstract", subject_id=abstract.id, findings=holding.all)
        db.session.commit()
        flash(f"“{abstract.title}” is sent. You can change it until the call closes.", "done")
        return redirect(url_for(".show_call", event_id=event.id))
    page = render_template(
        "events/conferences/write_abstract.html",
        event=event,
        call=queries.get_call(event),
        form=form,
        abstract=abstract,
        holding=holding,
    )
    return page, WRONG if request.method == "POST" else FINE


@bp.post("/call/abstracts/<int:abstract_id>/withdraw")
@door(Door.PARTY)
def withdraw_abstract(event_id: int, abstract_id: int) -> ResponseReturnValue:
    """Take one's own abstract back."""
    event = access.load_called_event(event_id)
    abstract = access.load_own_abstract(event, abstract_id)
    services.withdraw_abstract(abstract, by=current_account())
    db.session.commit()
    flash(f"“{abstract.title}” is taken back.", "done")
    return redirect(url_for(".show_call", event_id=event_id))
