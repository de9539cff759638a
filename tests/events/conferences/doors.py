"""The doors of conferences: who sees the event sees its programme, organizers edit it, members keep an agenda."""

from __future__ import annotations

from typing import Any

from mentornet.events.conferences import queries, services
from mentornet.events.models import ConferenceSession, Event
from mentornet.foundation.database import db
from tests.events.conferences.scenes import a_call, a_conference, a_session, an_abstract, come, room
from tests.events.registering.scenes import account_of
from tests.support.cast import Cast
from tests.support.doors import ANYONE, COORDINATORS, IN, MEMBERS, NOBODY_BY_GUESSING, Row, but

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


def a_cancelled_session(cast: Cast) -> dict[str, Any]:
    scene = a_programme(cast)
    services.remove_session(
        db.session.get_one(ConferenceSession, scene["session_id"]), by=account_of(cast.cora)
    )
    return scene


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


def the_call(cast: Cast) -> dict[str, Any]:
    return {"event_id": a_call(cast).id}


def bens_abstract(cast: Cast) -> dict[str, Any]:
    """Ben sent an abstract; Drew, who reviews, has given it four."""
    event = a_call(cast)
    abstract = an_abstract(event, cast.ben)
    services.review_abstract(abstract, score=4, words="Clear.", by=account_of(cast.drew))
    return {"event_id": event.id, "abstract_id": abstract.id}


def reviewed(cast: Cast) -> dict[str, Any]:
    return {"event_id": bens_abstract(cast)["event_id"]}


def to_decline(cast: Cast) -> dict[str, Any]:
    return bens_abstract(cast) | {"step": "decline"}


def a_reviewer(cast: Cast) -> dict[str, Any]:
    return the_call(cast) | {"account_id": cast.drew.id}


REVIEWERS = but(COORDINATORS, drew=IN)
BEN_ALONE = but(NOBODY_BY_GUESSING, ben=IN)
ABSTRACT = {"title": "What nights taught me", "words": "Three habits.", "kind": "talk"}
CALL = {"words": "Tell what worked.", "closes": "2026-01-01T12:00"}
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
    Row("events_conferences.restore_session", COORDINATORS, scene=a_cancelled_session, method="POST"),
    Row("events_conferences.show_call", MEMBERS, scene=reviewed),
    Row("events_conferences.send_abstract", MEMBERS, scene=the_call),
    Row("events_conferences.send_abstract", MEMBERS, scene=the_call, method="POST", form=ABSTRACT),
    Row("events_conferences.edit_abstract", BEN_ALONE, scene=bens_abstract),
    Row("events_conferences.edit_abstract", BEN_ALONE, scene=bens_abstract, method="POST", form=ABSTRACT),
    Row("events_conferences.withdraw_abstract", BEN_ALONE, scene=bens_abstract, method="POST"),
    Row("events_conferences.edit_call", COORDINATORS, scene=reviewed),
    Row("events_conferences.edit_call", COORDINATORS, scene=the_call, method="POST", form=CALL),
    Row(
        "events_conferences.ask_reviewer",
        COORDINATORS,
        scene=the_call,
        method="POST",
        form={"name": "nobody@example.org"},
        inside=422,
    ),
    Row("events_conferences.release_reviewer", COORDINATORS, scene=a_reviewer, method="POST"),
    Row("events_conferences.decide_abstract", COORDINATORS, scene=to_decline, method="POST"),
    Row("events_conferences.list_to_review", REVIEWERS, scene=reviewed),
    Row("events_conferences.review_abstract", REVIEWERS, scene=bens_abstract),
    Row(
        "events_conferences.review_abstract",
        REVIEWERS,
        scene=bens_abstract,
        method="POST",
        form={"score": "3", "words": "Fine."},
    ),
]
