"""The call as organizers and reviewers see it: its deadline, who reviews, scores without names, and the decision."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ....accounts.login import current_account
from ....foundation.database import db
from ....foundation.doors import Door, door
from ....foundation.errors import Refusal
from ....foundation.forms import typed
from ...access import load_organized_event
from ...models import Event
from ...rules import ensure_can_edit
from .. import access, queries, rules, services
from ..forms import CallForm, ReviewerForm, ReviewForm
from .blueprint import bp

WRONG, FINE = 422, 200


@bp.route("/call/edit", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_call(event_id: int) -> ResponseReturnValue:
    """Open the call, change it, and see what came."""
    event = load_organized_event(event_id)
    ensure_can_edit(event.state)
    form = CallForm.for_event(event, queries.find_call(event))
    if form.validate_on_submit():
        services.open_call(event, words=typed(form.words), closes_at=form.closes_at, by=current_account())
        db.session.commit()
        flash("The call is saved.", "done")
        return redirect(url_for(".edit_call", event_id=event_id))
    return _call_page(event, form), WRONG if form.errors else FINE


@bp.post("/call/reviewers")
@door(Door.COORDINATOR)
def ask_reviewer(event_id: int) -> ResponseReturnValue:
    """Ask somebody to review."""
    event, form = load_organized_event(event_id), ReviewerForm()
    queries.get_call(event)
    if form.validate_on_submit():
        try:
            asked = services.ask_reviewer(event, name=typed(form.name), by=current_account())
            db.session.commit()
            flash(f"{asked.display_name} is asked to review.", "done")
            return redirect(url_for(".edit_call", event_id=event_id, _anchor="reviewers"))
        except Refusal as refusal:
            db.session.rollback()
            form.name.errors = [refusal.sentence]
            event = load_organized_event(event_id)
    return _call_page(event, None, reviewer_form=form), WRONG


@bp.post("/call/reviewers/<int:account_id>/release")
@door(Door.COORDINATOR)
def release_reviewer(event_id: int, account_id: int) -> ResponseReturnValue:
    """Let a reviewer go."""
    event = load_organized_event(event_id)
    services.release_reviewer(event, account_id, by=current_account())
    db.session.commit()
    return redirect(url_for(".edit_call", event_id=event_id, _anchor="reviewers"))


@bp.post("/call/abstracts/<int:abstract_id>/<any(accept, decline):step>")
@door(Door.COORDINATOR)
def decide_abstract(event_id: int, abstract_id: int, step: str) -> ResponseReturnValue:
    """Accept or decline an abstract; its author is told."""
    event = load_organized_event(event_id)
    abstract = queries.get_abstract(abstract_id, event=event)
    if step == "accept":
        session = services.accept_abstract(abstract, by=current_account())
        db.session.commit()
        flash(f"“{session.title}” is accepted. Give it a time and a room; its author is told.", "done")
        return redirect(url_for(".edit_session", event_id=event_id, session_id=session.id))
    services.decline_abstract(abstract, by=current_account())
    db.session.commit()
    flash(f"“{abstract.title}” is declined; its author is told.", "done")
    return redirect(url_for(".edit_call", event_id=event_id, _anchor="abstracts"))


@bp.get("/review")
@door(Door.PARTY)
def list_to_review(event_id: int) -> ResponseReturnValue:
    """List what awaits a review, without its authors."""
    event, account = access.load_reviewed_event(event_id), current_account()
    return render_template(
        "events/conferences/list_to_review.html",
        event=event,
        abstracts=queries.abstracts_to_review(event, account),
        reviews=queries.reviews_by(event, account),
    )


@bp.route("/review/<int:abstract_id>", methods=["GET", "POST"])
@door(Door.PARTY)
def review_abstract(event_id: int, abstract_id: int) -> ResponseReturnValue:
    """Read one abstract without its author, and say what one thinks."""
    event, account = access.load_reviewed_event(event_id), current_account()
    abstract = access.load_reviewed_abstract(event, abstract_id)
    rules.ensure_waits(abstract)
    mine = queries.reviews_by(event, account).get(abstract.id)
    form = ReviewForm(data={"score": str(mine.score), "words": mine.words} if mine else None)
    if form.validate_on_submit():
        services.review_abstract(abstract, score=int(form.score.data), words=typed(form.words), by=account)
        db.session.commit()
        flash("Your review is kept.", "done")
        return redirect(url_for(".list_to_review", event_id=event_id))
    page = render_template(
        "events/conferences/review_abstract.html", event=event, abstract=abstract, form=form
    )
    return page, WRONG if form.errors else FINE


def _call_page(event: Event, form: CallForm | None, **forms: Any) -> str:
    call = queries.find_call(event)
    abstracts = queries.abstracts_sent(event)
    return render_template(
        "events/conferences/edit_call.html",
        event=event,
        call=call,
        form=form or CallForm.for_event(event, call),
        reviewer_form=forms.get("reviewer_form") or ReviewerForm(formdata=None),
        reviewers=queries.reviewers_of(event),
        abstracts=abstracts,
        reviews=queries.reviews_of(abstracts),
        mean_score=rules.mean_score,
    )
