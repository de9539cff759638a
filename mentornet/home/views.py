"""The first page: today for those signed in, a welcome for strangers."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ..accounts.login import current_account
from ..accounts.models import Account
from ..foundation import clock
from ..foundation.doors import Door, door
from ..mentorships.queries import live_mentorships
from ..profiles.climb import rungs_of
from ..profiles.models import Profile
from ..profiles.queries import find_climb
from ..profiles.rules import completeness
from .awaiting import items_for, next_step
from .coming import coming_events, one_climb, roads
from .keeping import figures
from .people import partners_of
from .programs import standings_for

bp = Blueprint("home", __name__)


@bp.get("/")
@door(Door.ANYONE)
def show_home() -> ResponseReturnValue:
    """Show what awaits the person today, or the house to a stranger."""
    return _today(current_account()) if current_user.is_authenticated else _welcome()


def _welcome() -> str:
    return render_template(
        "home/show_welcome.html",
        rungs=one_climb(),
        roads=roads(),
        events=coming_events(None),
        events_url=url_for("events.list_events"),
    )


def _today(account: Account) -> str:
    profile, mentorships = find_climb(account.id), live_mentorships(account)
    awaits, programs = items_for(account), standings_for(account)
    works_here = bool(programs) or account.is_administrator
    is_led = bool(awaits) or (works_here and profile is None)
    return render_template(
        "home/show_today.html",
        awaits=awaits,
        next_step=None if is_led else next_step(account, profile, mentorships),
        partners=partners_of(account, mentorships),
        meter=_meter(profile),
        programs=programs,
        events=coming_events(account),
        events_url=url_for("events.list_events"),
        rungs=rungs_of(profile) if profile else [],
        career_url=_career_url(profile),
        figures=figures() if account.is_administrator else [],
        today_words=f"{clock.today(account.time_zone):%A, %B} {clock.today(account.time_zone).day}",
    )


def _meter(profile: Profile | None) -> dict[str, object] | None:
    if profile is None:
        return None
    full = completeness(profile)
    if not full.missing:
        return {"percent": full.percent}
    first = full.missing[0]
    return {
        "percent": full.percent,
        "next_words": first.sentence,
        "next_url": url_for("profiles.fill_in", step=first.step),
    }


def _career_url(profile: Profile | None) -> str:
    if profile is None or profile.current_role_slug is None:
        return ""
    asked = {"from": profile.current_role_slug}
    if profile.mentee and profile.mentee.target_role_slug:
        asked["to"] = profile.mentee.target_role_slug
    return f"{url_for('ladder.show_ladder')}?{urlencode(asked)}"
