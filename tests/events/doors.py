"""The doors of events: anyone reads what is published; coordinators announce for their program."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentornet.events.models import Event, EventState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.support.cast import Cast
from tests.support.doors import ANYONE, COORDINATORS, IN, Row, but, everyone
from tests.support.programs import make_program

TYPED = {
    "title": "Night school",
    "kind_slug": "workshop",
    "program": "1",
    "starts_on": "2099-05-04",
    "starts_time": "18:00",
    "ends_on": "2099-05-04",
    "ends_time": "20:00",
    "time_zone": "America/Chicago",
    "is_online": "y",
}


def make_event(title: str = "Calm on the unit", **values: Any) -> Event:
    """Add a published workshop of tomorrow and return it flushed."""
    starts_at = values.pop("starts_at", clock.now() + timedelta(days=1))
    plain = {
        "kind_slug": "workshop",
        "state": EventState.PUBLISHED,
        "time_zone": "America/Chicago",
        "place": "Hall 1",
    }
    event = Event(
        title=title, starts_at=starts_at, **{"ends_at": starts_at + timedelta(hours=2)} | plain | values
    )
    db.session.add(event)
    db.session.flush()
    return event


def one_event(cast: Cast, **values: Any) -> dict[str, Any]:
    program = make_program(coordinator_id=cast.cora.id)
    make_program("other", coordinator_id=cast.olga.id)
    return {"event_id": make_event(program_id=program.id, **values).id}


def one_draft(cast: Cast) -> dict[str, Any]:
    return one_event(cast, state=EventState.DRAFT)


def two_programs(cast: Cast) -> dict[str, Any]:
    one_event(cast)
    return {}


def publishing(cast: Cast) -> dict[str, Any]:
    return one_draft(cast) | {"step": "publish"}


ROWS = [
    Row("events.list_events", ANYONE, scene=two_programs),
    Row("events.show_event", everyone(404, cora=IN, root=IN), scene=one_draft),
    Row("events.announce_event", but(COORDINATORS, olga=IN), scene=two_programs),
    Row(
        "events.announce_event",
        but(COORDINATORS, olga=422),  # the program she chose is not hers
        scene=two_programs,
        method="POST",
        form=TYPED,
    ),
    Row("events.edit_event", COORDINATORS, scene=one_event),
    Row("events.edit_event", COORDINATORS, scene=one_event, method="POST", form=TYPED),
    Row("events.step_event", COORDINATORS, scene=publishing, method="POST"),
]
