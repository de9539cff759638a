"""The trail of acts, for administrators."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ..accounts.login import current_account
from ..foundation.doors import Door, door
from ..foundation.downloads import Column, batches, download
from ..foundation.forms import typed
from ..foundation.paging import page_of
from . import queries
from .forms import TrailFilter
from .models import AuditEntry

bp = Blueprint("audit", __name__)


@bp.get("/audit")
@door(Door.ADMINISTRATOR)
def list_entries() -> ResponseReturnValue:
    """List acts, the newest first, narrowed by what the address asks for."""
    form = TrailFilter(request.args, actions=queries.actions())
    page = page_of(_asked(form), size=50)
    return render_template(
        "audit/list_entries.html", form=form, page=page, names=queries.names_of(page.items)
    )


@bp.get("/audit/download.<any(csv, xlsx):ending>")
@door(Door.ADMINISTRATOR)
def download_entries(ending: str) -> ResponseReturnValue:
    """Hand the trail out as a file, narrowed as its page is."""
    form = TrailFilter(request.args, actions=queries.actions())
    return download("trail of acts", ENTRY_COLUMNS, _named(_asked(form)), ending)


Named = tuple[AuditEntry, str]
"""An act, and who did it."""

ENTRY_COLUMNS: tuple[Column[Named], ...] = (
    ("at (UTC)", lambda named: named[0].at),
    ("who", lambda named: named[1]),
    ("act", lambda named: named[0].action),
    ("about", lambda named: named[0].subject_type),
    ("id", lambda named: named[0].subject_id),
    ("more", lambda named: json.dumps(named[0].details, ensure_ascii=False) if named[0].details else ""),
)


def _asked(form: TrailFilter) -> sa.Select[AuditEntry]:
    form.validate()
    return queries.entries(
        action=typed(form.action),
        actor=typed(form.actor),
        subject=typed(form.subject),
        days=(form.first.data, form.last.data),
        zone=current_account().time_zone,
    )


def _named(listed: sa.Select[AuditEntry]) -> Iterator[Named]:
    for batch in batches(listed):
        names = queries.names_of(batch)
        for entry in batch:
            yield entry, names.get(entry.actor_id, f"Account {entry.actor_id}") if entry.actor_id else ""
