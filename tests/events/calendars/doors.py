"""The doors of calendars: public feeds for anyone, a person's own for whoever holds its address."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account
from mentornet.events.calendars.services import make_address
from mentornet.events.models import EventState
from mentornet.foundation.database import db
from tests.events.doors import make_event
from tests.support.cast import Cast
from tests.support.doors import ANYONE, IN, MEMBERS, Row, everyone
from tests.support.programs import make_program


def one_draft(cast: Cast) -> dict[str, Any]:
    program = make_program(coordinator_id=cast.cora.id)
    return {"event_id": make_event(program_id=program.id, state=EventState.DRAFT).id}


def one_program(_cast: Cast) -> dict[str, Any]:
    return {"slug": make_program().slug}


def bens_address(cast: Cast) -> dict[str, Any]:
    return {"token": make_address(db.session.get_one(Account, cast.ben.id))}


ROWS = [
    Row("events_calendars.feed_all", ANYONE),
    Row("events_calendars.feed_topic", ANYONE, scene=lambda _cast: {"slug": "de-escalation"}),
    Row("events_calendars.feed_kind", ANYONE, scene=lambda _cast: {"slug": "workshop"}),
    Row("events_calendars.feed_program", ANYONE, scene=one_program),
    Row("events_calendars.feed_own", ANYONE, scene=bens_address),
    Row("events_calendars.list_feeds", ANYONE),
    Row("events_calendars.download_event", everyone(404, cora=IN, root=IN), scene=one_draft),
    Row("events_calendars.show_own_calendar", MEMBERS),
    Row("events_calendars.make_address", MEMBERS, method="POST", inside=200),
    Row("events_calendars.close_address", MEMBERS, method="POST"),
]
