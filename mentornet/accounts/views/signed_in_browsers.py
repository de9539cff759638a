"""Where am I signed in? The list of one's sessions, and ending them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from ..hooks import tell_of_act
from ..login import current_account, current_token
from ..queries import live_sessions
from ..sessions import end_all_sessions, end_one_session, hashed
from . import bp


@bp.get("/account/sessions")
@door(Door.MEMBER)
def list_sessions() -> ResponseReturnValue:
    """List the browsers where one is signed in."""
    sessions = live_sessions(current_account())
    here = hashed(current_token() or "")
    return render_template("accounts/list_sessions.html", sessions=sessions, here=here)


@bp.post("/account/sessions/<int:session_id>/end")
@door(Door.PARTY)
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign one browser out."""
    account = current_account()
    if not end_one_session(account, session_id=session_id):
        raise NotFoundError("This browser is signed out already, or it is not yours.")
    tell_of_act("account.session_ended", account, by=account)
    db.session.commit()
    flash("That browser is signed out.", "done")
    return redirect(url_for("accounts.list_sessions"))


@bp.post("/account/sessions/end-others")
@door(Door.MEMBER)
def end_other_sessions() -> ResponseReturnValue:
    """Sign every other browser out."""
    account = current_account()
    ended = end_all_sessions(account, but=current_token())
    tell_of_act("account.sessions_ended", account, by=account, ended=ended)
    db.session.commit()
    flash("Every other browser is signed out.", "done")
    return redirect(url_for("accounts.list_sessions"))
