"""Asking a mentor, the page of a request and its answers, and the lists of those who sent, received or run it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.downloads import Column, download, each
from ...foundation.errors import Refusal
from ...foundation.forms import typed_choice
from ...foundation.paging import page_of
from ...foundation.throttling import Limit, count_try
from ...programs.access import load_coordinated_program
from ...programs.models import Program, Side
from ...safety.holding import Holding, hold
from ...safety.services import note_vouched
from ..answers.forms import typed_reason
from ..answers.rules import REASON_WORDS
from ..intake import gather_pair
from ..late import shows_how_it_stands
from . import queries, rules, services
from .access import load_asked, load_request
from .forms import AskForm
from .hindering import find_hindrance
from .models import MentoringRequest, RequestState
from .page import page_for

bp = Blueprint("asking", __name__)
SHOWN = {"sent": Side.MENTEE, "received": Side.MENTOR}
A_DAY = Limit(10, 24 * 60 * 60)


@bp.route("/people/<int:account_id>/ask/<slug>", methods=["GET", "POST"])
@door(Door.PARTY)
def ask_mentor(account_id: int, slug: str) -> ResponseReturnValue:
    """Write a few words to a mentor and ask."""
    program, mentor = load_asked(account_id, slug)
    form, reader = AskForm(), current_account()
    if request.method == "GET":
        return _ask_page(form, program, mentor, hindrance=_hindrance(program, mentor))
    count_try(f"ask-mentor/{reader.id}", A_DAY)
    holding = hold({"words": form.words.data or ""}, vouched=request.form.get("vouched"))
    if not form.validate_on_submit() or holding.is_held:
        return _ask_page(form, program, mentor, holding=holding), 422
    try:
        sent = services.ask_mentor(program, by=reader, mentor=mentor, words=form.said)
    except Refusal as refusal:
        db.session.rollback()
        program, mentor = load_asked(account_id, slug)
        return _ask_page(form, program, mentor, hindrance=refusal.sentence), refusal.status
    if holding.findings:
        note_vouched(reader, subject_type="request", subject_id=sent.id, findings=holding.all)
    db.session.commit()
    flash(f"{mentor.display_name} is asked. You will hear as soon as the answer is in.", "done")
    return redirect(url_for(".show_request", request_id=sent.id))


def _hindrance(program: Program, mentor: Account) -> str:
    """Say what keeps the reader from asking, before they write; empty where nothing does."""
    reader = current_account()
    pair = gather_pair(program, mentee=reader, mentor=mentor)
    found = find_hindrance(program, mentee=reader, mentor=mentor, pair=pair, now=clock.now())
    return rules.sentence_of(found, program=program, mentor=mentor) if found else ""


def _ask_page(
    form: AskForm, program: Program, mentor: Account, *, hindrance: str = "", holding: Holding | None = None
) -> str:
    return render_template(
        "requests/ask_mentor.html",
        form=form,
        program=program,
        mentor=mentor,
        hindrance=hindrance,
        holding=holding,
    )


@bp.get("/requests")
@door(Door.MEMBER)
def list_requests() -> ResponseReturnValue:
    """List the requests the person sent, or received as a mentor."""
    account = current_account()
    counts = {side: queries.count_requests(account, side) for side in Side}
    likely = Side.MENTOR if counts[Side.MENTOR] and not counts[Side.MENTEE] else Side.MENTEE
    side = SHOWN.get(request.args.get("show", ""), likely)
    return render_template(
        "requests/list_requests.html",
        side=side,
        page=page_of(queries.requests_of(account, side)),
        counts=counts,
        words=rules.STATE_WORDS,
    )


def _page(asked: MentoringRequest, *, refused: str = "") -> str:
    return render_template(
        "requests/show_request.html",
        page=page_for(asked, current_account()),
        asked=asked,
        reasons=REASON_WORDS,
        refused=refused,
    )


def _late(request_id: int, sentence: str) -> str:
    return _page(load_request(request_id), refused=sentence)


@bp.get("/requests/<int:request_id>")
@door(Door.PARTY)
def show_request(request_id: int) -> ResponseReturnValue:
    """Show a request to one of the two."""
    return _page(load_request(request_id))


@bp.post("/requests/<int:request_id>/accept")
@door(Door.PARTY)
@shows_how_it_stands(_late)
def accept_request(request_id: int) -> ResponseReturnValue:
    """Say yes, and go to the mentorship that begins."""
    asked = load_request(request_id)
    mentorship = services.accept_request(asked, by=current_account())
    db.session.commit()
    flash("You said yes. Your mentorship begins.", "done")
    return redirect(url_for("mentorships.show_mentorship", mentorship_id=mentorship.id))


@bp.post("/requests/<int:request_id>/decline")
@door(Door.PARTY)
@shows_how_it_stands(_late)
def decline_request(request_id: int) -> ResponseReturnValue:
    """Say not this time."""
    asked = load_request(request_id)
    services.decline_request(asked, by=current_account())
    db.session.commit()
    return redirect(url_for(".show_request", request_id=request_id))


@bp.post("/requests/<int:request_id>/reason")
@door(Door.PARTY)
def give_reason(request_id: int) -> ResponseReturnValue:
    """Note privately why."""
    asked = load_request(request_id)
    reason = typed_reason(request.form.get("reason"))
    services.give_reason(asked, by=current_account(), reason=reason)
    db.session.commit()
    flash("Thank you. Only your coordinator sees it, and it makes the next match better.", "done")
    return redirect(url_for(".show_request", request_id=request_id))


@bp.post("/requests/<int:request_id>/withdraw")
@door(Door.PARTY)
@shows_how_it_stands(_late)
def take_back(request_id: int) -> ResponseReturnValue:
    """Take one's own request back."""
    asked = load_request(request_id)
    services.take_back(asked, by=current_account())
    db.session.commit()
    flash("Your request is taken back.", "done")
    return redirect(url_for(".show_request", request_id=request_id))


@bp.get("/programs/<slug>/requests")
@door(Door.COORDINATOR)
def list_program_requests(slug: str) -> ResponseReturnValue:
    """List a program's requests for those who run it, the newest first; what was written stays with the two."""
    program = load_coordinated_program(slug)
    state = typed_choice(request.args.get("state"), RequestState)
    return render_template(
        "requests/list_program_requests.html",
        program=program,
        page=page_of(queries.requests_in(program, state)),
        counts=queries.count_by_state(program),
        state=state,
        words=rules.STATE_WORDS,
        reasons=REASON_WORDS,
    )


REQUEST_COLUMNS: tuple[Column[MentoringRequest], ...] = (
    ("mentee", lambda one: one.mentee.display_name),
    ("mentor", lambda one: one.mentor.display_name),
    ("state", lambda one: rules.STATE_WORDS[one.state]),
    ("reason", lambda one: REASON_WORDS[one.reason] if one.reason else ""),
    ("asked (UTC)", lambda one: one.created_at),
    ("answer until (UTC)", lambda one: one.answer_by),
)


@bp.get("/programs/<slug>/requests/download.<any(csv, xlsx):ending>")
@door(Door.COORDINATOR)
def download_program_requests(slug: str, ending: str) -> ResponseReturnValue:
    """Hand the list of a program's requests out as a file."""
    program = load_coordinated_program(slug)
    state = typed_choice(request.args.get("state"), RequestState)
    return download(f"{slug} requests", REQUEST_COLUMNS, each(queries.requests_in(program, state)), ending)
