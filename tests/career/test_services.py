"""Hours come once, are withdrawn and come again."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from mentornet.career import queries, services
from mentornet.career.models import CreditEntry, CreditUnit

SOURCE = "event:7:registration:3"
FACTS: dict[str, Any] = {
    "source": SOURCE,
    "minutes": 90,
    "unit": CreditUnit.CONTACT_HOUR_60,
    "completed_on": date(2026, 3, 1),
    "title": "Calm on the unit",
}


def test_hours_of_one_source_stand_in_the_record_once(session, cast):
    services.record_hours(cast.ben.id, **FACTS)
    services.record_hours(cast.ben.id, **FACTS | {"minutes": 60})
    assert session.scalars(sa.select(CreditEntry.minutes)).all() == [60]


def test_withdrawn_hours_stay_in_sight_and_can_come_back(session, cast):
    entry = services.record_hours(cast.ben.id, **FACTS)
    services.withdraw_hours(cast.ben.id, source=SOURCE, reason="It was a mistake.")
    services.withdraw_hours(cast.ben.id, source="event:8:registration:1", reason="Never there.")
    assert (entry.withdrawn_at is not None, entry.withdrawn_because) == (True, "It was a mistake.")
    services.record_hours(cast.ben.id, **FACTS)
    found = queries.find_by_source(cast.ben.id, SOURCE)
    assert found
    assert (found.withdrawn_at, found.withdrawn_because) == (None, "")
