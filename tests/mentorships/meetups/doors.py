"""The doors of meet-ups: the pair's alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mentornet.events.models import Event
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.mentorships.meetups import services
from mentornet.mentorships.models import Mentorship
from tests.events.doors import make_event
from tests.support.cast import Cast
from tests.support.doors import IN, NOBODY_BY_GUESSING, THE_PARTY, Row, but
from tests.support.pairs import account_of, ada_and_ben


def both_at_a_conference(cast: Cast) -> dict[str, Any]:
    """Ada and Ben are a pair and both go to a conference of three days."""
    pair = ada_and_ben(cast)
    starts_at = clock.now() + timedelta(days=3)
    event = make_event("The conference", starts_at=starts_at, ends_at=starts_at + timedelta(days=3))
    for person in (cast.ada, cast.ben):
        registering.register(event, by=account_of(person))
    return {"mentorship_id": pair.id, "event_id": event.id}


def ada_proposed(cast: Cast) -> dict[str, Any]:
    values = both_at_a_conference(cast)
    pair, event = (
        db.session.get_one(Mentorship, values["mentorship_id"]),
        db.session.get_one(Event, values["event_id"]),
    )
    at = event.starts_at + timedelta(hours=5)
    meet_up = services.propose_meet_up(
        pair, event, by=account_of(cast.ada), starts_at=at, place="The coffee bar"
    )
    return {"mentorship_id": pair.id, "meet_up_id": meet_up.id, "answer": "agree"}


def typed() -> dict[str, str]:
    there = (clock.now() + timedelta(days=4)).astimezone(ZoneInfo("America/Chicago"))
    return {"on": there.date().isoformat(), "at": "12:30", "place": "The coffee bar"}


ROWS = [
    Row("meetups.propose_meet_up", THE_PARTY, scene=both_at_a_conference),
    Row("meetups.propose_meet_up", THE_PARTY, scene=both_at_a_conference, method="POST", form=typed()),
    Row("meetups.answer_meet_up", but(NOBODY_BY_GUESSING, ben=IN), scene=ada_proposed, method="POST"),
]
