"""What was clicked while events are brought in? A file or an address, a look at what would become of it, and the press."""

from __future__ import annotations

from pathlib import PurePath

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.throttling import Limit, count_try
from ...programs.models import Program
from . import access, keeping, services
from .entries import ImportRefused
from .fetching import fetch
from .forms import ImportForm
from .reading import read_file
from .rules import Fate

bp = Blueprint("events_importing", __name__, url_prefix="/events/import")
FETCHES = Limit(tries=20, seconds=3600)
MOST_SHOWN = 200


@bp.route("", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def choose_file() -> ResponseReturnValue:
    """Take a file or an address; what would become of it is shown next."""
    account = current_account()
    form = ImportForm.among(access.load_programs(), may_do_without=account.is_administrator)
    if form.validate_on_submit():
        try:
            name, content = _given(form)
            keeping.ensure_fits(read_file(content, zone=account.time_zone))
        except ImportRefused as refused:
            (form.address if form.address.data else form.file).errors = [str(refused)]
        else:
            kept = keeping.keep_file(
                name,
                content,
                by=account,
                program_id=form.program.data or None,
                is_publishing=form.is_publishing.data,
            )
            db.session.commit()
            return redirect(url_for(".show_import", import_id=kept.id))
    return render_template("events/importing/choose_file.html", form=form), 422 if form.errors else 200


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
    """Show what would become of each entry; afterwards, what became of them."""
    kept = access.load_import(import_id)
    outcome = None
    if kept.done_at is None:
        reading = read_file(kept.content, zone=current_account().time_zone)
        outcome = services.preview(reading, keeping.wish_of(kept, by=current_account()))
    program = db.session.get(Program, kept.program_id) if kept.program_id else None
    return render_template(
        "events/importing/show_import.html",
        kept=kept,
        program=program,
        outcome=outcome,
        counts=services.as_counts(outcome) if outcome else kept.outcome,
        fates=Fate,
        most=MOST_SHOWN,
    )


@bp.post("/<int:import_id>/bring-in")
@door(Door.PARTY)
def bring_in(import_id: int) -> ResponseReturnValue:
    """Bring in what was shown."""
    kept = access.load_import(import_id)
    keeping.bring_in_kept(kept, by=current_account(), pause=db.session.commit)
    db.session.commit()
    flash("The file is brought in.", "done")
    return redirect(url_for(".show_import", import_id=import_id))


@bp.post("/<int:import_id>/discard")
@door(Door.PARTY)
def discard(import_id: int) -> ResponseReturnValue:
    """Throw the file away; no event is changed."""
    db.session.delete(access.load_import(import_id))
    db.session.commit()
    flash("The file is thrown away. Nothing was brought in.", "done")
    return redirect(url_for(".choose_file"))
