"""What are the columns, what do the unknown values mean, and how far is the reading?"""

from __future__ import annotations

from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import Refusal
from ...foundation.jobs.models import JobState
from .. import queries, rules, services
from ..access import load_coordinated_import
from ..forms import VALUE, ColumnsForm, ValuesForm, columns_form, values_form
from ..models import Import, ImportState
from .blueprint import bp, frame, go_on, page_of_state

STAGES = {
    ImportState.READING: (
        ("values", "Look up roles, goals, places and other names"),
        ("decide", "Decide what becomes of each line"),
    ),
    ImportState.IMPORTING: (
        ("check", "Look whether the preview still holds"),
        ("write", "Write everything in one go"),
    ),
}


@bp.route("/imports/<int:import_id>/columns", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def choose_columns(import_id: int) -> ResponseReturnValue:
    """Show what each column was guessed to be, with a few of its cells, and take what it is."""
    one = load_coordinated_import(import_id)
    rules.ensure_step(one, rules.MAY_SET_COLUMNS)
    form = columns_form(one, one.program.questions)
    if not form.validate_on_submit():
        return _columns_page(one, form), 422 if form.errors else 200
    try:
        services.set_columns(one, columns=form.columns, side=form.chosen_side, by=current_account())
    except Refusal as refusal:
        db.session.rollback()
        if load_coordinated_import(import_id).state not in rules.MAY_SET_COLUMNS:
            raise
        form.form_errors.append(refusal.sentence)
        return _columns_page(load_coordinated_import(import_id), form), 422
    db.session.commit()
    return redirect(url_for(".show_progress", import_id=import_id))


def _columns_page(one: Import, form: ColumnsForm) -> str:
    job = queries.find_last_job(one, queries.READ)
    failed = job.error if job and job.state is JobState.FAILED and one.state is ImportState.COLUMNS else None
    return render_template("imports/choose_columns.html", **frame(one, place=1), form=form, failed=failed)


@bp.get("/imports/<int:import_id>/progress")
@door(Door.COORDINATOR)
def show_progress(import_id: int) -> ResponseReturnValue:
    """Show how far the worker is; once it is over, go where the import stands.

    The same address serves the page and, to htmx, the part of it that changes.
    """
    one = load_coordinated_import(import_id)
    if one.state not in STAGES:
        return go_on(page_of_state(one))
    stages = STAGES[one.state]
    job = queries.find_last_job(one, queries.READ if one.state is ImportState.READING else queries.BRING)
    names = [name for name, _words in stages]
    shown = {
        "stages": [words for _name, words in stages],
        "stage": names.index(job.stage) if job and job.stage in names else -1,
        "percent": round(100 * job.progress) if job else 0,
        "is_stopping": bool(job and job.is_cancel_requested),
    }
    if request.headers.get("HX-Request"):
        return render_template("imports/_progress.html", one=one, **shown)
    return render_template("imports/show_progress.html", **frame(one), **shown)


@bp.post("/imports/<int:import_id>/stop")
@door(Door.COORDINATOR)
def stop_import(import_id: int) -> ResponseReturnValue:
    """Stop what the worker does with the import; it goes back to where it was."""
    one = load_coordinated_import(import_id)
    services.stop(one, by=current_account())
    db.session.commit()
    flash("It stops at its next step, and nothing is written.", "done")
    return redirect(url_for(".show_progress", import_id=import_id))


@bp.route("/imports/<int:import_id>/values", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def answer_values(import_id: int) -> ResponseReturnValue:
    """Ask what the values mean that are no names of ours: each once, however many lines hold it."""
    one = load_coordinated_import(import_id)
    rules.ensure_step(one, rules.MAY_ANSWER)
    values = queries.values_of(one)
    titles = {kind: dict(names.titles) for kind, names in queries.names_for(one.program).items()}
    form = values_form(values, titles)
    if not form.validate_on_submit():
        return _values_page(one, form), 422 if form.errors else 200
    services.answer_values(one, answers=form.answers, by=current_account())
    db.session.commit()
    return redirect(url_for(".show_progress", import_id=import_id))


def _values_page(one: Import, form: ValuesForm) -> str:
    values = queries.values_of(one)
    groups = [
        (queries.KIND_WORDS[kind], [(form[f"{VALUE}{value.id}"], value.times) for value in found])
        for kind, found in groupby(values, key=lambda value: value.kind)
    ]
    return render_template(
        "imports/answer_values.html",
        **frame(one, place=2),
        form=form,
        groups=groups,
        most=rules.MOST_ASKED,
        is_cut=len(values) == rules.MOST_ASKED,
    )
