"""The catalogue as everybody reads it: by kind, by search, one entry a page; no page holds anything personal."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.downloads import download, each
from ...foundation.forms import tidied
from ...foundation.paging import page_of
from ...foundation.tables.writing import Cell
from ...foundation.throttling import Limit, count_try
from .. import queries, services
from ..differences import count_entries
from ..filters import Filter, filters_of
from ..forms import FlagForm
from ..kinds import BY_TABLE, PUBLIC, get_kind
from ..models import Entry, Organization, SupportResource
from ..related import live, naming, related

bp = Blueprint("catalogue", __name__)
LONGEST_QUERY = 100
FLAGS = Limit(tries=20, seconds=3600)


def typed_query() -> str:
    """Return what was searched for, tidied and cut to what anybody types."""
    return str(tidied(request.args.get("q", "")))[:LONGEST_QUERY]


@bp.get("/catalogue")
@door(Door.ANYONE)
def show_index() -> ResponseReturnValue:
    """Show every kind, or what a search finds across them."""
    text = typed_query()
    return render_template(
        "catalogue/show_index.html",
        kinds=PUBLIC,
        counts=count_entries(),
        text=text,
        groups=queries.search_everywhere(text) if text else [],
        meanings=queries.meanings_of(text),
    )


@bp.get("/catalogue/<key>")
@door(Door.ANYONE)
def list_entries(key: str) -> ResponseReturnValue:
    """List one kind, narrowed by words and filters that stand in the address."""
    kind, text = get_kind(key, public=True), typed_query()
    filters = filters_of(kind, request.args)
    chosen: dict[str, Any] = {one.name: one.chosen for one in filters if one.chosen}
    return render_template(
        "catalogue/list_entries.html",
        kind=kind,
        text=text,
        filters=filters,
        removable=[_Removable(one, key, chosen, text) for one in filters if one.chosen],
        page=page_of(queries.listed(kind, text=text, chosen=chosen)),
        base=url_for(".list_entries", key=key, q=text or None, **chosen),
        narrowed={"q": text or None, **chosen},
        meanings=queries.meanings_of(text),
    )


@bp.get("/catalogue/<key>/download.<any(csv, xlsx):ending>")
@door(Door.ANYONE)
def download_entries(key: str, ending: str) -> ResponseReturnValue:
    """Hand one kind out as a file, with what people wrote in each entry, narrowed as its page is."""
    of, text = get_kind(key, public=True), typed_query()
    chosen: dict[str, Any] = {one.name: one.chosen for one in filters_of(of, request.args) if one.chosen}
    columns = [(column.name, partial(_written, name=column.name)) for column in of.columns()]
    return download(of.many, columns, each(queries.listed(of, text=text, chosen=chosen)), ending)


def _written(entry: Entry, *, name: str) -> Cell:
    """Return a cell of an entry: lists joined as spreadsheets are read, a yes for what is so."""
    value = getattr(entry, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return value if isinstance(value, int | float | date) or value is None else str(value)


class _Removable:
    """A chosen filter, and the address without it."""

    def __init__(self, one: Filter, key: str, chosen: dict[str, Any], text: str) -> None:
        rest = {name: value for name, value in chosen.items() if name != one.name}
        self.label = f"{one.label}: {one.chosen_words}"
        self.remove_url = url_for(".list_entries", key=key, q=text or None, **rest)


@bp.get("/catalogue/<key>/<slug>")
@door(Door.ANYONE)
def show_entry(key: str, slug: str) -> ResponseReturnValue:
    """Show one entry with its source, how far it can be trusted, and what belongs with it."""
    return _entry_page(key, slug, FlagForm())


def _entry_page(key: str, slug: str, form: FlagForm) -> str:
    kind = get_kind(key, public=True)
    entry = queries.get_entry(kind.model, slug)
    return render_template(
        "catalogue/show_entry.html",
        kind=kind,
        entry=entry,
        form=form,
        meanings=queries.meanings_of(getattr(entry, "abbreviation", "") or ""),
        related=related(kind.table, entry),
    )


@bp.post("/catalogue/<key>/<slug>/flag")
@door(Door.MEMBER)
def flag_entry(key: str, slug: str) -> ResponseReturnValue:
    """Tell the administrators that an entry is wrong."""
    account = current_account()
    count_try(f"catalogue-flag:{account.id}", FLAGS)
    kind, form = get_kind(key, public=True), FlagForm()
    entry = queries.get_entry(kind.model, slug)
    if not form.validate_on_submit():
        return _entry_page(key, slug, form), 422
    services.flag_entry(kind, entry, by=account, words=form.words.data or "")
    db.session.commit()
    flash("Thank you. An administrator will look at it and you will be told what was done.", "done")
    return redirect(url_for(".show_entry", key=key, slug=slug))


@bp.get("/support")
@door(Door.ANYONE)
def show_support() -> ResponseReturnValue:
    """Show where to turn in need, the crisis lines first."""
    return render_template(
        "catalogue/show_support.html",
        resources=live(SupportResource),
        challenges=live(BY_TABLE["challenges"].model),
        organizations=naming(Organization, "serves_goals", "burnout"),
    )
