"""Scenes of calendars: what a feed answered, whose address it has, and a program whose events are for some."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import vobject

from mentornet.events.models import Audience, Event, EventInvitation, Registration, RegistrationState
from mentornet.foundation.database import db
from mentornet.programs.models import Side
from tests.events.doors import make_event
from tests.support.cast import Cast, Person
from tests.support.client import SuspiciousClient
from tests.support.programs import make_enrolment, make_program


def entries(answer: Any) -> dict[str, Any]:
    """Return the events of a feed that was answered, by their titles."""
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return {
        one.summary.value: one
        for one in vobject.readOne(answer.get_data(as_text=True)).contents.get("vevent", [])
    }


def address_in(page: str) -> str:
    """Return the path of the private calendar that a page tells."""
    found = re.search(r"http://127.0.0.1:5000(/calendar/[\w-]{22}\.ics)", page)
    assert found
    return found[1]


def private_feed(visit: Callable[..., SuspiciousClient], who: Person, calendar: str = "own") -> str:
    """Return the path of a calendar of somebody's that they have just made an address for."""
    answer = visit(who).post("/calendar/address", data={"calendar": calendar})
    return address_in(answer.get_data(as_text=True))


def go(
    cast: Cast, event: Event, state: RegistrationState = RegistrationState.REGISTERED, **values: Any
) -> None:
    """Let Ben have a place at `event`, or wait for one."""
    db.session.add(Registration(event_id=event.id, account_id=cast.ben.id, state=state, **values))


def a_night_program(cast: Cast) -> None:
    """Add a program that Ben takes part in, with an event for all, one for its people and one by invitation."""
    program = make_program("night", coordinator_id=cast.cora.id)
    make_enrolment(program, cast.ben.id, Side.MENTEE)
    for title, audience in (
        ("Open", Audience.EVERYONE),
        ("Ours", Audience.PROGRAM),
        ("Asked", Audience.INVITATION),
    ):
        event = make_event(title, audience=audience, program_id=program.id, description="Private words")
        if title == "Asked":
            db.session.add(EventInvitation(event_id=event.id, account_id=cast.drew.id))
