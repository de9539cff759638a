"""The doors of attendance: organizers keep the desk, people show their own code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentornet.accounts.models import Account
from mentornet.events.attending import services
from mentornet.events.models import CheckInWay, Event, Registration, RoomCode
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.doors import make_event
from tests.support.cast import Cast
from tests.support.doors import COORDINATORS, MEMBERS, Row, everyone
from tests.support.programs import make_program

VISITORS = ("ada", "ben", "drew", "cora", "olga", "root")


def the_door(cast: Cast) -> dict[str, Any]:
    """An event under way to which the whole cast has come, with a code in the room."""
    program = make_program(coordinator_id=cast.cora.id)
    make_program("other", coordinator_id=cast.olga.id)
    event = make_event(program_id=program.id, starts_at=clock.now() + timedelta(minutes=30))
    for name in VISITORS:
        registering.register(event, by=db.session.get_one(Account, getattr(cast, name).id))
    services.choose_room_code(event, RoomCode.FIXED, by=db.session.get_one(Account, cast.cora.id))
    return {"event_id": event.id}


def one_person(cast: Cast) -> dict[str, Any]:
    values = the_door(cast)
    event = db.session.get_one(Event, values["event_id"])
    ben = registering.register(event, by=db.session.get_one(Account, cast.ben.id))
    return values | {"registration_id": ben.id}


def the_list_of_who_came(cast: Cast) -> dict[str, Any]:
    """Return the list of who came as a table."""
    return {"event_id": the_door(cast)["event_id"], "ending": "csv"}


def one_check_in(cast: Cast) -> dict[str, Any]:
    values = one_person(cast)
    registration = db.session.get_one(Registration, values["registration_id"])
    cora = db.session.get_one(Account, cast.cora.id)
    done = services.check_in(registration, by=cora, way=CheckInWay.LIST)
    return {"event_id": values["event_id"], "attendance_id": done.attendance.id, "step": "left"}


ROWS = [
    Row("events_attending.show_desk", COORDINATORS, scene=the_door),
    Row(
        "events_attending.check_in",
        everyone(404, stranger=1),  # the code is nobody's, for those too who keep the desk
        scene=the_door,
        method="POST",
        form={"code": "nobody"},
    ),
    Row(
        "events_attending.undo_entry",
        everyone(404, stranger=1),  # as above
        scene=the_door,
        method="POST",
        form={"code": "nobody"},
    ),
    Row("events_attending.list_came", COORDINATORS, scene=the_door),
    Row("events_attending.download_came", COORDINATORS, scene=the_list_of_who_came),
    Row("events_attending.check_in_person", COORDINATORS, scene=one_person, method="POST"),
    Row("events_attending.change_check_in", COORDINATORS, scene=one_check_in, method="POST"),
    Row(
        "events_attending.choose_room_code",
        COORDINATORS,
        scene=the_door,
        method="POST",
        form={"kind": "fixed"},
    ),
    Row("events_attending.show_room", COORDINATORS, scene=the_door),
    Row("events_attending.show_my_code", MEMBERS, scene=the_door),
    Row(
        "events_attending.check_in_here",
        everyone(409, stranger=1),  # none of them typed the code
        scene=the_door,
        method="POST",
        form={"code": "nobody"},
    ),
]
