"""Which events are there to find, and what is this one?"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ...accounts import zones
from ...accounts.login import current_account
from ...accounts.models import Account
from ...catalogue.models import CeApprovalBody, EventKind, EventTopic, Specialization
from ...catalogue.queries import all_titles
from ...foundation.doors import Door, door
from ...foundation.names import MONTHS
from ...foundation.paging import page_of
from .. import access, queries, rules
from ..credit.queries import is_counted_by_session
from ..days import away, leaf_of, month_of, span_text, zone_for
from ..forms import FilterForm
from ..markup import as_script, event_data
from ..models import Audience, Event, EventState
from ..months import Month
from ..queries import Suggestion
from .blueprint import bp

PICTURE_AGE = 24 * 3600
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""A browser lays a picture out with styles of its own, where it is opened by itself."""


def reader() -> Account | None:
    """Return who reads the page; None is a stranger."""
    return current_account() if current_user.is_authenticated else None


def _zone() -> str:
    account = reader()
    return account.time_zone if account else zones.DEFAULT


def _filters(endpoint: str) -> FilterForm:
    return FilterForm(zone=_zone(), endpoint=f"events.{endpoint}")


def _page(template: str, form: FilterForm, statement: sa.Select[Event], **more: Any) -> str:
    page = page_of(statement)
    account = reader()
    return render_template(
        template,
        form=form,
        page=page,
        months=[(month, list(events)) for month, events in groupby(page.items, key=month_of)],
        is_member=account is not None,
        may_announce=account is not None and queries.announces(account),
        kind_names=all_titles(EventKind),
        topic_names=all_titles(EventTopic),
        **WORDS,
        **more,
    )


WORDS = {"zone_for": zone_for, "leaf_of": leaf_of, "span_text": span_text, "away": away}


@bp.get("/events")
@door(Door.ANYONE)
def list_events() -> ResponseReturnValue:
    """List what is ahead by months; above it the drafts and proposals that await the reader."""
    account, form = reader(), _filters("list_events")
    is_first = request.args.get("page", "1") == "1" and not form.values
    return _page(
        "events/list_events.html",
        form,
        queries.ahead(queries.events_sought(account, form.sought())),
        waiting=queries.waiting_for(account) if account and is_first else [],
        usual=queries.usual_conferences() if account and is_first else [],
        track_url=_track_url,
        month_names=MONTHS,
    )


def _track_url(usual: Suggestion) -> str:
    return url_for("events.announce_event", conference=usual.slug)


@bp.get("/events/past")
@door(Door.ANYONE)
def list_past() -> ResponseReturnValue:
    """List what is over, the latest first."""
    form = _filters("list_past")
    return _page("events/list_past.html", form, queries.over(queries.events_sought(reader(), form.sought())))


@bp.get("/events/for-you")
@door(Door.MEMBER)
def list_for_you() -> ResponseReturnValue:
    """List what suits the reader's goals, specialties, target role and the hours their credentials need."""
    account, form = current_account(), _filters("list_for_you")
    taste = queries.taste_of(account)
    found = queries.for_taste(queries.events_sought(account, form.sought()), taste)
    found = queries.first_of_series(found)
    titles = all_titles(Specialization)
    return _page(
        "events/list_for_you.html",
        form,
        queries.ahead(found),
        taste=taste,
        reasons_of=lambda event: rules.reasons_for(event, taste, all_titles(EventTopic), titles),
    )


@bp.get("/events/month")
@door(Door.ANYONE)
def show_month() -> ResponseReturnValue:
    """Show a month day by day; on a phone as a list of its days."""
    account, form = reader(), _filters("show_month")
    form.on.data = None  # a month has all its days
    month = Month.read(request.args.get("month"), _zone())
    found = queries.events_between(queries.events_sought(account, form.sought()), *month.span())
    weeks = month.laid_out(found)
    return render_template(
        "events/show_month.html",
        form=form,
        month=month,
        weeks=weeks,
        zone=month.zone,
        zone_name=zones.name_of(month.zone),
        may_announce=account is not None and queries.announces(account),
        count=sum(day.count for week in weeks for day in week if day.is_of_month),
        day_url=lambda on: url_for("events.list_events", **(form.values | {"on": on.isoformat()})),
    )


@bp.get("/events/<int:event_id>")
@door(Door.ANYONE)
def show_event(event_id: int) -> ResponseReturnValue:
    """Show one event."""
    event = access.load_visible_event(event_id)
    account = reader()
    organizes = account is not None and access.may_organize(account, event)
    is_public = event.audience is Audience.EVERYONE and event.state in {
        EventState.PUBLISHED,
        EventState.CANCELLED,
    }
    return render_template(
        "events/show_event.html",
        event=event,
        kind_names=all_titles(EventKind),
        topic_names=all_titles(EventTopic),
        specialization_names=all_titles(Specialization),
        approval_names=all_titles(CeApprovalBody),
        credit=rules.credit_text(event.contact_minutes, event.credit_unit),
        is_credit_by_session=is_counted_by_session(event),
        zone=zone_for(event),
        series=queries.events_of_series(event),
        series_words=rules.words_for(event.series.rule) if event.series else "",
        follow=queries.find_follow(event, account) if account else None,
        going=queries.count_going(event) if event.sort == "tracked" else 0,
        may_organize=organizes,
        may_publish=account is not None and queries.may_announce_for(account, event.program_id),
        may_see_video_link=access.may_see_video_link(event),
        speaks=account is not None and any(one.account_id == account.id for one in event.speakers),
        structured=as_script(event_data(event)) if is_public else None,
        **WORDS,
    )


@bp.get("/events/<int:event_id>/picture.jpg")
@door(Door.ANYONE)
def show_picture(event_id: int) -> ResponseReturnValue:
    """Send the event's picture to whoever may see the event."""
    event = access.load_visible_event(event_id)
    picture = queries.get_picture(event)
    answer = Response(picture.content, mimetype=picture.media_type)
    answer.headers["Content-Disposition"] = "inline"
    scope = "public" if event.audience is Audience.EVERYONE else "private"
    answer.headers["Cache-Control"] = f"{scope}, max-age={PICTURE_AGE}"
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    answer.set_etag(f"picture-{picture.id}")
    return answer.make_conditional(request)
