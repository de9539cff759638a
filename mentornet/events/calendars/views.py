"""What did a calendar program ask for, and what was clicked on the page of one's own calendar?"""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ...accounts.login import current_account
from ...catalogue.models import EventKind, EventTopic
from ...catalogue.queries import all_titles, get_entry, titles
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from ...foundation.templating import absolute_url
from ...programs.access import load_visible_program
from ...programs.queries import open_programs
from ..access import load_visible_event
from . import queries, services
from .queries import Feed, Offer
from .writing import calendar

bp = Blueprint("events_calendars", __name__)
NAME = "MentorNet events"
MOST_KEPT = 16
KEPT: dict[str, bytes] = {}
"""The calendars written last in this process, by their marks: a mark changes when the calendar does."""


@bp.get("/events.ics")
@door(Door.ANYONE)
def feed_all() -> ResponseReturnValue:
    """Give every public event."""
    return _feed(Feed(NAME, queries.public_events()))


@bp.get("/events/topics/<slug>.ics")
@door(Door.ANYONE)
def feed_topic(slug: str) -> ResponseReturnValue:
    """Give the public events on one topic."""
    topic = get_entry(EventTopic, slug)
    return _feed(Feed(f"{NAME}: {all_titles(EventTopic)[topic.slug]}", queries.about_topic(topic.slug)))


@bp.get("/events/kinds/<slug>.ics")
@door(Door.ANYONE)
def feed_kind(slug: str) -> ResponseReturnValue:
    """Give the public events of one kind."""
    kind = get_entry(EventKind, slug)
    return _feed(Feed(f"{NAME}: {all_titles(EventKind)[kind.slug]}", queries.of_kind(kind.slug)))


@bp.get("/programs/<slug>/events.ics")
@door(Door.ANYONE)
def feed_program(slug: str) -> ResponseReturnValue:
    """Give the public events of one program."""
    program = load_visible_program(slug)
    return _feed(Feed(f"{NAME}: {program.name}", queries.of_program(program.id)))


@bp.get("/calendar/<token>.ics")
@door(Door.LINK)
def feed_own(token: str) -> ResponseReturnValue:
    """Give one of a person's calendars to whoever holds its secret address."""
    key = queries.key_of(token)
    if key is None:
        raise NotFoundError(
            "This calendar has another address now, or none. Look on the page “Your calendar”."
        )
    return _feed(queries.feed_of(key), cache="private, no-cache")


@bp.get("/events/<int:event_id>.ics")
@door(Door.ANYONE)
def download_event(event_id: int) -> ResponseReturnValue:
    """Give one event, for a calendar of one's own."""
    event = load_visible_event(event_id)
    one = queries.this_event(event)
    answer = _answer(calendar(event.title, queries.items_of(one), is_feed=False), queries.mark_of(one))
    answer.headers["Content-Disposition"] = f'attachment; filename="event-{event.id}.ics"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _feed(feed: Feed, *, cache: str = "public, max-age=300") -> Response:
    mark = queries.mark_of(feed)
    if mark in request.if_none_match:
        answer = make_response("", 304)
        answer.set_etag(mark)
    else:
        answer = _answer(_written(mark, feed), mark)
    answer.headers["Cache-Control"] = cache
    return answer


def _written(mark: str, feed: Feed) -> bytes:
    """Return the calendar as it was written for the same mark, or write it."""
    content = KEPT.get(mark)
    if content is None:
        content = calendar(feed.name, queries.items_of(feed))
        for old in list(KEPT)[: 1 - MOST_KEPT]:
            KEPT.pop(old, None)
        KEPT[mark] = content
    return content


def _answer(content: bytes, mark: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.set_etag(mark)
    answer.make_conditional(request)
    return answer


@bp.get("/events/calendars")
@door(Door.ANYONE)
def list_feeds() -> ResponseReturnValue:
    """Show every calendar that anybody may follow, and the way to one's own."""
    return render_template(
        "events/calendars/list_feeds.html",
        topics=titles(EventTopic),
        kinds=titles(EventKind),
        programs=open_programs(),
        offers=queries.offers_to(current_account()) if current_user.is_authenticated else [],
        whole=absolute_url("events_calendars.feed_all"),
        calendar_url=_calendar_url,
    )


def _calendar_url(endpoint: str, **values: str) -> str:
    """Return an address that calendar programs open."""
    return as_webcal(absolute_url(f"events_calendars.{endpoint}", **values))


@bp.get("/calendar")
@door(Door.MEMBER)
def show_own_calendar() -> ResponseReturnValue:
    """Say how events come into one's own calendar: those one goes to, is invited to, and those of one's programs and groups."""
    return _page()


@bp.post("/calendar/address")
@door(Door.MEMBER)
def make_address() -> ResponseReturnValue:
    """Make a new secret address and show it, this once."""
    offer = _chosen()
    token = services.make_address(current_account(), offer)
    db.session.commit()
    return _page(offer.slug, absolute_url("events_calendars.feed_own", token=token))


@bp.post("/calendar/close")
@door(Door.MEMBER)
def close_address() -> ResponseReturnValue:
    """Close a calendar to whoever knows its address."""
    services.close_address(current_account(), _chosen())
    db.session.commit()
    flash("The address is closed. Calendars that asked for it get nothing any more.", "done")
    return redirect(url_for(".show_own_calendar"))


def _chosen() -> Offer:
    return queries.get_offer(current_account(), request.form.get("calendar", "own"))


def _page(made: str = "", address: str = "") -> ResponseReturnValue:
    return render_template(
        "events/calendars/show_own_calendar.html",
        offers=queries.offers_to(current_account()),
        keys=queries.keys_of(current_account()),
        made=made,
        address=address,
        webcal=as_webcal(address),
    )


def as_webcal(address: str) -> str:
    """Return `address` as one that calendar programs open by themselves."""
    return address.replace("https://", "webcal://").replace("http://", "webcal://")
