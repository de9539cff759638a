"""The doors of meeting: those with a seat, and whoever was asked."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account
from mentornet.events.meeting import services
from mentornet.events.models import Event
from mentornet.events.registering import services as registering
from mentornet.foundation.database import db
from tests.events.doors import make_event
from tests.support.cast import Cast
from tests.support.doors import IN, NOBODY_BY_GUESSING, THE_PARTY, Row, but


def both_go(cast: Cast) -> dict[str, Any]:
    """Ada and Ben go and let the others see it."""
    event = make_event()
    for person in (cast.ada, cast.ben):
        registering.register(event, by=db.session.get_one(Account, person.id), is_seen=True)
    return {"event_id": event.id}


def ada_to_ask(cast: Cast) -> dict[str, Any]:
    return both_go(cast) | {"account_id": cast.ada.id}


def ben_was_asked(cast: Cast) -> dict[str, Any]:
    values = both_go(cast)
    ada, ben = (db.session.get_one(Account, person.id) for person in (cast.ada, cast.ben))
    introduction = services.ask(db.session.get_one(Event, values["event_id"]), ben, by=ada)
    return values | {"introduction_id": introduction.id, "answer": "agree"}


def ben_reads_that_he_was_asked(cast: Cast) -> dict[str, Any]:
    return {"event_id": ben_was_asked(cast)["event_id"]}


BENS = but(NOBODY_BY_GUESSING, ben=IN)
ROWS = [
    Row("events_meeting.list_going", THE_PARTY, scene=ben_reads_that_he_was_asked),
    Row("events_meeting.ask", BENS, scene=ada_to_ask, method="POST"),
    Row("events_meeting.answer_introduction", BENS, scene=ben_was_asked, method="POST"),
]
