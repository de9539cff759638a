"""The doors of conferences: who sees the event sees its programme, organizers edit it, members keep an agenda."""

from __future__ import annotations

from typing import Any

from mentornet.events.conferences import queries, services
from mentornet.events.models import Event
from mentornet.foundation.database import db
from tests.events.conferences.scenes import a_conference, a_session, come, room
from tests.events.registering.scenes import account_of
from tests.support.cast import Cast
from tests.support.doors import ANYONE, COORDINATORS, MEMBERS, Row

VISITORS = ("ada", "ben", "drew", "cora", "olga", "root")


def a_programme(cast: Cast) -> dict[str, Any]:
    """A day with two sessions beside one another, a break after them, a draft, and everybody registered."""
    event = a_conference(cast)
    track = queries.tracks_of(event)[0]
    opening = a_session(event, "Calm voices", cast, room_id=room(event, "Hall"), track_id=track.id)
    a_session(event, "The next rung", cast, room_id=room(event, "Studio"), capacity=30)
    a_session(event, "Lunch", cast, hour=1, kind="break")
    a_session(event, "Not settled", cast, starts_at=None, ends_at=None)
    come(event, *(getattr(cast, name) for name in VISITORS))
    return {"event_id": event.id, "session_id": opening.id}


def the_event(cast: Cast) -> dict[str, Any]:
    return {"event_id": a_programme(cast)["event_id"]}


def in_agendas(cast: Cast) -> dict[str, Any]:
    """Everybody has two sessions in their agenda, both at once."""
    event = db.session.get_one(Event, a_programme(cast)["event_id"])
    for session in queries.sessions_of(event)[:2]:
        for name in VISITORS:
            services.star_session(session, by=account_of(getattr(cast, name)))
    return {"event_id": event.id}


def to_star(cast: Cast) -> dict[str, Any]:
    return a_programme(cast) | {"step": "star"}


def rooms(cast: Cast) -> dict[str, Any]:
    return the_event(cast) | {"what": "rooms"}


def an_empty_room(cast: Cast) -> dict[str, Any]:
    event = a_conference(cast)
    return {"event_id": event.id, "room_id": room(event, "Hall")}


def a_track(cast: Cast) -> dict[str, Any]:
    event = a_conference(cast)
    return {"event_id": event.id, "track_id": queries.tracks_of(event)[0].id}


DRAFT = {
    "title": "Ward rounds",
    "kind": "talk",
    "day": "",
    "starts_time": "",
    "ends_time": "",
    "room": "0",
    "track": "0",
}
ROWS = [
    Row("events_conferences.show_programme", ANYONE, scene=the_event),
    Row("events_conferences.show_session", ANYONE, scene=a_programme),
    Row("events_conferences.show_agenda", MEMBERS, scene=in_agendas),
    Row("events_conferences.star_session", MEMBERS, scene=to_star, method="POST"),
    Row("events_conferences.edit_programme", COORDINATORS, scene=the_event),
    Row(
        "events_conferences.add_named",
        COORDINATORS,
        scene=rooms,
        method="POST",
        form={"rooms-name": "Quiet room"},
    ),
    Row("events_conferences.remove_room", COORDINATORS, scene=an_empty_room, method="POST"),
    Row("events_conferences.remove_track", COORDINATORS, scene=a_track, method="POST"),
    Row("events_conferences.add_session", COORDINATORS, scene=the_event),
    Row("events_conferences.add_session", COORDINATORS, scene=the_event, method="POST", form=DRAFT),
    Row("events_conferences.edit_session", COORDINATORS, scene=a_programme),
    Row("events_conferences.edit_session", COORDINATORS, scene=a_programme, method="POST", form=DRAFT),
    Row("events_conferences.remove_session", COORDINATORS, scene=a_programme, method="POST"),
]
