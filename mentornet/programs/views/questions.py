"""What does the program ask of its own?"""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from .. import access, queries, services
from ..forms import QuestionForm
from .blueprint import bp


@bp.route("/programs/<slug>/questions", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def list_questions(slug: str) -> ResponseReturnValue:
    """List the program's questions and add one."""
    program = access.load_coordinated_program(slug)
    form = QuestionForm()
    if form.validate_on_submit():
        services.add_question(program, by=current_account(), **form.facts)
        db.session.commit()
        flash("The question is there. Whoever enrols from now on is asked.", "done")
        return redirect(url_for(".list_questions", slug=slug))
    page = render_template(
        "programs/list_questions.html",
        program=program,
        form=form,
        answered=queries.answered_questions(program),
    )
    return page, 422 if form.errors else 200


@bp.route("/programs/<slug>/questions/<int:question_id>", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_question(slug: str, question_id: int) -> ResponseReturnValue:
    """Edit one question."""
    program = access.load_coordinated_program(slug)
    question = queries.get_question(program, question_id)
    form = QuestionForm.of(question)
    if form.validate_on_submit():
        services.edit_question(question, program=program, by=current_account(), **form.facts)
        db.session.commit()
        flash("The question is changed.", "done")
        return redirect(url_for(".list_questions", slug=slug))
    page = render_template(
        "programs/edit_question.html",
        program=program,
        question=question,
        form=form,
        is_answered=question.id in queries.answered_questions(program),
    )
    return page, 422 if form.errors else 200


@bp.post("/programs/<slug>/questions/<int:question_id>/<any(up, down, retire, restore, delete):step>")
@door(Door.COORDINATOR)
def step_question(slug: str, question_id: int, step: str) -> ResponseReturnValue:
    """Move a question, retire it, ask it again, or delete one that nobody answered."""
    program = access.load_coordinated_program(slug)
    question, account = queries.get_question(program, question_id), current_account()
    if step in {"up", "down"}:
        services.move_question(program, question=question, up=step == "up", by=account)
    elif step == "delete":
        services.delete_question(question, program=program, by=account)
    else:
        act = services.retire_question if step == "retire" else services.restore_question
        act(question, by=account)
    db.session.commit()
    return redirect(url_for(".list_questions", slug=slug))
