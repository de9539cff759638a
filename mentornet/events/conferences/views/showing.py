"""The programme as a time grid and as a list, and the page of one session."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ....accounts.login import current_account
from ....accounts.models import Account
from ....foundation.doors import Door, door
from ....foundation.errors import NotFoundError
from ....foundation.templating import reader_zone
from ...access import load_visible_event, may_organize
from ...models import Event
from ...registering.queries import is_registered
from .. import queries, rules
from ..hours import Hours
from .blueprint import bp


def reader() -> Account | None:
    """Return who reads the page; None is a stranger."""
    return current_account() if current_user.is_authenticated else None


def hours_of(event: Event) -> Hours:
    """Return the clocks to read the programme by: those of its place, with the reader's own beside them."""
    return Hours(event.time_zone, reader_zone() if current_user.is_authenticated else event.time_zone)


@bp.get("/programme")
@door(Door.ANYONE)
def show_programme(event_id: int) -> ResponseReturnValue:
    """Show the programme, as a grid where there is room for one, or as a list."""
    event, account = load_visible_event(event_id), reader()
    return render_template(
        "events/conferences/show_programme.html",
        event=event,
        days=rules.days_planned(queries.sessions_of(event), queries.rooms_of(event), zone=event.time_zone),
        cancelled=queries.cancelled_sessions(event),
        hours=hours_of(event),
        as_list=request.args.get("view") == "list",
        starred=queries.starred_ids(event, account),
        may_star=is_registered(event, account),
        may_organize=account is not None and may_organize(account, event),
    )


@bp.get("/programme/sessions/<int:session_id>")
@door(Door.ANYONE)
def show_session(event_id: int, session_id: int) -> ResponseReturnValue:
    """Show one session; one without a time is for the organizers alone."""
    event, account = load_visible_event(event_id), reader()
    session = queries.get_session(session_id, event=event)
    organizes = account is not None and may_organize(account, event)
    if session.starts_at is None and not organizes:
        raise NotFoundError
    return render_template(
        "events/conferences/show_session.html",
        event=event,
        session=session,
        hours=hours_of(event),
        starred=queries.starred_ids(event, account),
        may_star=is_registered(event, account),
        may_organize=organizes,
    )
