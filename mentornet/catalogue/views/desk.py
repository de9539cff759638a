"""The desk where administrators keep the catalogue: one way to list, edit, add and retire, whatever the kind."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError, Refusal
from ...foundation.forms import typed_number
from ...foundation.paging import page_of
from .. import differences, queries, services
from ..forms import EntryForm, SettleForm, entry_form
from ..kinds import KINDS, Kind, get_kind
from ..models import Entry, EntryFlag
from ..services import ChangedMeanwhileError
from .pages import typed_query

bp = Blueprint("catalogue_desk", __name__, url_prefix="/administration/catalogue")


@bp.get("")
@door(Door.ADMINISTRATOR)
def show_desk() -> ResponseReturnValue:
    """Show every kind with its counts, and what awaits."""
    return render_template(
        "catalogue_desk/show_desk.html",
        kinds=KINDS,
        counts=differences.count_entries(),
        flags=differences.open_flags(),
    )


@bp.get("/differences")
@door(Door.ADMINISTRATOR)
def list_differences() -> ResponseReturnValue:
    """List where this catalogue differs from what the release ships."""
    return render_template(
        "catalogue_desk/list_differences.html", differing=differences.all_differences(), page=None
    )


@bp.get("/flags")
@door(Door.ADMINISTRATOR)
def list_flags() -> ResponseReturnValue:
    """List what members say is wrong."""
    kinds = {kind.table: kind for kind in KINDS}
    return render_template(
        "catalogue_desk/list_flags.html", flags=differences.open_flags(), kinds=kinds, form=SettleForm()
    )


@bp.post("/flags/<int:flag_id>")
@door(Door.ADMINISTRATOR)
def settle_flag(flag_id: int) -> ResponseReturnValue:
    """Close a flag with an answer."""
    flag = db.session.get(EntryFlag, flag_id)
    if flag is None:
        raise NotFoundError
    form = SettleForm()
    if not form.validate_on_submit():
        flash("Say what was done; the member will read it.", "harm")
        return redirect(url_for(".list_flags"))
    services.settle_flag(flag, by=current_account(), answer=form.answer.data or "")
    db.session.commit()
    flash("Settled. The member has been told.", "done")
    return redirect(url_for(".list_flags"))


@bp.get("/<key>")
@door(Door.ADMINISTRATOR)
def list_kind(key: str) -> ResponseReturnValue:
    """List every entry of a kind, retired ones as well."""
    kind, text = get_kind(key), typed_query()
    rows = sa.select(kind.model).order_by(kind.model.position, kind.model.slug)
    rows = rows.where(queries.matches(kind.model, text)) if text else rows
    base = url_for(".list_kind", key=key, q=text or None)
    return render_template(
        "catalogue_desk/list_kind.html", kind=kind, text=text, page=page_of(rows), base=base
    )


@bp.route("/<key>/new", methods=["GET", "POST"])
@door(Door.ADMINISTRATOR)
def add_entry(key: str) -> ResponseReturnValue:
    """Add an entry that no release ships."""
    kind = get_kind(key)
    form = entry_form(kind, new=True)()
    if not form.validate_on_submit():
        return _form_page(kind, form), 422 if form.errors else 200
    try:
        entry = services.add_entry(kind, by=current_account(), values=form.values())
    except Refusal as refusal:
        form["slug"].errors = [refusal.sentence]
        return _form_page(kind, form), 409
    db.session.commit()
    flash(f"{kind.title_of(entry)} is in the catalogue.", "done")
    return redirect(url_for(".edit_entry", key=key, slug=entry.slug))


@bp.route("/<key>/<slug>", methods=["GET", "POST"])
@door(Door.ADMINISTRATOR)
def edit_entry(key: str, slug: str) -> ResponseReturnValue:
    """Edit an entry; what was typed is kept where somebody else was quicker."""
    kind, entry = _loaded(key, slug)
    form = entry_form(kind, new=False)(obj=entry)
    if not form.validate_on_submit():
        return _form_page(kind, form, entry), 422 if form.errors else 200
    try:
        changed = services.change_entry(
            kind, entry, by=current_account(), seen=form.seen, values=form.values()
        )
    except ChangedMeanwhileError as refusal:
        return _page_of_changed(kind, form, entry, refusal), 409
    db.session.commit()
    flash("Saved. It shows everywhere from now on." if changed else "Nothing was changed.", "done")
    return redirect(url_for(".edit_entry", key=key, slug=slug))


def _page_of_changed(kind: Kind, form: EntryForm, entry: Entry, refusal: Refusal) -> str:
    """Show the form again as typed, beside how the entry stands now; a second save goes through."""
    db.session.rollback()
    db.session.refresh(entry)
    form["edition"].data = entry.edition
    now = {n: getattr(entry, n) for n, typed in form.values().items() if getattr(entry, n) != typed}
    return _form_page(kind, form, entry, refused=refusal.sentence, now=now)


def _form_page(kind: Kind, form: EntryForm, entry: Entry | None = None, **more: Any) -> str:
    return render_template(
        "catalogue_desk/edit_entry.html" if entry else "catalogue_desk/add_entry.html",
        kind=kind,
        form=form,
        entry=entry,
        columns=[column for column in kind.columns() if column.name in form],
        history=differences.history_of(kind, entry) if entry else [],
        differing=differences.differences_of(kind, entry) if entry else [],
        **more,
    )


def _loaded(key: str, slug: str) -> tuple[Kind, Entry]:
    kind = get_kind(key)
    return kind, queries.get_entry(kind.model, slug)


def _seen() -> int:
    return typed_number(request.form.get("edition"))


@bp.post("/<key>/<slug>/retire")
@door(Door.ADMINISTRATOR)
def retire_entry(key: str, slug: str) -> ResponseReturnValue:
    """Take an entry out of lists and choices."""
    kind, entry = _loaded(key, slug)
    services.retire_entry(kind, entry, by=current_account(), seen=_seen())
    db.session.commit()
    flash("Retired. It is no longer listed or offered; what names it keeps its title.", "done")
    return redirect(url_for(".edit_entry", key=key, slug=slug))


@bp.post("/<key>/<slug>/restore")
@door(Door.ADMINISTRATOR)
def restore_entry(key: str, slug: str) -> ResponseReturnValue:
    """Bring a retired entry back."""
    kind, entry = _loaded(key, slug)
    services.restore_entry(kind, entry, by=current_account(), seen=_seen())
    db.session.commit()
    flash("Restored. It is listed and offered again.", "done")
    return redirect(url_for(".edit_entry", key=key, slug=slug))


@bp.post("/<key>/<slug>/take-shipped-back")
@door(Door.ADMINISTRATOR)
def take_shipped_back(key: str, slug: str) -> ResponseReturnValue:
    """Put an entry back to what the release ships."""
    kind, entry = _loaded(key, slug)
    services.take_shipped_back(kind, entry, by=current_account(), seen=_seen())
    db.session.commit()
    flash("The shipped wording is back, and later releases will update it.", "done")
    return redirect(url_for(".edit_entry", key=key, slug=slug))
