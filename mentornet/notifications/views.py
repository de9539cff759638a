"""The page of notices: what awaits first, then what was."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ..accounts.login import current_account
from ..accounts.queries import get_account
from ..foundation.database import db
from ..foundation.doors import Door, door
from ..foundation.forms import is_local
from ..foundation.paging import page_of
from ..foundation.security import csrf
from . import queries, services
from .forms import SettingsForm
from .stopping import read_guest_token, read_token
from .ways import SUBJECTS

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


@bp.route("/settings", methods=["GET", "POST"])
@door(Door.MEMBER)
def edit_settings() -> ResponseReturnValue:
    """Choose how and when one is told."""
    account = current_account()
    form = SettingsForm.of(queries.find_settings(account.id))
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return render_template("notifications/edit_settings.html", form=form, subjects=SUBJECTS), status
    services.choose(account, **form.choices)
    db.session.commit()
    flash("That is how you are told from now on.", "done")
    return redirect(url_for(".edit_settings"))


@bp.get("/stop/<token>")
@door(Door.LINK)
def ask_to_stop(token: str) -> ResponseReturnValue:
    """Ask whoever followed a letter's link whether such letters are to stop; following it alone stops nothing."""
    _account_id, subject = read_token(token)
    return render_template("notifications/stop_letters.html", subject=subject, token=token, is_done=False)


@bp.post("/stop/<token>")
@door(Door.LINK)
def stop_letters(token: str) -> ResponseReturnValue:
    """Stop letters about a subject: pressed by the person, or by their mail program, without a cookie (RFC 8058)."""
    account_id, subject = read_token(token)
    get_account(account_id)
    services.stop_letters(account_id, subject)
    db.session.commit()
    return render_template("notifications/stop_letters.html", subject=subject, token=token, is_done=True)


@bp.get("/stop/guest/<token>")
@door(Door.LINK)
def ask_to_stop_guest(token: str) -> ResponseReturnValue:
    """Ask whoever followed the link in a letter to a guest whether letters are to stop."""
    read_guest_token(token)
    return render_template("notifications/stop_guest_letters.html", token=token, is_done=False)


@bp.post("/stop/guest/<token>")
@door(Door.LINK)
def stop_guest_letters(token: str) -> ResponseReturnValue:
    """Stop letters to an address that has no account: one press, by a person or their mail program (RFC 8058)."""
    services.stop_guest_letters(read_guest_token(token))
    db.session.commit()
    return render_template("notifications/stop_guest_letters.html", token=token, is_done=True)


csrf.exempt(f"{__name__}.stop_letters")
csrf.exempt(f"{__name__}.stop_guest_letters")
