"""The doors of registration: members register for what they may see, organizers keep the list."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account
from mentornet.events.models import Event
from mentornet.events.registering import services
from mentornet.foundation.database import db
from tests.events.doors import make_event
from tests.support.cast import Cast
from tests.support.doors import COORDINATORS, MEMBERS, Row, as_file, everyone
from tests.support.programs import make_program

SEEN = ("ada", "ben", "drew", "cora", "olga", "root")
TOO_LATE = everyone(409, stranger=1)


def an_open_event(cast: Cast) -> dict[str, Any]:
    program = make_program(coordinator_id=cast.cora.id)
    make_program("other", coordinator_id=cast.olga.id)
    return {"event_id": make_event(program_id=program.id).id}


def all_registered(cast: Cast) -> dict[str, Any]:
    values = an_open_event(cast)
    event = db.session.get_one(Event, values["event_id"])
    for name in SEEN:
        services.register(event, by=db.session.get_one(Account, getattr(cast, name).id))
    return values


def one_to_remove(cast: Cast) -> dict[str, Any]:
    values = an_open_event(cast)
    event = db.session.get_one(Event, values["event_id"])
    mine = services.register(event, by=db.session.get_one(Account, cast.ben.id))
    return values | {"registration_id": mine.id}


GUEST = {"name": "Gil", "address": "gil@guests.example"}
ROWS = [
    Row("events_registering.register", MEMBERS, scene=an_open_event, method="POST"),
    Row("events_registering.take_seat", MEMBERS, scene=all_registered, method="POST"),
    Row("events_registering.leave_seat", TOO_LATE, scene=all_registered, method="POST"),
    Row("events_registering.cancel", MEMBERS, scene=all_registered, method="POST"),
    Row("events_registering.be_seen", MEMBERS, scene=all_registered, method="POST"),
    Row("events_registering.list_registrations", COORDINATORS, scene=one_to_remove),
    Row("events_registering.download_registrations", COORDINATORS, scene=as_file(one_to_remove)),
    Row(
        "events_registering.list_registrations", COORDINATORS, scene=an_open_event, method="POST", form=GUEST
    ),
    Row("events_registering.remove", COORDINATORS, scene=one_to_remove, method="POST"),
]
