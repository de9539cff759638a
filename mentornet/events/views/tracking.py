"""Who follows an event that is held elsewhere?"""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from .. import access, services
from .blueprint import bp

SAID = {
    "follow": "You follow this event. You hear of it when it changes.",
    "go": "It is among the events you go to.",
    "stay": "It is no longer among the events you go to. You still follow it.",
    "unfollow": "You no longer follow this event.",
}


@bp.post("/events/<int:event_id>/<any(follow, go, stay, unfollow):step>")
@door(Door.MEMBER)
def follow_event(event_id: int, step: str) -> ResponseReturnValue:
    """Follow a tracked event, say that one goes, or take it back."""
    event, account = access.load_visible_event(event_id), current_account()
    if step == "follow":
        services.follow_event(event, by=account)
    elif step == "unfollow":
        services.unfollow_event(event, by=account)
    else:
        services.say_going(event, by=account, is_going=step == "go")
    db.session.commit()
    flash(SAID[step], "done")
    return redirect(url_for(".show_event", event_id=event_id))
