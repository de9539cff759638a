"""The trail of acts, for administrators."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ..accounts.login import current_account
from ..foundation.doors import Door, door
from ..foundation.forms import typed
from ..foundation.paging import page_of
from . import queries
from .forms import TrailFilter

bp = Blueprint("audit", __name__)


@bp.get("/audit")
@door(Door.ADMINISTRATOR)
def list_entries() -> ResponseReturnValue:
    """List acts, the newest first, narrowed by what the address asks for."""
    form = TrailFilter(request.args, actions=queries.actions())
    form.validate()
    listed = queries.entries(
        action=typed(form.action),
        actor=typed(form.actor),
        subject=typed(form.subject),
        days=(form.first.data, form.last.data),
        zone=current_account().time_zone,
    )
    page = page_of(listed, size=50)
    return render_template(
        "audit/list_entries.html", form=form, page=page, names=queries.names_of(page.items)
    )
