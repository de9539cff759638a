"""How does a member come in, pause, answer and leave?"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from ...foundation.forms import typed_choice
from .. import access, queries, rules, services
from ..forms import enrolment_form
from ..models import Enrolment, Program, Side
from ..rules import Way
from .blueprint import bp
from .browsing import program_page

BOTH = "both"


def _sides() -> tuple[Side, ...]:
    """Return the sides that the address names: `mentee`, `mentor` or `both`."""
    named = request.args.get("side", "")
    if named == BOTH:
        return (Side.MENTEE, Side.MENTOR)
    if side := typed_choice(named, Side):
        return (side,)
    raise NotFoundError("Choose on the program's page whether you come as a mentee, as a mentor or as both.")


@bp.get("/join/<token>")
@door(Door.LINK)
def show_link(token: str) -> ResponseReturnValue:
    """Show the program to whoever holds its link."""
    return program_page(queries.get_program_by_link(token), way=Way.LINK, token=token)


@bp.route("/join/<token>/enrol", methods=["GET", "POST"])
@door(Door.MEMBER)
def enrol_by_link(token: str) -> ResponseReturnValue:
    """Enrol whoever holds the program's link."""
    return _enrol(queries.get_program_by_link(token), way=Way.LINK)


@bp.route("/programs/<slug>/enrol", methods=["GET", "POST"])
@door(Door.MEMBER)
def enrol(slug: str) -> ResponseReturnValue:
    """Enrol in a program that the reader may see."""
    program = access.load_visible_program(slug)
    invited = {i.side for i in queries.open_invitations_to(current_account()) if i.program_id == program.id}
    way = Way.INVITATION if invited.issuperset(_sides()) else Way.OPEN
    return _enrol(program, way=way)


def _enrol(program: Program, *, way: Way) -> ResponseReturnValue:
    sides, account = _sides(), current_account()
    asked = [q for q in program.questions if any(rules.applies_to(q, side) for side in sides)]
    form = enrolment_form(asked)
    if not form.validate_on_submit():
        page = render_template("programs/enrol.html", program=program, form=form, sides=sides, asked=asked)
        return page, 422 if form.errors else 200
    for side in sides:
        services.enrol(program, account, side=side, by=account, way=way, answers=form.answers)
    db.session.commit()
    flash(f"You take part in {program.name} now, and its next round looks for your match.", "done")
    return redirect(url_for("programs.show_program", slug=program.slug))


def _load_own(slug: str, side: str) -> Enrolment:
    """Return the reader's own enrolment on `side`, or raise NotFoundError."""
    program = queries.get_program(slug)
    chosen = typed_choice(side, Side)
    found = queries.find_enrolment(program, current_account(), chosen) if chosen else None
    if found is None:
        raise NotFoundError
    return found


STEPS = {
    "pause": (
        services.pause,
        "You are paused in {}. Until you resume nothing is proposed to you, and a match that waited for an answer is taken back.",
    ),
    "resume": (services.resume, "You take part in {} again."),
    "withdraw": (services.withdraw, "You have left {}. You can come back while its intake is open."),
}


@bp.post("/programs/<slug>/mine/<side>/<any(pause, resume, withdraw):step>")
@door(Door.PARTY)
def step_own(slug: str, side: str, step: str) -> ResponseReturnValue:
    """Pause, resume or end one's own part in a program."""
    enrolment = _load_own(slug, side)
    act, words = STEPS[step]
    act(enrolment, by=current_account())
    db.session.commit()
    flash(words.format(enrolment.program.name), "done")
    return redirect(url_for("programs.show_program", slug=slug))


@bp.route("/programs/<slug>/mine/<side>/answers", methods=["GET", "POST"])
@door(Door.PARTY)
def edit_answers(slug: str, side: str) -> ResponseReturnValue:
    """Change one's own answers to the program's questions."""
    enrolment = _load_own(slug, side)
    asked = [q for q in enrolment.program.questions if rules.applies_to(q, enrolment.side)]
    form = enrolment_form(asked, enrolment.answers)
    if not form.validate_on_submit():
        page = render_template("programs/edit_answers.html", enrolment=enrolment, form=form, asked=asked)
        return page, 422 if form.errors else 200
    services.set_answers(enrolment, answers=form.answers, by=current_account())
    db.session.commit()
    flash("Your answers are saved.", "done")
    return redirect(url_for("programs.show_program", slug=slug))
