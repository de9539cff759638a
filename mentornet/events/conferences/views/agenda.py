"""One's own agenda: sessions starred, and where two of them are on at once."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ....accounts.login import current_account
from ....foundation.database import db
from ....foundation.doors import Door, door
from ....foundation.forms import is_local
from ....foundation.templating import joined
from ...access import load_visible_event
from ...registering.queries import is_registered
from .. import queries, rules, services
from .blueprint import bp
from .showing import hours_of


@bp.get("/agenda")
@door(Door.MEMBER)
def show_agenda(event_id: int) -> ResponseReturnValue:
    """Show the reader's own agenda at a conference."""
    event, account = load_visible_event(event_id), current_account()
    sessions = queries.agenda_of(event, account)
    return render_template(
        "events/conferences/show_agenda.html",
        event=event,
        days=rules.days_planned(sessions, (), zone=event.time_zone),
        lost=[one for one in sessions if one.starts_at is None],
        cancelled=queries.cancelled_in_agenda(event, account),
        clashes=rules.clashes_among(sessions),
        hours=hours_of(event),
        starred=frozenset(one.id for one in sessions),
        may_star=is_registered(event, account),
        has_programme=queries.has_programme(event),
    )


@bp.post("/programme/sessions/<int:session_id>/<any(star, unstar):step>")
@door(Door.MEMBER)
def star_session(event_id: int, session_id: int, step: str) -> ResponseReturnValue:
    """Put a session into one's agenda, or take it out again."""
    event = load_visible_event(event_id)
    session, account = queries.get_session(session_id, event=event), current_account()
    if step == "unstar":
        services.unstar_session(session, by=account)
        words, kind = f"“{session.title}” is out of your agenda.", "done"
    else:
        beside = services.star_session(session, by=account)
        words, kind = f"“{session.title}” is in your agenda.", "done"
        if beside:
            others = joined([f"“{one.title}”" for one in beside])
            words, kind = f"{words} It is on at the same time as {others}; you can be at one of them.", "wait"
    db.session.commit()
    flash(words, kind)
    back = request.form.get("next")
    here = url_for(".show_session", event_id=event_id, session_id=session_id)
    return redirect(back if back and is_local(back) else here)
