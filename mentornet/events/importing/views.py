"""What was clicked while events are brought in? A file or an address, a look at what would become of it, and the press."""

from __future__ import annotations

from pathlib import PurePath

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.jobs.models import JobState
from ...foundation.throttling import Limit, count_try
from ...programs.models import Program
from ..models import EventImport
from . import access, keeping, queries
from .entries import ImportRefused
from .fetching import fetch
from .forms import ImportForm

bp = Blueprint("events_importing", __name__, url_prefix="/events/import")
FETCHES = Limit(tries=20, seconds=3600)


@bp.route("", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def choose_file() -> ResponseReturnValue:
    """Take a file or an address; what would become of it is shown next."""
    account = current_account()
    form = ImportForm.among(access.load_programs(), may_do_without=account.is_administrator)
    if form.validate_on_submit():
        try:
            name, content = _given(form)
            kept = keeping.keep_file(
                name,
                content,
                by=account,
                program_id=form.program.data or None,
                is_publishing=form.is_publishing.data,
            )
        except ImportRefused as refused:
            (form.address if form.address.data else form.file).errors = [str(refused)]
        else:
            db.session.commit()
            return redirect(url_for(".show_import", import_id=kept.id))
    page = render_template(
        "events/importing/choose_file.html", form=form, imports=queries.imports_of(account)
    )
    return page, 422 if form.errors else 200


def _given(form: ImportForm) -> tuple[str, bytes]:
    if form.file.data:
        name = PurePath(str(form.file.data.filename or "").replace("\\", "/")).name
        return name or "The file", form.file.data.read()
    count_try(f"fetch:{current_account().id}", FETCHES)
    may_loop_back = bool(current_app.config.get("FETCHES_FROM_ITSELF"))
    return str(form.address.data), fetch(str(form.address.data), may_loop_back=may_loop_back)


@bp.get("/<int:import_id>")
@door(Door.PARTY)
def show_import(import_id: int) -> ResponseReturnValue:
    """Show what would become of each entry; once it was asked for, how far it is and what became of them.

    The same address serves the page and, to htmx, the part of it that changes while the worker is at it.
    """
    kept = access.load_import(import_id)
    is_asked = request.headers.get("HX-Request")
    if kept.done_at is None and kept.asked_at is not None:
        return _progress(
            kept, "events/importing/_progress.html" if is_asked else "events/importing/show_progress.html"
        )
    if is_asked:
        answer = make_response("")
        answer.headers["HX-Redirect"] = url_for(".show_import", import_id=kept.id)
        return answer
    job = queries.find_last_job(kept)
    return render_template(
        "events/importing/show_import.html",
        kept=kept,
        program=db.session.get(Program, kept.program_id) if kept.program_id else None,
        counts=kept.outcome if kept.done_at else kept.preview["counts"],
        failed=job.error if job and kept.done_at is None else None,
        most=keeping.MOST_SHOWN,
    )


def _progress(kept: EventImport, template: str) -> str:
    job = queries.find_last_job(kept)
    return render_template(
        template,
        kept=kept,
        percent=round(100 * job.progress) if job else 0,
        is_waiting=job is None or job.state is JobState.QUEUED,
        is_stopping=bool(job and job.is_cancel_requested),
    )


@bp.post("/<int:import_id>/bring-in")
@door(Door.PARTY)
def bring_in(import_id: int) -> ResponseReturnValue:
    """Put what was shown to the worker."""
    kept = access.load_import(import_id)
    keeping.ask(kept, by=current_account())
    db.session.commit()
    return redirect(url_for(".show_import", import_id=import_id))


@bp.post("/<int:import_id>/stop")
@door(Door.PARTY)
def stop(import_id: int) -> ResponseReturnValue:
    """Stop the worker; what came in stays, and the rest can follow."""
    keeping.stop(access.load_import(import_id))
    db.session.commit()
    flash("It stops after the events it is at. What came in stays.", "done")
    return redirect(url_for(".show_import", import_id=import_id))


@bp.post("/<int:import_id>/discard")
@door(Door.PARTY)
def discard(import_id: int) -> ResponseReturnValue:
    """Throw the file away; no event is changed."""
    keeping.throw_away(access.load_import(import_id))
    db.session.commit()
    flash("The file is thrown away.", "done")
    return redirect(url_for(".choose_file"))
