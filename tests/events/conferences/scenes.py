"""Scenes of a conference: two rooms, two tracks, sessions beside one another, and people who may star them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from mentornet.events.conferences import queries, services
from mentornet.events.conferences.jobs import tell_session
from mentornet.events.models import (
    Abstract,
    CallReviewer,
    ConferenceSession,
    Event,
    EventSpeaker,
    SessionKind,
)
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.jobs import Run
from tests.events.doors import make_event
from tests.events.registering.scenes import account_of
from tests.support.cast import Cast
from tests.support.programs import make_program

HOUR = timedelta(hours=1)


def first_morning() -> datetime:
    """Return nine o'clock in Chicago about a month from now."""
    day = (clock.now() + timedelta(days=30)).replace(hour=0, minute=0, second=0, microsecond=0)
    return day.astimezone(UTC) + timedelta(hours=15)


def a_conference(cast: Cast, **values: Any) -> Event:
    """Add a conference of two days, run by Cora, with two rooms, two tracks and two speakers."""
    program = make_program(coordinator_id=cast.cora.id)
    make_program("other", coordinator_id=cast.olga.id)
    starts_at = values.pop("starts_at", first_morning())
    plain = {"kind_slug": "conference", "ends_at": starts_at + 32 * HOUR, "program_id": program.id}
    event = make_event("Winter conference", starts_at=starts_at, **plain | values)
    event.speakers = [EventSpeaker(position=0, name="Gil Guest"), EventSpeaker(position=1, name="Lou Late")]
    cora = account_of(cast.cora)
    for name in ("Hall", "Studio"):
        services.add_room(event, name=name, by=cora)
    for name in ("Skills", "Careers"):
        services.add_track(event, name=name, by=cora)
    db.session.flush()
    return event


def a_session(event: Event, title: str, cast: Cast, *, hour: float = 0, **values: Any) -> ConferenceSession:
    """Add a session of one hour, `hour` hours after the conference begins, in no room."""
    starts_at = event.starts_at + hour * HOUR
    plain = {"starts_at": starts_at, "ends_at": starts_at + HOUR}
    return services.add_session(event, by=account_of(cast.cora), title=title, **plain | values)


def room(event: Event, name: str) -> int:
    """Return the id of a room by its name."""
    return next(one.id for one in queries.rooms_of(event) if one.name == name)


def come(event: Event, *people: Any) -> None:
    """Let people of the cast register."""
    for person in people:
        registering.register(event, by=account_of(person))


def tell_news() -> None:
    """Let the worker tell of every session that has news."""
    db.session.flush()
    db.session.expire_all()  # the worker has a session of its own
    for session_id in queries.sessions_with_news():
        tell_session(cast("Run", SimpleNamespace(subject_id=session_id, report=lambda *_told: None)))
    db.session.expire_all()


def a_call(cast: Cast, *, days: int = 7) -> Event:
    """Add a conference whose call closes in so many days, and let Drew review for it."""
    event, cora = a_conference(cast), account_of(cast.cora)
    services.open_call(
        event, words="Tell what worked.", closes_at=clock.now() + timedelta(days=days), by=cora
    )
    db.session.add(CallReviewer(event_id=event.id, account_id=cast.drew.id))
    db.session.flush()
    return event


def an_abstract(event: Event, person: Any, title: str = "What nights taught me") -> Abstract:
    """Let somebody send an abstract."""
    words = "Three habits that keep a quiet ward quiet."
    return services.send_abstract(
        event, title=title, words=words, kind=SessionKind.TALK, by=account_of(person)
    )
