"""The page of notices: what awaits first, then what was."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ..accounts.login import current_account
from ..foundation.database import db
from ..foundation.doors import Door, door
from ..foundation.forms import is_local
from ..foundation.paging import page_of
from . import queries, services

bp = Blueprint("notifications", __name__, url_prefix="/notices")


@bp.get("")
@door(Door.MEMBER)
def list_notices() -> ResponseReturnValue:
    """List what awaits the person, then a page of what was."""
    account = current_account()
    return render_template(
        "notifications/list_notices.html",
        awaiting=queries.awaiting(account),
        page=page_of(queries.earlier(account)),
        unread=queries.count_unread(account),
    )


@bp.post("/<int:notice_id>/open")
@door(Door.PARTY)
def open_notice(notice_id: int) -> ResponseReturnValue:
    """Mark a notice as read and go where it leads."""
    notice = queries.get_notice(notice_id, account=current_account())
    services.mark_read(notice)
    db.session.commit()
    return redirect(notice.url if is_local(notice.url) else url_for(".list_notices"))


@bp.post("/<int:notice_id>/read")
@door(Door.PARTY)
def read_notice(notice_id: int) -> ResponseReturnValue:
    """Mark a notice as read."""
    services.mark_read(queries.get_notice(notice_id, account=current_account()))
    db.session.commit()
    return redirect(url_for(".list_notices"))


@bp.post("/read")
@door(Door.MEMBER)
def read_all() -> ResponseReturnValue:
    """Mark everything as read."""
    services.mark_all_read(current_account())
    db.session.commit()
    flash("Everything is marked as read. What asks for an answer stays until it has one.", "done")
    return redirect(url_for(".list_notices"))
